package io.jenkins.plugins.securityscan.database;

import io.jenkins.lib.releasegates.launcher.folder.FolderTree;
import io.jenkins.plugins.securityscan.database.CurrentDatabase.Found;
import io.jenkins.plugins.securityscan.database.CurrentDatabase.Snapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The folder in which each snapshot is a folder. One that was read to its end isn't read again while its files keep their sizes and times; the
 * worker reads every byte at each scan anyway. For one thread at a time.
 */
final class SnapshotFolder {

    private static final Logger LOGGER = Logger.getLogger(SnapshotFolder.class.getName());

    /** A scan that began with a snapshot, and an agent that copies it, may take so long after it was the newest. */
    private static final Duration READ_ON = Duration.ofDays(2);

    /** Clocks differ; by more than that they are wrong. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private static final String DELETING = ".deleting-";
    private static final String LOCK = ".update.lock";

    private final Path folder;
    private final Map<String, Read> known = new HashMap<>();

    /** When each was last seen to be the newest. */
    private final Map<String, Instant> newest = new HashMap<>();

    SnapshotFolder(Path folder) {
        this.folder = folder;
    }

    /** What reading has found: a snapshot, or why it is none; as long as the marks stay. */
    private record Read(String marks, List<Snapshot> snapshot, String refusal) {}

    /** Looks at all that is there. */
    Found look(Instant now) {
        List<Snapshot> whole = new ArrayList<>();
        Map<String, String> refused = new TreeMap<>();
        for (Path place : places()) {
            String name = name(place);
            Read read = read(place, name);
            for (Snapshot snapshot : read.snapshot()) {
                if (snapshot.lastChecked().isAfter(now.plus(AHEAD))) {
                    refused.put(name, "it says that it was checked in the future, at " + snapshot.lastChecked());
                } else {
                    whole.add(snapshot);
                }
            }
            if (read.snapshot().isEmpty()) {
                refused.put(name, read.refusal());
            }
        }
        whole.sort(Comparator.comparing(Snapshot::lastChecked)
                .thenComparing(Snapshot::version)
                .reversed());
        if (!whole.isEmpty()) {
            newest.put(whole.get(0).version(), now);
        }
        return new Found(whole, refused);
    }

    private Read read(Path place, String name) {
        String marks = marks(place);
        Read before = known.get(name);
        if (before != null && before.marks().equals(marks)) {
            return before;
        }
        Read read;
        try {
            read = new Read(marks, List.of(SnapshotReader.read(place)), "");
        } catch (IOException e) {
            read = new Read(marks, List.of(), "found " + e.getMessage());
        }
        known.put(name, read);
        return read;
    }

    /** Sizes and times of the files: what tells of a copy that has gone on meanwhile. */
    private static String marks(Path place) {
        StringBuilder marks = new StringBuilder();
        for (String name : List.of(SnapshotReader.DESCRIPTION, SnapshotReader.DATABASE, SnapshotReader.EXPLOITED)) {
            try {
                Path file = place.resolve(name);
                marks.append(Files.size(file))
                        .append('@')
                        .append(Files.getLastModifiedTime(file).toMillis());
            } catch (IOException e) {
                marks.append("none");
            }
            marks.append(' ');
        }
        return marks.toString();
    }

    private static String name(Path place) {
        return String.valueOf(place.getFileName());
    }

    /** Folders without a dot in front; links aren't followed. */
    private List<Path> places() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(place -> Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                            && !name(place).startsWith("."))
                    .toList();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The snapshots in {0} can''t be listed: {1}", new Object[] {folder, e});
            return List.of();
        }
    }

    /** Deletes all but the newest ones; never one that was the newest within the last two days. */
    void prune(Found found, int keep, Instant now) {
        List<Snapshot> whole = found.whole();
        List<Snapshot> superfluous = new ArrayList<>();
        for (int i = Math.max(1, keep); i < whole.size(); i++) {
            if (replaced(whole.get(i), whole.get(i - 1)).plus(READ_ON).isBefore(now)) {
                superfluous.add(whole.get(i));
            }
        }
        superfluous.forEach(this::delete);
    }

    /** When a newer one came, as the disk tells, or as was seen. */
    private Instant replaced(Snapshot older, Snapshot newer) {
        Instant came;
        try {
            came = Files.getLastModifiedTime(newer.folder()).toInstant();
        } catch (IOException e) {
            came = Instant.MAX.minus(READ_ON);
        }
        Instant seen = newest.getOrDefault(older.version(), Instant.MIN);
        return seen.isAfter(came) ? seen : came;
    }

    private void delete(Snapshot snapshot) {
        try {
            Path gone = folder.resolve(DELETING + snapshot.version());
            Files.move(snapshot.folder(), gone, StandardCopyOption.ATOMIC_MOVE);
            FolderTree.delete(gone);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The snapshot {0} stays: {1}", new Object[] {snapshot.folder(), e});
        }
    }

    /** Whether somebody else makes a snapshot in there at this moment. */
    static boolean isBusy(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
