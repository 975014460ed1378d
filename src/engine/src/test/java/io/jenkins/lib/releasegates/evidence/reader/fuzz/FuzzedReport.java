package io.jenkins.lib.releasegates.evidence.reader.fuzz;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.InvalidEvidenceException;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.reader.EvidenceReading;
import io.jenkins.lib.releasegates.evidence.reader.ReportRequest;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Whatever the bytes are: a reading ends, and a report is either read or a problem, never both and never neither. */
final class FuzzedReport {

    private static final ReadLimits LIMITS =
            new ReadLimits(1 << 20, 1 << 20, 100, 10_000, 10, 100, Duration.ofSeconds(20));

    private FuzzedReport() {}

    static void read(byte[] bytes, String format) {
        try {
            Path workspace = Files.createTempDirectory("fuzz");
            Path file = workspace.resolve("report");
            try {
                Files.write(file, bytes);
                check(new EvidenceReading(workspace, LIMITS, Provenance.REPORTED)
                        .read(List.of(ReportRequest.of("report", format))));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(workspace);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Evidence evidence) {
        // The result of a scan that was read may itself name what the scan couldn't look at.
        boolean scanned = !evidence.reports().isEmpty()
                && evidence.reports().get(0).scan().isPresent();
        if (!scanned && evidence.reports().size() + evidence.problems().size() != 1) {
            throw new IllegalStateException("Neither read nor refused, or both: " + evidence);
        }
        if (evidence.reports().isEmpty() && !evidence.measurements().isEmpty()) {
            throw new IllegalStateException("A refused report was counted: " + evidence);
        }
        for (Measurement measurement : evidence.measurements().values()) {
            boolean custom = measurement.metric().startsWith("custom.");
            if (!custom && !(measurement.value() >= 0 && measurement.value() < 1e18)) {
                throw new IllegalStateException("No such count: " + measurement);
            }
        }
        try {
            EvidenceJson.read(EvidenceJson.write(evidence));
        } catch (InvalidEvidenceException e) {
            throw new IllegalStateException("Evidence that can't be kept", e);
        }
    }
}
