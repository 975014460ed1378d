package io.jenkins.lib.releasegates.audit.note;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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

    public KeyFolder(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
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
            Files.move(
                    folder.resolve(NEXT),
                    folder.resolve(KEY),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(folder.resolve(NEXT));
        }
        force(folder);
    }

    private SigningKey make(String name) throws IOException {
        boolean posix = Files.getFileStore(existing(folder)).supportsFileAttributeView("posix");
        Files.createDirectories(folder, attributes(posix, "rwx------"));
        SigningKey key = SigningKey.generate(random);
        Path unfinished = folder.resolve(name + ".tmp");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, attributes(posix, "rw-------"));
        Files.writeString(unfinished, key.pem());
        force(unfinished);
        if (Files.exists(folder.resolve(name))) {
            throw new FileAlreadyExistsException(folder.resolve(name).toString());
        }
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        force(folder);
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

    private static Path existing(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return Files.exists(path) || parent == null ? path : existing(parent);
    }

    private static FileAttribute<?>[] attributes(boolean posix, String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void force(Path path) throws IOException {
        boolean directory = Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(path, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system lets a directory be opened; there, renaming lasts by itself.
            if (!directory) {
                throw e;
            }
        }
    }
}
