package io.jenkins.lib.releasegates.audit.note;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * A folder of the host's with the key of its log, made on first use and readable by its owner alone. While a key is exchanged the next one lies
 * beside it; once the trail names that one, the former is overwritten and gone.
 */
public final class KeyFolder implements SigningKeys {

    /** The key that signs. */
    public static final String KEY = "ledger-key.pem";

    private static final String NEXT = "ledger-key-next.pem";
    private static final int MAX_BYTES = 16 * 1024;

    private final Path folder;
    private final SecureRandom random;
    private final SignedMemory memory;

    public KeyFolder(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
        this.memory = new MemoryFile(folder.resolve(MemoryFile.NAME));
    }

    @Override
    public synchronized SigningKey wanted(Optional<LogKey> inForce) throws IOException {
        if (inForce.isPresent()) {
            Optional<SigningKey> kept = endorsing(inForce.get());
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        Optional<SigningKey> key = read(folder.resolve(KEY));
        return key.isPresent() ? key.get() : make(KEY);
    }

    @Override
    public synchronized Optional<SigningKey> endorsing(LogKey inForce) throws IOException {
        for (String name : List.of(KEY, NEXT)) {
            Optional<SigningKey> key = read(folder.resolve(name));
            if (key.isPresent() && key.get().publicKey(inForce.name()).equals(inForce)) {
                return key;
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized SigningKey fresh() throws IOException {
        Files.deleteIfExists(folder.resolve(NEXT));
        return make(NEXT);
    }

    @Override
    public synchronized void settled(LogKey inForce) throws IOException {
        Optional<SigningKey> next = read(folder.resolve(NEXT));
        if (next.isEmpty()) {
            return;
        }
        if (next.get().publicKey(inForce.name()).equals(inForce)) {
            OwnersFile.move(folder.resolve(NEXT), folder.resolve(KEY));
        } else {
            Files.delete(folder.resolve(NEXT));
            OwnersFile.force(folder);
        }
    }

    @Override
    public SignedMemory memory() {
        return memory;
    }

    private SigningKey make(String name) throws IOException {
        SigningKey key = SigningKey.generate(random);
        OwnersFile.place(folder.resolve(name), key.pem(), false);
        return key;
    }

    /** The key in a file; empty when there is no such file. */
    static Optional<SigningKey> read(Path file) throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException(file + ": found " + Files.size(file) + " bytes, allowed are " + MAX_BYTES
                        + " with a private key as PEM");
            }
            return Optional.of(SigningKey.parse(Files.readString(file, StandardCharsets.ISO_8859_1)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
