package io.jenkins.lib.releasegates.launcher.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Folders that lie beside each other and are used by processes that know nothing of each other: the time of the folder itself says when last. */
public final class UnusedFolders {

    /** So long after it began somebody may still read in it. */
    private static final Duration READING = Duration.ofDays(1);

    private UnusedFolders() {}

    /** Notes that somebody is about to read it: {@link #delete} leaves it alone for a day. Its files stay as they are. */
    public static void use(Path folder, Instant now) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.from(now));
    }

    /**
     * Deletes those that nobody wants any more; links are left alone.
     *
     * @param which by its name, whether it may be deleted
     * @param age how long ago it has to have been used last; less than a day counts as a day
     */
    public static void delete(Path home, Predicate<String> which, Duration age, Instant now) throws IOException {
        if (!Files.isDirectory(home)) {
            return;
        }
        FileTime unused = FileTime.from(now.minus(age.compareTo(READING) < 0 ? READING : age));
        List<Path> folders;
        try (Stream<Path> all = Files.list(home)) {
            folders = all.filter(folder -> which.test(String.valueOf(folder.getFileName())))
                    .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path folder : folders) {
            if (Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).compareTo(unused) < 0) {
                UnfinishedFolder.disappear(folder);
            }
        }
    }
}
