package io.jenkins.lib.releasegates.audit.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the operating system.
 *
 * <p>Bytes go through {@link RandomAccessFile} and not through a {@link FileChannel}: a channel closes itself under everybody's hands when the
 * one thread that uses it is interrupted, and Jenkins interrupts the threads of builds that it aborts. Handles stay open from the first byte
 * to the sync, because a new handle may not be told of a write that failed before it was opened.
 */
public final class DirectoryDisk implements Disk {

    private static final String LOCK = "lock";
    private static final int KEPT_OPEN = 8;

    /** POSIX drops a process's lock as soon as it closes any handle of that file, so this process asks itself first. */
    private static final Set<Path> LOCKED = Collections.synchronizedSet(new HashSet<>());

    private static final int LITTLE = 1_024;

    private final Path root;
    private final KeptReaders readers;
    private final Map<String, OpenFile> open = new HashMap<>();

    /** Files of which each write lasts on return: the operating system is asked once and not twice. */
    private final Map<String, RandomAccessFile> lasting = new HashMap<>();

    private @Nullable FileLock lock;
    private @Nullable Path lockedPath;

    /** Makes the directory where it is missing. */
    public DirectoryDisk(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        List<Path> made = new ArrayList<>();
        for (Path path = absolute; path != null && !Files.exists(path); path = path.getParent()) {
            made.add(path);
        }
        Files.createDirectories(absolute);
        for (Path path : made) {
            Path parent = path.getParent();
            if (parent != null) {
                forceDirectory(parent);
            }
        }
        this.root = absolute.toRealPath();
        this.readers = new KeptReaders(root);
    }

    @Override
    public synchronized void lock() throws IOException {
        if (!LOCKED.add(root)) {
            throw new IOException(root + " is already open in this process");
        }
        try {
            FileChannel channel =
                    FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock taken = channel.tryLock();
            if (taken == null) {
                channel.close();
                throw new IOException(root + " is open in another process");
            }
            lock = taken;
            lockedPath = root;
        } finally {
            if (lock == null) {
                LOCKED.remove(root);
            }
        }
    }

    @Override
    public void makeDirectory(String name) throws IOException {
        Files.createDirectories(root.resolve(name));
    }

