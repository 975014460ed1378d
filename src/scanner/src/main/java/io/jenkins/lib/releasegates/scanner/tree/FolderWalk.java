package io.jenkins.lib.releasegates.scanner.tree;

import io.jenkins.lib.releasegates.scanner.job.Limits;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder that a scan has to look at, by their paths.
 *
 * <p>A link to a file within the folder is that file under another name. A link out of it is not followed: where it stands for a folder, or has the
 * name of a file that would be looked at, it is a problem, so that nothing hides behind one.
 *
 * @param files sorted by path
 */
public record FolderWalk(List<FolderFile> files, List<Problem> problems) {

    public FolderWalk {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /**
     * Walks.
     *
     * @param wanted whether a file of this path would be looked at
     * @throws ScanException when there are more files or bytes than the job allows
     */
    public static FolderWalk of(ScanJob job, Predicate<String> wanted) throws ScanException, IOException {
        PathPatterns patterns = new PathPatterns(job.include(), job.exclude());
        Visitor visitor = new Visitor(
                job.folder().toRealPath(), path -> patterns.cover(path) && wanted.test(path), patterns, job.limits());
        Files.walkFileTree(visitor.folder, visitor);
        if (visitor.exceeded != null) {
            throw new ScanException(Outcome.LIMIT_REACHED, visitor.exceeded);
        }
        visitor.files.sort(Comparator.comparing(FolderFile::path));
        return new FolderWalk(visitor.files, visitor.problems);
    }

    /** For one walk. */
    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final Predicate<String> wanted;
        private final PathPatterns patterns;
        private final Limits limits;
        private final List<FolderFile> files = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private long bytes;
        private @Nullable String exceeded;

        Visitor(Path folder, Predicate<String> wanted, PathPatterns patterns, Limits limits) {
            this.folder = folder;
            this.wanted = wanted;
            this.patterns = patterns;
            this.limits = limits;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String path = path(file);
            if (attributes.isSymbolicLink()) {
                link(file, path);
            } else if (attributes.isRegularFile() && wanted.test(path)) {
                add(new FolderFile(path, file, attributes.size()));
            }
            return exceeded == null ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            problems.add(new Problem(
                    path(file), "Can't be read: " + failure.getClass().getSimpleName()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
            if (failure != null) {
                problems.add(new Problem(
                        path(visited),
                        "Can't be read to its end: " + failure.getClass().getSimpleName()));
            }
            return FileVisitResult.CONTINUE;
        }

        private void link(Path file, String path) {
            try {
                Path target = file.toRealPath();
                if (Files.isDirectory(target)) {
                    if (!target.startsWith(folder) && patterns.cover(path)) {
                        problems.add(
                                new Problem(path, "A link to a folder out of the scanned one, which is not followed"));
                    }
                } else if (wanted.test(path)) {
                    if (target.startsWith(folder) && Files.isRegularFile(target)) {
                        add(new FolderFile(path, target, Files.size(target)));
                    } else {
                        problems.add(new Problem(path, "A link out of the scanned folder, which is not followed"));
                    }
                }
            } catch (IOException e) {
                if (wanted.test(path)) {
                    problems.add(new Problem(path, "A link to nothing that can be read"));
                }
            }
        }

        private void add(FolderFile file) {
            files.add(file);
            bytes += file.bytes();
            if (files.size() > limits.files()) {
                exceeded = "More than the " + limits.files() + " files that the job allows in " + folder;
            } else if (bytes > limits.bytes()) {
                exceeded = "More than the " + limits.bytes() + " bytes that the job allows in " + folder;
            }
        }

        private String path(Path file) {
            return folder.relativize(file).toString().replace(File.separatorChar, '/');
        }
    }
}
