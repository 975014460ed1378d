package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Different jars as they are on Maven Central: those that the tests of the scan worker find vulnerable, and others of the local repository, one
 * version of each artifact, evenly spread over their names.
 */
final class Jars {

    private static final Path VULNERABLE = Path.of("src/scanner/target/jars/vulnerable");
    private static final Path MENDED = Path.of("src/scanner/target/jars/mended");
    private static final String CHANGED = "log4j-core-";
    private static final Pattern NO_CODE = Pattern.compile(".*-(?:sources|javadoc|tests?)\\.jar");
    private static final long SMALLEST = 20_000;
    private static final long LARGEST = 5_000_000;

    private Jars() {}

    /** So many of them, in a new folder. */
    static void copy(Path folder, int count) throws IOException {
        List<Path> vulnerable = list(VULNERABLE);
        List<Path> others = others();
        int wanted = count - vulnerable.size();
        if (others.size() < wanted) {
            throw new IOException(
                    "The local Maven repository has " + others.size() + " jars to scan, needed are " + wanted);
        }
        List<Path> all = new ArrayList<>(vulnerable);
        for (int i = 0; i < wanted; i++) {
            all.add(others.get((int) ((long) i * others.size() / wanted)));
        }
        Files.createDirectories(folder);
        for (Path jar : all) {
            Files.copy(jar, folder.resolve(name(jar)));
        }
    }

    /** Puts another version in the place of one of them. */
    static Path change(Path folder) throws IOException {
        for (Path jar : list(folder)) {
            if (name(jar).startsWith(CHANGED)) {
                Files.delete(jar);
            }
        }
        Path other = list(MENDED).stream()
                .filter(jar -> name(jar).startsWith(CHANGED))
                .findFirst()
                .orElseThrow();
        return Files.copy(other, folder.resolve(name(other)));
    }

    private static List<Path> others() throws IOException {
        Path repository = Path.of(System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2/repository").toString()));
        TreeMap<String, Path> byName = new TreeMap<>();
        try (Stream<Path> files = Files.walk(repository, FileVisitOption.FOLLOW_LINKS)) {
            for (Path jar : files.filter(Jars::isUsual).sorted().toList()) {
                byName.put(artifact(jar), jar);
            }
        }
        list(VULNERABLE)
                .forEach(jar -> byName.values().removeIf(other -> name(other).equals(name(jar))));
        return distinctNames(byName.values());
    }

    /** They lie side by side. */
    private static List<Path> distinctNames(Collection<Path> jars) {
        TreeMap<String, Path> names = new TreeMap<>();
        jars.forEach(jar -> names.putIfAbsent(name(jar), jar));
        return List.copyOf(names.values());
    }

    private static boolean isUsual(Path file) {
        try {
            return name(file).endsWith(".jar")
                    && !NO_CODE.matcher(name(file)).matches()
                    && !name(file).startsWith("release-gates")
                    && Files.size(file) >= SMALLEST
                    && Files.size(file) <= LARGEST;
        } catch (IOException e) {
            return false;
        }
    }

    /** Group and artifact: the folder above the version's. */
    private static String artifact(Path jar) {
        return String.valueOf(Objects.requireNonNull(jar.getParent()).getParent());
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