    @Override
    public List<String> list(String directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path path : stream) {
                Path name = path.getFileName();
                if (name != null) {
                    names.add(name.toString());
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        try {
            return OptionalLong.of(Files.size(root.resolve(name)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public byte[] read(String name, long offset, int length) throws IOException {
        OpenFile file;
        synchronized (open) {
            file = open.get(name);
        }
        if (file != null) {
            byte[] bytes = file.read(offset, length);
            if (bytes != null) {
                return bytes;
            }
        }
        return readers.read(name, offset, length);
    }

    @Override
    public void append(String name, byte[] bytes) throws IOException {
        while (!opened(name).append(bytes)) {
            forget(name);
        }
    }

    @Override
    public void write(String name, long offset, byte[] bytes) throws IOException {
        synchronized (lasting) {
            RandomAccessFile file = lasting.get(name);
            if (file == null) {
                file = new RandomAccessFile(root.resolve(name).toFile(), "rwd");
                lasting.put(name, file);
            }
            file.seek(offset);
            file.write(bytes);
        }
    }

    @Override
    public void truncate(String name, long size) throws IOException {
        while (!opened(name).truncate(size)) {
            forget(name);
        }
    }

    @Override
    public void force(String name) throws IOException {
        while (!opened(name).force()) {
            forget(name);
        }
        List<OpenFile> idle = new ArrayList<>();
        synchronized (open) {
            if (open.size() > KEPT_OPEN) {
                open.entrySet()
                        .removeIf(entry ->
                                !entry.getKey().equals(name) && entry.getValue().clean() && idle.add(entry.getValue()));
            }
        }
        for (OpenFile file : idle) {
            file.close();
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        close(from);
        close(to);
        Files.move(
                root.resolve(from),
                root.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        close(name);
        Files.deleteIfExists(root.resolve(name));
    }

    @Override
    public void forceDirectory(String name) throws IOException {
        forceDirectory(root.resolve(name));
    }

    @Override
    public synchronized void close() throws IOException {
        List<OpenFile> all;
        synchronized (open) {
            all = List.copyOf(open.values());
            open.clear();
        }
        readers.close();
        synchronized (lasting) {
            for (RandomAccessFile file : lasting.values()) {
                file.close();
            }
            lasting.clear();
        }
        for (OpenFile file : all) {
            file.close();
        }
        if (lock != null) {
            try {
                lock.channel().close();
            } finally {
                lock = null;
                LOCKED.remove(lockedPath);
            }
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }

    /** On a thread that nobody interrupts, since a directory can only be forced through a channel. */
    private static void forceDirectory(Path directory) throws IOException {
        try {
            CompletableFuture.runAsync(() -> {
                        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                            channel.force(true);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException io ? io.getCause() : new IOException(e.getCause());
        }
    }

    private OpenFile opened(String name) throws IOException {
        synchronized (open) {
            OpenFile file = open.get(name);
            if (file == null) {
                file = new OpenFile(root.resolve(name));
                open.put(name, file);
            }
            return file;
        }
    }

    /** Drops a handle that somebody else has closed. */
    private void forget(String name) {
        synchronized (open) {
            open.remove(name);
        }
    }

    private void close(String name) throws IOException {
        readers.forget(name);
        synchronized (lasting) {
            RandomAccessFile file = lasting.remove(name);
            if (file != null) {
                file.close();
            }
        }
        OpenFile file;
        synchronized (open) {
            file = open.remove(name);
        }
        if (file != null) {
            file.close();
        }
    }

    static byte[] read(RandomAccessFile file, long offset, int length) throws IOException {
        file.seek(offset);
        // Somebody may ask for more than there is, by far; not for so little.
        boolean little = length <= LITTLE;
        byte[] bytes = new byte[little ? length : (int) Math.max(0, Math.min(length, file.length() - offset))];
        int filled = 0;
        while (filled < bytes.length) {
            int read = file.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                return Arrays.copyOf(bytes, filled);
            }
            filled += read;
        }
        return bytes;
    }

    /** A file that is being appended to; readers have a handle of their own and don't wait for a sync. */
    private static final class OpenFile {

        private final Path path;
        private final RandomAccessFile writer;
        private @Nullable RandomAccessFile reader;
        private final Object reading = new Object();
        private boolean dirty;
        private boolean closed;
        private boolean readerClosed;

        OpenFile(Path path) throws IOException {
            this.path = path;
            writer = new RandomAccessFile(path.toFile(), "rw");
        }

        synchronized boolean append(byte[] bytes) throws IOException {
            if (closed) {
                return false;
            }
            dirty = true;
            writer.seek(writer.length());
            writer.write(bytes);
            return true;
        }

        synchronized boolean truncate(long size) throws IOException {
            if (closed) {
                return false;
            }
            dirty = true;
            writer.setLength(size);
            return true;
        }

        synchronized boolean force() throws IOException {
            if (closed) {
                return false;
            }
            writer.getFD().sync();
            dirty = false;
            return true;
        }

        synchronized boolean clean() {
            return !dirty;
        }

        byte @Nullable [] read(long offset, int length) throws IOException {
            synchronized (reading) {
                if (readerClosed) {
                    return null;
                }
                if (reader == null) {
                    reader = new RandomAccessFile(path.toFile(), "r");
                }
                return DirectoryDisk.read(reader, offset, length);
            }
        }

        synchronized void close() throws IOException {
            closed = true;
            writer.close();
            synchronized (reading) {
                readerClosed = true;
                if (reader != null) {
                    reader.close();
                }
            }
        }
    }
}
