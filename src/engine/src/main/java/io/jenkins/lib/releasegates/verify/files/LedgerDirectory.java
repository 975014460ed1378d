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
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The files below one directory, for reading; follows no symbolic link and opens nothing but regular files. */
public final class LedgerDirectory {

    /** Where a ledger that wasn't closed in order has what it wrote last. */
    public static final String JOURNAL = "journal";

    private static final int MAX_JOURNAL = 32 * 1024 * 1024;
    private static final int MAX_TURN = 64;

    private final Path root;
    private RedoJournal journal = RedoJournal.NONE;

    public LedgerDirectory(Path root) {
        this.root = root;
    }

    /**
     * Shows files from now on as they are with what the journal has for them; whether there is one.
     *
     * @throws IOException when it doesn't fit the files, in words
     */
    public boolean readJournal() throws IOException {
        if (kind(JOURNAL) == Kind.NOTHING) {
            return false;
        }
        byte[] bytes = read(JOURNAL, MAX_JOURNAL);
        if (bytes.length > MAX_JOURNAL) {
            throw new IOException("it has more than " + MAX_JOURNAL + " bytes");
        }
        RedoJournal found = RedoJournal.of(bytes);
        for (Map.Entry<String, Long> begin : found.begins().entrySet()) {
            String file = begin.getKey();
            long size = kind(file) == Kind.FILE ? size(file) : 0;
            if (size < begin.getValue() && isUnchanged(found)) {
                throw new IOException(
                        "it goes on at byte " + begin.getValue() + " of " + file + ", which has " + size + " bytes");
            }
        }
        journal = found;
        return true;
    }

    /** A ledger in use begins its journal anew once the files have everything. */
    private boolean isUnchanged(RedoJournal read) throws IOException {
        if (attributesOf(JOURNAL).isEmpty()) {
            return false;
        }
        try (InputStream stream = openAsItIs(JOURNAL)) {
            return read.isSameTurn(stream.readNBytes(MAX_TURN));
        }
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
        Optional<BasicFileAttributes> attributes = attributesOf(name);
        if (attributes.isEmpty()) {
            return journal.isAbout(name) && isUnchanged(journal) ? Kind.FILE : Kind.NOTHING;
        }
        if (attributes.get().isRegularFile()) {
            return Kind.FILE;
        }
        return attributes.get().isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
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
        Set<String> named = new HashSet<>();
        for (String file : journal.begins().keySet()) {
            if (file.startsWith(directory + "/") && kind(file) == Kind.FILE) {
                named.add(file.substring(directory.length() + 1));
            }
        }
        named.forEach(reader);
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path path : stream) {
                Path name = path.getFileName();
                if (name != null && !named.contains(name.toString())) {
                    reader.accept(name.toString());
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /**
     * Opens a regular file.
     *
     * @throws NoSuchFileException when nothing is there
     */
    public InputStream open(String name) throws IOException {
        Kind kind = kind(name);
        if (kind == Kind.NOTHING) {
            throw new NoSuchFileException(name);
        }
        if (kind != Kind.FILE) {
            throw new IOException("it is no regular file; links aren't followed");
        }
        boolean redone = journal.isAbout(name) && isUnchanged(journal);
        InputStream there = redone && attributesOf(name).isEmpty() ? InputStream.nullInputStream() : openAsItIs(name);
        return redone ? journal.over(name, there) : there;
    }

    private InputStream openAsItIs(String name) throws IOException {
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

    private Optional<BasicFileAttributes> attributesOf(String name) throws IOException {
        try {
            return Optional.of(attributes(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private BasicFileAttributes attributes(String name) throws IOException {
        return Files.readAttributes(root.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
