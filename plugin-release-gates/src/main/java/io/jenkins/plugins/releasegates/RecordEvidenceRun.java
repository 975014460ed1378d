package io.jenkins.plugins.releasegates;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.lib.releasegates.audit.Event;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerException;
import io.jenkins.lib.releasegates.audit.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Subject;
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
    String record(Run<?, ?> run, String step, FilePath workspace, EnvVars environment, TaskListener listener)
            throws IOException, InterruptedException {
        if (options.getReports().isEmpty() && options.getMeasurements().isEmpty()) {
            throw new AbortException("There is nothing to record: name reports or measurements");
        }
        try {
            Ledger ledger = ReleaseGatesController.get().ledger();
            Subject subject = BuildSubject.of(run, step, Optional.empty(), environment);
            Optional<String> before = recordedBy(ledger.entriesOf(subject.build()), step);
            if (before.isPresent()) {
                return before.get();
            }
            Evidence read = workspace.act(new ReadWorkspace(null, options.getReports())).evidence();
            Evidence evidence = Evidence.combine(List.of(read, measured()));
            for (Problem problem : evidence.problems()) {
                listener.getLogger().println("[Release Gates] " + problem);
            }
            String id = ledger.recordEvidence(
                            evidence,
                            subject,
                            BuildActor.of(run),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .id();
            ReleaseAuditAction.of(run).recorded();
            listener.getLogger()
                    .println("[Release Gates] Recorded " + evidence.reports().size() + " reports and "
                            + evidence.measurements().size() + " measurements, "
                            + Provenance.REPORTED.words() + " (record " + id + ")");
            return id;
        } catch (LedgerException e) {
            throw new AbortException("Not recorded: " + e.getMessage());
        }
    }

    private Evidence measured() throws AbortException {
        Map<String, Measurement> measurements = new TreeMap<>();
        for (MeasurementItem item : options.getMeasurements()) {
            if (!MeasurementItem.isName(item.getName())) {
                throw new AbortException(Messages.MeasurementItem_BadName(item.getName()));
            }
            String metric = MetricCatalog.CUSTOM_PREFIX + item.getName();
            Measurement measurement =
                    new Measurement(metric, MetricType.NUMBER, item.getValue(), Provenance.REPORTED, List.of());
            if (measurements.put(metric, measurement) != null) {
                throw new AbortException("The measurement '" + item.getName() + "' is given twice; give each name once");
            }
        }
        return new Evidence(List.of(), measurements, List.of(), Map.of(), List.of());
    }

    private static Optional<String> recordedBy(List<TrailEntry> entries, String step) {
        return entries.stream()
                .filter(entry -> entry.subject().path("step").asText().equals(step))
                .filter(entry -> Event.of(entry).orElse(null) instanceof Event.EvidenceRecorded)
                .map(TrailEntry::id)
                .findFirst();
    }
}
