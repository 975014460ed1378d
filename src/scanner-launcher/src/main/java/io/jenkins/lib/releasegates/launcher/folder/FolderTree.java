package io.jenkins.lib.releasegates.launcher.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deletes folders with all that is in them. Links are deleted, never followed. */
public final class FolderTree {

    private FolderTree() {}

    /**
     * What isn't there any more is fine: somebody else may delete the same at once.
     *
     * @param root a folder, a file or a link
     * @throws IOException when something of it stays
     */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return gone(file);
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return gone(file);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                return gone(visited);
            }
        });
    }

    private static FileVisitResult gone(Path file) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
    }

    /** Deletes what was left in a folder by processes that died: what has one of these beginnings of names and wasn't changed since then. */
    public static void deleteLeftovers(Path home, List<String> prefixes, FileTime unchangedSince) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.list(home)) {
            all = files.toList();
        }
        for (Path one : all) {
            String name = String.valueOf(one.getFileName());
            if (prefixes.stream().anyMatch(name::startsWith) && isUnchangedSince(one, unchangedSince)) {
                delete(one);
            }
        }
    }

    private static boolean isUnchangedSince(Path one, FileTime time) throws IOException {
        try {
            return Files.getLastModifiedTime(one, LinkOption.NOFOLLOW_LINKS).compareTo(time) < 0;
        } catch (NoSuchFileException e) {
            // Whoever made it was done with it at this moment.
            return false;
        }
    }
}
