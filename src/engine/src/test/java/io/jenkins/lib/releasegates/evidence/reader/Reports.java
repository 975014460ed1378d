package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A workspace with reports, for tests. */
final class Reports {

    static final Path FIXTURES = Path.of("src/test/resources/fixtures/reports");

    private final Path root;

    Reports(Path root) {
        this.root = root;
    }

    Reports with(String path, String text) throws IOException {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Reports with(String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
    }

    Evidence read(String... patterns) throws IOException {
        return read(ReadLimits.STANDARD, patterns);
    }

    Evidence read(ReadLimits limits, String... patterns) throws IOException {
        return new EvidenceReading(root, limits, Provenance.REPORTED)
                .read(Arrays.stream(patterns).map(ReportRequest::of).toList());
    }

    Evidence readAs(String pattern, String format) throws IOException {
        return new EvidenceReading(root, ReadLimits.STANDARD, Provenance.REPORTED)
                .read(List.of(ReportRequest.of(pattern, format)));
    }

    static double value(Evidence evidence, String metric) {
        return evidence.measurement(metric).map(Measurement::value).orElse(Double.NaN);
    }
}
