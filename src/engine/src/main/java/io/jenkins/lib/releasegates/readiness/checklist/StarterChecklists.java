package io.jenkins.lib.releasegates.readiness.checklist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Checklists to begin with: files whose first lines name the sources, to be copied into a repository and changed there. */
public final class StarterChecklists {

    private static final List<String> NAMES = List.of(
            "seed-practice",
            "aws-operational-readiness",
            "google-production-readiness",
            "web-service",
            "data-store",
            "database-migration");

    private StarterChecklists() {}

    /** What they are called. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The bytes of one, as they are to be copied.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static byte[] read(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("checklist: found " + name + ", allowed: " + String.join(", ", NAMES));
        }
        try (InputStream file = StarterChecklists.class.getResourceAsStream(name + ".yaml")) {
            if (file == null) {
                throw new IllegalStateException("The checklist " + name + " is missing in this jar");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
