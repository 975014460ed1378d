package io.jenkins.lib.releasegates.scanner.database;

import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which each snapshot is a folder. One update at a time works in a folder {@code .update} of it; what it finishes appears under its
 * name by one rename. What a killed update leaves in there the next one uses again or deletes; its lock dies with the process.
 */
final class SnapshotFolder implements AutoCloseable {

    private static final String UPDATE = ".update";
    private static final int NAMED_DIGITS = 16;

    private final Path folder;
    private final FileChannel channel;

    private SnapshotFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static SnapshotFolder open(Path folder) throws IOException, UpdateException {
        Files.createDirectories(folder.resolve(UPDATE));
        FileChannel channel =
                FileChannel.open(folder.resolve(UPDATE + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new UpdateException("another update works in " + folder);
        }
        return new SnapshotFolder(folder, channel);
    }

    /** Where files from this address wait to be loaded; those of another one are deleted. */
    Path downloads(String address) throws IOException {
        String digest = FileDigest.of(address.getBytes(StandardCharsets.UTF_8));
        String name = "downloads-" + digest.substring(digest.length() - NAMED_DIGITS);
        try (Stream<Path> all = Files.list(folder.resolve(UPDATE))) {
            for (Path other : all.toList()) {
                if (!other.endsWith(name)) {
                    delete(other);
                }
            }
        }
        return Files.createDirectories(folder.resolve(UPDATE).resolve(name));
    }

    /** An empty folder for the snapshot. */
    Path unfinished() throws IOException {
        Path unfinished = folder.resolve(UPDATE).resolve("snapshot");
        delete(unfinished);
        return Files.createDirectories(unfinished);
    }

    /** Makes the snapshot durable, then visible. */
    Path finish(String version) throws IOException {
        Path unfinished = folder.resolve(UPDATE).resolve("snapshot");
        for (String left : List.of("odc.update.lock", "odc.trace.db", "cache")) {
            delete(unfinished.resolve(left));
        }
        try (Stream<Path> files = Files.list(unfinished)) {
            for (Path file : files.toList()) {
                try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
            }
        }
        Path finished = folder.resolve(version);
        Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        delete(folder.resolve(UPDATE));
        return finished;
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
