package io.jenkins.lib.releasegates.scanner;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes what the worker wrote for itself; links are deleted, never followed. */
final class Leftovers {

    private Leftovers() {}

    /** All in the folder, as far as it can be deleted; whoever made the folder deletes the folder. */
    static void deleteIn(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    return delete(file);
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return delete(file);
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
                    return visited.equals(folder) ? FileVisitResult.CONTINUE : delete(visited);
                }
            });
        } catch (IOException e) {
            System.err.println("Can't delete all of " + folder + ": " + e);
        }
    }

    private static FileVisitResult delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("Can't delete " + file + ": " + e);
        }
        return FileVisitResult.CONTINUE;
    }
}
