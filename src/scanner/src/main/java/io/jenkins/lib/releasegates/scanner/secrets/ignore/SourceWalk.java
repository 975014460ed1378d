package io.jenkins.lib.releasegates.scanner.secrets.ignore;

import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import io.jenkins.lib.releasegates.scanner.tree.PathPatterns;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder that git has or would take: no folder {@code .git}, nothing that is ignored and not tracked, no links.
 *
 * @param files sorted by path
 * @param ignored files and whole folders that git leaves out
 * @param links none of which was followed
 * @param notes what somebody should know who wonders what was looked at
 */
public record SourceWalk(List<FolderFile> files, List<Problem> problems, long ignored, long links, List<String> notes) {

    public SourceWalk {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /**
     * Walks.
     *
     * @throws ScanException when there are more files or bytes than the job allows
     */
    public static SourceWalk of(ScanJob job) throws ScanException, IOException {
        Visitor visitor = new Visitor(job, job.folder().toRealPath());
        Files.walkFileTree(visitor.root, visitor);
        if (visitor.exceeded != null) {
            throw new ScanException(Outcome.LIMIT_REACHED, visitor.exceeded);
        }
        visitor.files.sort(Comparator.comparing(FolderFile::path));
        return new SourceWalk(visitor.files, visitor.problems, visitor.ignored, visitor.links, visitor.notes);
    }

    /** For one walk. */
    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final ScanJob job;
        private final Path root;
        private final PathPatterns patterns;
        private final Deque<IgnoreRules> rules = new ArrayDeque<>();
        private final List<FolderFile> files = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private long ignored;
        private long links;
        private long bytes;
        private @Nullable String exceeded;

        Visitor(ScanJob job, Path root) {
            this.job = job;
            this.root = root;
            this.patterns = new PathPatterns(job.include(), job.exclude());
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String path = path(folder);
            if (!path.isEmpty()) {
                if (Repository.isName(name(path))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (current().leavesOutFolder(bytes(path))) {
                    ignored++;
                    return FileVisitResult.SKIP_SUBTREE;
                }
            }
            rules.push(rules(folder, path));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            rules.pop();
            if (failure != null) {
                problems.add(new Problem(
                        path(folder),
                        "Can't be read to its end: " + failure.getClass().getSimpleName()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = path(file);
            if (attributes.isSymbolicLink()) {
                links++;
            } else if (attributes.isRegularFile() && !Repository.isName(name(path)) && patterns.cover(path)) {
                if (current().leavesOutFile(bytes(path))) {
                    ignored++;
                } else {
                    add(new FolderFile(path, file, attributes.size()));
                }
            }
            return exceeded == null ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            problems.add(new Problem(
                    path(file), "Can't be read: " + failure.getClass().getSimpleName()));
            return FileVisitResult.CONTINUE;
        }

        private IgnoreRules rules(Path folder, String path) {
            try {
                if (Repository.isAt(folder)) {
                    return IgnoreRules.of(
                            Repository.read(folder, path.isEmpty() ? "" : bytes(path) + "/", root), folder);
                }
                return path.isEmpty() ? IgnoreRules.NONE : current().in(folder, bytes(path));
            } catch (IOException e) {
                notes.add("Nothing in " + (path.isEmpty() ? "the folder" : path)
                        + " is left out as ignored, because what git knows of it can't be read: "
                        + e.getClass().getSimpleName());
                return IgnoreRules.NONE;
            }
        }

        private void add(FolderFile file) {
            files.add(file);
            bytes += file.bytes();
            if (files.size() > job.limits().files()) {
                exceeded = "More than the " + job.limits().files() + " files that the job allows in " + root;
            } else if (bytes > job.limits().bytes()) {
                exceeded = "More than the " + job.limits().bytes() + " bytes that the job allows in " + root;
            }
        }

        private IgnoreRules current() {
            return Objects.requireNonNull(rules.peek());
        }

        private static String name(String path) {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        private String path(Path file) {
            return root.relativize(file).toString().replace(File.separatorChar, '/');
        }

        /** A character for each byte of UTF-8, as git compares them. */
        private static String bytes(String path) {
            return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }
    }
}
