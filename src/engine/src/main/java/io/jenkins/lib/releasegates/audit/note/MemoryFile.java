package io.jenkins.lib.releasegates.audit.note;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Remembers a checkpoint in a file of the host's, as it was signed. */
public final class MemoryFile implements SignedMemory {

    /** Its name beside the key of a {@link KeyFolder}. */
    public static final String NAME = "ledger-signed-last.txt";

    private static final int MAX_BYTES = 16 * 1024;

    private final Path file;

    public MemoryFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Optional<Checkpoint> newest() throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException(file + ": found " + Files.size(file) + " bytes, allowed are " + MAX_BYTES
                        + " with the checkpoint that was signed last");
            }
            return Optional.of(Checkpoint.parse(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": found no checkpoint: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void remember(Checkpoint checkpoint) throws IOException {
        OwnersFile.place(file, checkpoint.toString(), true);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
