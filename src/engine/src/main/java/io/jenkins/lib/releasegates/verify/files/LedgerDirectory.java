package io.jenkins.lib.releasegates.verify.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.function.Consumer;

/** The files below one directory, for reading; follows no symbolic link and opens nothing but regular files. */
public final class LedgerDirectory {

    private final Path root;

    public LedgerDirectory(Path root) {
        this.root = root;
    }

    /** What stands under a name. */
    public enum Kind {
        NOTHING,
        FILE,
        DIRECTORY,
        OTHER
    }

    /** Whether the root can be looked into; it may itself be reached over a link, since whoever asks has named it. */
    public boolean exists() {
        return Files.isDirectory(root);
    }

    public Kind kind(String name) throws IOException {
        try {
            BasicFileAttributes attributes = attributes(name);
            if (attributes.isRegularFile()) {
                return Kind.FILE;
            }
            return attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
        } catch (NoSuchFileException e) {
            return Kind.NOTHING;
        }
    }

    public long size(String name) throws IOException {
        return attributes(name).size();
    }

    /** When the file says that it was written last. */
    public Instant modified(String name) throws IOException {
        return attributes(name).lastModifiedTime().toInstant();
    }

    /** The bytes of a regular file, at most {@code limit}; of a longer one these and one more. */
    public byte[] read(String name, int limit) throws IOException {
        try (InputStream stream = open(name)) {
            return stream.readNBytes(limit + 1);
        }
    }

    /** Shows every plain name in a directory, in no order. */
    public void each(String directory, Consumer<String> reader) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path path : stream) {
                Path name = path.getFileName();
                if (name != null) {
                    reader.accept(name.toString());
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Opens a regular file. */
    public InputStream open(String name) throws IOException {
        if (kind(name) != Kind.FILE) {
            throw new IOException("it is no regular file; links aren't followed");
        }
        return Files.newInputStream(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Why something can't be read, for people. */
    public static String reason(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return e.getClass().getSimpleName().replace("Exception", "");
        }
        return e instanceof FileSystemException file
                ? String.valueOf(file.getReason())
                : String.valueOf(e.getMessage());
    }

    private BasicFileAttributes attributes(String name) throws IOException {
        return Files.readAttributes(root.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
