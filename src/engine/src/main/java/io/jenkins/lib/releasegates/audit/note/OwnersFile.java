package io.jenkins.lib.releasegates.audit.note;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file of the host's that nobody but the user who runs it may read, where the file system knows of such rights. */
final class OwnersFile {

    private OwnersFile() {}

    /**
     * Writes it whole, with its folder where that is missing; durable on return.
     *
     * @throws FileAlreadyExistsException when it is there and may not be replaced
     */
    static void place(Path file, String text, boolean replace) throws IOException {
        Path folder = folder(file);
        boolean posix = Files.getFileStore(existing(folder)).supportsFileAttributeView("posix");
        Files.createDirectories(folder, attributes(posix, "rwx------"));
        Path unfinished = folder.resolve(file.getFileName() + ".tmp");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, attributes(posix, "rw-------"));
        Files.writeString(unfinished, text);
        force(unfinished);
        if (!replace && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        move(unfinished, file);
    }

    /** Puts one in the place of another, in one step; durable on return. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder(to));
    }

    private static Path folder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file that can be written");
        }
        return folder;
    }

    /** Makes what is written in a file, or the names in a folder, last. */
    static void force(Path path) throws IOException {
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

    private static Path existing(Path path) {
        Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : existing(parent);
    }

    private static FileAttribute<?>[] attributes(boolean posix, String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
