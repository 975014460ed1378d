package io.jenkins.plugins.releasegates.evidence;

import hudson.AbortException;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records reports and numbers of a build. Safe to repeat: what a step has recorded already stands. */
final class RecordEvidenceRun {

    private final RecordEvidenceOptions options;

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
        StepEvidence recorded = StepEvidence.record(at, () -> {
            Evidence read = options.getReports().isEmpty()
                    ? Evidence.none()
                    : WorkspaceEvidence.read(at, null, null, null, options.getReports())
                            .evidence();
            return Evidence.combine(List.of(read, measured));
        });
        at.log("Recorded (reports: " + recorded.evidence().reports().size() + ", measurements: "
                + recorded.evidence().measurements().size() + "), " + Provenance.REPORTED.words() + ". Record "
                + recorded.id());
        return recorded.id();
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
}
