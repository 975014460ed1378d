package io.jenkins.plugins.securityscan.findings;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.plugins.releasegates.evidence.StepEvidence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a step tells about findings: to the log, and to the Jenkinsfile. */
public final class FindingsWords {

    /** What the names of metrics begin with that tell about findings. */
    private static final Set<String> FAMILIES = Set.of("findings", "vulnerabilities", "secrets", "scan");

    private FindingsWords() {}

    /** Whether a metric tells about findings. */
    static boolean isOfFindings(String metric) {
        return FAMILIES.contains(metric.substring(0, Math.max(0, metric.indexOf('.'))));
    }

    /** What is said in the log. */
    public static String log(StepEvidence found) {
        Evidence evidence = found.evidence();
        String record = ". Record " + found.id();
        if (evidence.measurement("findings.total").isEmpty()) {
            return "Nothing is known about findings, since no report could be read" + record;
        }
        String severities = Arrays.stream(Severity.values())
                .map(severity -> number(evidence, severity.id()) + " " + severity.id())
                .collect(Collectors.joining(", "));
        return "Findings: " + number(evidence, "total") + " (" + severities + "); reports: "
                + evidence.reports().size() + ", " + weakest(evidence).words() + record;
    }

    private static Provenance weakest(Evidence evidence) {
        return evidence.reports().stream()
                .map(Report::provenance)
                .min(Comparator.naturalOrder())
                .orElse(Provenance.REPORTED);
    }

    /** For a Jenkinsfile: the record, the numbers, and how much could not be read. */
    public static Map<String, Object> forJenkinsfile(StepEvidence found) {
        Map<String, Object> measurements = new TreeMap<>();
        for (Measurement measurement : found.evidence().measurements().values()) {
            measurements.put(measurement.metric(), measurement.value());
        }
        return Map.of(
                "record", found.id(),
                "measurements", measurements,
                "problems", found.evidence().problems().size());
    }

    private static long number(Evidence evidence, String what) {
        return evidence.measurement("findings." + what)
                .map(measurement -> (long) measurement.value())
                .orElse(0L);
    }
}
