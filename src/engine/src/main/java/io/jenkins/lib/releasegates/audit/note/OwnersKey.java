package io.jenkins.lib.releasegates.audit.note;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A key that an owner has laid down as PEM, outside of what the host looks after. To rotate it the owner exchanges the file, and lays down the one
 * before beside it, so that it can endorse the new one.
 */
public final class OwnersKey implements SigningKeys {

    /** Ending of the file with the key before, behind the name of the file with the key. */
    public static final String PREVIOUS = ".previous";

    private final Path file;
    private final SignedMemory memory;

    /**
     * With the file.
     *
     * @param memory where the host remembers what it signed; the owner's file may lie where it can write nothing
     */
    public OwnersKey(Path file, SignedMemory memory) {
        this.file = file;
        this.memory = memory;
    }

    @Override
    public SigningKey wanted(Optional<LogKey> inForce) throws IOException {
        return read(file);
    }

    /**
     * Throws unless there is a key.
     *
     * @throws IOException with the file, what was found and what is allowed
     */
    public static void check(Path file) throws IOException {
        read(file);
    }

    private static SigningKey read(Path file) throws IOException {
        return KeyFolder.read(file)
                .orElseThrow(() -> new IOException(file
                        + ": found no file, expected a private key as `openssl genpkey -algorithm ed25519` writes it"));
    }

    @Override
    public Optional<SigningKey> endorsing(LogKey inForce) throws IOException {
        for (Path path : List.of(file, Path.of(file + PREVIOUS))) {
            Optional<SigningKey> key = KeyFolder.read(path);
            if (key.isPresent() && key.get().publicKey(inForce.name()).equals(inForce)) {
                return key;
            }
        }
        return Optional.empty();
    }

    @Override
    public SigningKey fresh() throws IOException {
        throw new IOException("The key of this log is laid down by its owner in " + file + ": to rotate it, move it to "
                + file + PREVIOUS + ", put the new one in its place, and open the ledger anew");
    }

    @Override
    public void settled(LogKey inForce) {
        // The owner decides when the former key goes.
    }

    @Override
    public SignedMemory memory() {
        return memory;
    }
}
