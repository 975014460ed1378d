package io.jenkins.plugins.releasegates.evidence;

import hudson.AbortException;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.BuildSubject;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records reports and numbers of a build. Safe to repeat: what a step has recorded already stands. */
final class RecordEvidenceRun {

    private final RecordEvidenceOptions options;
    private final Clock clock = Clock.systemUTC();

    RecordEvidenceRun(RecordEvidenceOptions options) {
        this.options = options;
    }

    /**
     * The id of the record.
     *
     * @throws AbortException when there is nothing to record, a name is none, or nothing could be recorded
     */
    String record(StepSurroundings at) throws IOException, InterruptedException {
        if (options.getReports().isEmpty() && options.getMeasurements().isEmpty()) {
            throw new AbortException("There is nothing to record: name reports or measurements");
        }
        Evidence measured = measured(options.getMeasurements());
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            Subject subject = BuildSubject.of(at, Optional.empty());
            Optional<String> before = recordedBy(ledger.entriesOf(subject.build()), at.step());
            if (before.isPresent()) {
                return before.get();
            }
            Evidence read = options.getReports().isEmpty()
                    ? Evidence.none()
                    : WorkspaceEvidence.read(at, null, null, null, options.getReports())
                            .evidence();
            Evidence evidence = Evidence.combine(List.of(read, measured));
            for (Problem problem : evidence.problems()) {
                at.log(problem.toString());
            }
            String id = ledger.recordEvidence(
                            evidence,
                            subject,
                            BuildActor.of(at.run()),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .id();
            ReleaseAuditAction.of(at.run()).recorded();
            at.log("Recorded (reports: " + evidence.reports().size() + ", measurements: "
                    + evidence.measurements().size() + "), " + Provenance.REPORTED.words() + ". Record " + id);
            return id;
        } catch (LedgerException e) {
            throw new AbortException("Not recorded: " + e.getMessage());
        }
    }

    /** The numbers of a step as evidence. */
    static Evidence measured(List<MeasurementItem> items) throws AbortException {
        Map<String, Measurement> measurements = new TreeMap<>();
        for (MeasurementItem item : items) {
            if (!MeasurementItem.isName(item.getName())) {
                throw new AbortException(Messages.MeasurementItem_BadName(item.getName()));
            }
            Double value = item.getValue();
            if (value == null || !Double.isFinite(value)) {
                throw new AbortException("The measurement '" + item.getName() + "' has "
                        + (value == null ? "no value" : "the value " + value)
                        + "; allowed are numbers");
            }
            String metric = MetricCatalog.CUSTOM_PREFIX + item.getName();
            Measurement measurement = new Measurement(metric, MetricType.NUMBER, value, Provenance.REPORTED, List.of());
            if (measurements.put(metric, measurement) != null) {
                throw new AbortException(
                        "The measurement '" + item.getName() + "' is given twice; give each name once");
            }
        }
        return new Evidence(List.of(), measurements, List.of(), Map.of(), List.of());
    }

    private static Optional<String> recordedBy(List<TrailEntry> entries, String step) {
        return entries.stream()
                .filter(entry -> entry.subject().path("step").asText().equals(step))
                .filter(RecordedEarlier::isUnjudged)
                .map(TrailEntry::id)
                .findFirst();
    }
}
