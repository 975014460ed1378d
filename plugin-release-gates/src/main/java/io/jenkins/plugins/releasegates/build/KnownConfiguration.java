package io.jenkins.plugins.releasegates.build;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The digest of a job's configuration that was looked at last, in a file beside it.
 *
 * @param lost whether it changed and the record couldn't be told, or the file holds something else
 * @param digest empty when it is lost, and when nobody has looked yet
 */
record KnownConfiguration(boolean lost, Optional<Digest> digest) {

    private static final String FILE = "release-gates-configuration";
    private static final String LOST = "unrecorded";
    private static final int MAX_LENGTH = 1_000;

    /** What the file in this directory of a job says. */
    static KnownConfiguration in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            if (Files.size(file) > MAX_LENGTH) {
                return new KnownConfiguration(true, Optional.empty());
            }
            String line = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            return new KnownConfiguration(false, Optional.of(Digest.parse(line)));
        } catch (NoSuchFileException e) {
            return new KnownConfiguration(false, Optional.empty());
        } catch (IllegalArgumentException e) {
            return new KnownConfiguration(true, Optional.empty());
        }
    }

    /** Writes that this one is known. */
    static void remember(Path directory, Digest digest) throws IOException {
        write(directory, digest.toString());
    }

    /** Writes that a change of it isn't recorded; whatever is recorded next doesn't know what was before. */
    static void lose(Path directory) throws IOException {
        write(directory, LOST);
    }

    private static void write(Path directory, String line) throws IOException {
        Path draft = Files.createTempFile(directory, FILE, ".tmp");
        try {
            Files.writeString(draft, line + "\n", StandardCharsets.US_ASCII);
            Files.move(draft, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
