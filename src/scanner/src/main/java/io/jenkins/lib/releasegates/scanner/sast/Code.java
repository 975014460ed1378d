package io.jenkins.lib.releasegates.scanner.sast;

import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A copy of the compiled code of a project: its classes under the names that they give themselves, and its jars. What is read is what was
 * digested, whatever a build does meanwhile.
 *
 * @param roots folders and jars of the copy, for SpotBugs
 * @param paths where each class lies in the scanned folder, by its name with slashes
 * @param content digest over names and bytes
 * @param files how many there are
 */
record Code(List<Path> roots, Map<String, String> paths, String content, long files, List<Problem> problems) {

    private static final String CLASS = ".class";

    Code {
        roots = List.copyOf(roots);
        paths = Map.copyOf(paths);
        problems = List.copyOf(problems);
    }

    /** Whether a file of this path can be part of the code of this job. */
    static boolean wanted(ScanJob job, String path) {
        List<String> named = job.code().classes();
        return path.endsWith(CLASS)
                        && (named.isEmpty()
                                || named.stream().anyMatch(root -> path.startsWith(root + "/") || root.equals(".")))
                || named.contains(path);
    }

    /**
     * Copies.
     *
     * @throws ScanException when the job names classes that aren't there
     */
    static Code copy(ScanJob job, List<FolderFile> files, Path into) throws ScanException, IOException {
        for (String root : job.code().classes()) {
            if (!Files.exists(job.folder().resolve(root), LinkOption.NOFOLLOW_LINKS)) {
                throw new ScanException(
                        Outcome.BAD_JOB,
                        "code.classes: found nothing at " + root + ", allowed: folders of classes and jars in "
                                + job.folder());
            }
        }
        MessageDigest content = FileDigest.sha256();
        Set<Path> roots = new LinkedHashSet<>();
        Map<String, String> paths = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        long count = 0;
        for (FolderFile file : files) {
            if (!wanted(job, file.path())) {
                continue;
            }
            count++;
            Optional<String> name = file.path().endsWith(CLASS) ? ClassName.of(file.place()) : Optional.of("");
            if (name.isEmpty() || name.get().contains("..")) {
                problems.add(new Problem(file.path(), "No class file"));
            } else if (file.path().endsWith(CLASS)) {
                // Two roots may hold a class of the same name; each has a folder of its own.
                Path root =
                        into.resolve(FileDigest.of(root(file.path(), name.get()).getBytes(StandardCharsets.UTF_8))
                                .substring(7, 23));
                add(content, file, root.resolve(name.get() + CLASS));
                roots.add(root);
                paths.putIfAbsent(name.get(), file.path());
            } else {
                Path jar = into.resolve("jar" + count).resolve(file.name());
                add(content, file, jar);
                roots.add(jar);
            }
        }
        return new Code(List.copyOf(roots), paths, FileDigest.text(content.digest()), count, problems);
    }

    /** What is before the packages of a class; its folder where its path doesn't fit to its name. */
    private static String root(String path, String name) {
        String end = name + CLASS;
        return path.endsWith(end) ? path.substring(0, path.length() - end.length()) : path;
    }

    private static void add(MessageDigest content, FolderFile file, Path copy) throws IOException {
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(file.place(), copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        content.update((FileDigest.of(copy) + " " + file.path() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
