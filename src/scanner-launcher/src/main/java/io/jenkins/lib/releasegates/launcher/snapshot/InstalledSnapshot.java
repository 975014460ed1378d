package io.jenkins.lib.releasegates.launcher.snapshot;

import io.jenkins.lib.releasegates.launcher.bundle.Sha256;
import io.jenkins.lib.releasegates.launcher.folder.UnfinishedFolder;
import io.jenkins.lib.releasegates.launcher.folder.UnusedFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Snapshots of the vulnerability database that were copied to a folder, each under the name of its version. A copy is made in an
 * {@link UnfinishedFolder} and finished here; any number of scans then read it at once.
 */
public final class InstalledSnapshot {

    private static final Pattern VERSION = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{8}");

    private InstalledSnapshot() {}

    /**
     * Where the snapshot of this version is, or would be.
     *
     * @throws RefusedSnapshotException when that is no name of a version
     */
    public static Path place(Path home, String version) throws RefusedSnapshotException {
        if (!isVersion(version)) {
            throw new RefusedSnapshotException("found '" + version
                    + "' as the version of a snapshot, allowed: one like 20261121T100000Z-3fb0c2aa");
        }
        return home.resolve(version);
    }

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /** SHA-256 of a snapshot's description, which stands for all of it; empty where there is none. */
    public static Optional<String> digest(Path folder) throws IOException {
        Path description = folder.resolve(SnapshotFiles.DESCRIPTION);
        return Files.isRegularFile(description, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Sha256.of(description))
                : Optional.empty();
    }

    /** The newest snapshot in a folder of snapshots, by the moment in its name; empty where there is none. */
    public static Optional<Path> newest(Path home) throws IOException {
        return all(home).stream()
                .filter(folder -> Files.isRegularFile(folder.resolve(SnapshotFiles.DESCRIPTION)))
                .max((one, other) -> name(one).compareTo(name(other)));
    }

    /**
     * What the description of a snapshot says.
     *
     * @throws RefusedSnapshotException when there is none that can be read
     */
    public static SnapshotFiles describe(Path folder) throws IOException, RefusedSnapshotException {
        Path description = folder.resolve(SnapshotFiles.DESCRIPTION);
        if (!Files.isRegularFile(description)) {
            throw new RefusedSnapshotException(
                    folder + ": found no " + SnapshotFiles.DESCRIPTION + ", allowed: the folder of a snapshot");
        }
        return SnapshotFiles.parse(Files.readAllBytes(description));
    }

    /**
     * Has a copy appear under its name, and says when it was used last, for {@link #prune}. What it checks is that all is there with as many bytes
     * as its description says; each scan reads all bytes and compares their digests. A whole one that is there already stays.
     *
     * @param unfinished the copy, in the same home
     * @param digest of the description that the copy has to have
     * @throws RefusedSnapshotException when the copy isn't that snapshot; nothing has appeared then
     */
    public static Path finish(UnfinishedFolder unfinished, Path home, String version, String digest, Instant now)
            throws IOException, RefusedSnapshotException {
        Path place = place(home, version);
        Optional<String> difference = difference(unfinished.path(), version, digest);
        if (difference.isPresent()) {
            throw new RefusedSnapshotException(
                    "The copy of the snapshot " + version + " is refused: " + difference.get());
        }
        unfinished.appearAs(place, folder -> isWhole(folder, version, digest));
        use(place, now);
        return place;
    }

    /** Whether the snapshot is there, as far as {@link #finish} looks. */
    public static boolean isThere(Path home, String version, String digest)
            throws IOException, RefusedSnapshotException {
        Path place = place(home, version);
        return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) && isWhole(place, version, digest);
    }

    private static boolean isWhole(Path folder, String version, String digest) throws IOException {
        try {
            return difference(folder, version, digest).isEmpty();
        } catch (RefusedSnapshotException e) {
            return false;
        }
    }

    /** In words, what is another than it has to be. */
    private static Optional<String> difference(Path folder, String version, String digest)
            throws IOException, RefusedSnapshotException {
        Optional<String> found = digest(folder);
        if (!found.equals(Optional.of(digest))) {
            return Optional.of("found " + SnapshotFiles.DESCRIPTION + " with "
                    + found.orElse("no digest, for it is missing") + ", expected " + digest);
        }
        SnapshotFiles described = describe(folder);
        if (!described.version().equals(version)) {
            return Optional.of("found the version " + described.version() + ", expected " + version);
        }
        for (Map.Entry<String, Long> file : described.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("found no file " + file.getKey());
            }
            if (Files.size(path) != file.getValue()) {
                return Optional.of(
                        "found " + Files.size(path) + " bytes of " + file.getKey() + ", expected " + file.getValue());
            }
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(InstalledSnapshot::name)
                    .filter(name -> !described.files().containsKey(name))
                    .map(name -> "found " + name + ", which isn't part of it")
                    .findFirst();
        }
    }

    /** Notes that a scan is about to read it: {@link #prune} leaves it alone for a day. Its files stay as they are. */
    public static void use(Path place, Instant now) throws IOException {
        UnusedFolders.use(place, now);
    }

    /**
     * Deletes the snapshots that nobody wants any more.
     *
     * @param keep versions to keep, however old
     * @param age how long ago they have to have been used last; less than a day counts as a day, because scans may be reading them
     */
    public static void prune(Path home, Set<String> keep, Duration age, Instant now) throws IOException {
        UnusedFolders.delete(home, name -> isVersion(name) && !keep.contains(name), age, now);
    }

    private static List<Path> all(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home)) {
            return folders.filter(folder -> isVersion(name(folder)))
                    .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
