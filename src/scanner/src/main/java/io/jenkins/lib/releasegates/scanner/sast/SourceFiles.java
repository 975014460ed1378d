package io.jenkins.lib.releasegates.scanner.sast;

import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the file of a class: below the roots of sources that the job names, else the only or shortest path that ends like it. */
final class SourceFiles {

    private final ScanJob job;
    private final List<String> sources;

    SourceFiles(ScanJob job, List<String> paths) {
        this.job = job;
        this.sources = paths.stream().filter(SourceFiles::isSource).toList();
    }

    static boolean isSource(String path) {
        return path.endsWith(".java") || path.endsWith(".kt") || path.endsWith(".groovy") || path.endsWith(".scala");
    }

    /** The path in the scanned folder of what SpotBugs names by package and file. */
    Optional<String> of(String source) {
        for (String root : job.code().sources()) {
            String path = root + "/" + source;
            if (Files.isRegularFile(job.folder().resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(path);
            }
        }
        return sources.stream()
                .filter(path -> path.equals(source) || path.endsWith("/" + source))
                .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    }
}
