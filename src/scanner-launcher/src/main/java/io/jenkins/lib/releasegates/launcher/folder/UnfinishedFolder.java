package io.jenkins.lib.releasegates.launcher.folder;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/**
 * A folder that is being made beside the place where it will be, and appears there by one rename. Several that make the same at once, in several
 * processes, end with one whole folder. Closing deletes what wasn't finished; what a killed process left is deleted by the next one a week later.
 */
public final class UnfinishedFolder implements AutoCloseable {

    private static final String MAKING = "making-";
    private static final String REPLACED = "replaced-";
    private static final Duration FORGOTTEN = Duration.ofDays(7);
    private static final int ATTEMPTS = 20;

    private final Path path;

    private UnfinishedFolder(Path path) {
        this.path = path;
    }

    /** What is whole. */
    public interface Check {

        /** Whether this folder is what has to be there. */
        boolean isWhole(Path folder) throws IOException;
    }

    /** A new and empty one, which nobody else may enter where the file system knows of users; the home is created when it is missing. */
    public static UnfinishedFolder in(Path home) throws IOException {
        Path made = Files.createTempDirectory(Files.createDirectories(home), MAKING);
        // The clock of the file system, which may be another machine's.
        FileTime now = Files.getLastModifiedTime(made);
        FolderTree.deleteLeftovers(
                home, List.of(MAKING, REPLACED), FileTime.from(now.toInstant().minus(FORGOTTEN)));
        return new UnfinishedFolder(made);
    }

    public Path path() {
        return path;
    }

    /**
     * Makes it appear. What is at the place already stays when it is whole, and is replaced when it isn't.
     *
     * @throws IOException when neither this folder nor another whole one is there afterwards
     */
    public void appearAs(Path place, Check check) throws IOException {
        IOException last = new IOException(place + ": found something else there each time that it was made room for");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                if (isWhole(place, check)) {
                    return;
                }
                disappear(place);
            }
            try {
                Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (AtomicMoveNotSupportedException e) {
                throw e;
            } catch (FileSystemException e) {
                // Whoever comes second finds the place taken, and perhaps free again by now.
                last = e;
            }
        }
        throw last;
    }

    private static boolean isWhole(Path place, Check check) throws IOException {
        try {
            return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) && check.isWhole(place);
        } catch (NoSuchFileException e) {
            // Somebody else replaces it at this moment.
            return false;
        }
    }

    /** Makes a folder, or whatever is there, disappear by one rename before it is deleted: nobody meets half of it under its name. */
    public static void disappear(Path place) throws IOException {
        Path home = place.toAbsolutePath().getParent();
        Path aside = Files.createTempDirectory(home == null ? place : home, REPLACED);
        try {
            Files.move(place, aside.resolve("it"), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Somebody else was faster.
        } finally {
            FolderTree.delete(aside);
        }
    }

    @Override
    public void close() throws IOException {
        FolderTree.delete(path);
    }
}
