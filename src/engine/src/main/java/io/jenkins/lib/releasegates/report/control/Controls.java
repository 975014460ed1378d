package io.jenkins.lib.releasegates.report.control;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Controls that a report answers.
 *
 * @param source where they are from, for people: a file's name, or that they are those shipped with this version
 * @param digest over the bytes that they were read from
 */
public record Controls(String source, Digest digest, List<Control> controls) {

    private static final String SHIPPED = "controls.yaml";

    public Controls {
        controls = List.copyOf(controls);
    }

    /**
     * What became of a file.
     *
     * @param controls empty where anything is wrong
     * @param issues all that is wrong
     */
    public record Reading(Optional<Controls> controls, List<PolicyIssue> issues) {

        public Reading {
            issues = List.copyOf(issues);
        }
    }

    /** Reads a file of an owner's; anything wrong in it refuses all of it. */
    public static Reading read(byte[] bytes, String file) {
        return ControlsReader.read(bytes, file);
    }

    /** Those that are shipped. */
    public static Controls shipped() {
        Reading reading = read(template().getBytes(StandardCharsets.UTF_8), SHIPPED);
        Controls read = reading.controls()
                .orElseThrow(
                        () -> new IllegalStateException("The shipped controls can't be read: " + reading.issues()));
        return new Controls("shipped with this version", read.digest(), read.controls());
    }

    /** The text of the shipped ones, to begin a file of one's own with. */
    public static String template() {
        try (InputStream in = Controls.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("The engine's jar lacks " + SHIPPED);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
