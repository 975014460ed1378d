package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.load.LoadNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Several pieces of evidence of one run as one. Numbers are summed, percentages derived anew, and what can't be added up becomes a problem. */
final class EvidenceUnion {

    /** What a report of a format feeds; of any other nobody knows. */
    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("junit", "tests"),
            Map.entry("jacoco", "coverage"),
            Map.entry("cobertura", "coverage"),
            Map.entry("sarif", "findings"),
            Map.entry("scan-result", "findings"),
            Map.entry("trivy", "findings"),
            Map.entry("grype", "vulnerabilities"),
            Map.entry("owasp-dependency-check", "vulnerabilities"),
            Map.entry("cyclonedx", "vulnerabilities"),
            Map.entry("gitleaks", "secrets"),
            Map.entry("zap", "issues"),
            Map.entry("jmeter", LoadNames.FAMILY),
            Map.entry("k6", LoadNames.FAMILY),
            Map.entry("metrics", "custom"));

    private final List<Evidence> parts;
    private final List<Report> reports = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Measurement> measurements = new TreeMap<>();
    private final FindingUnion findings = new FindingUnion();

    EvidenceUnion(List<Evidence> parts) {
        this.parts = List.copyOf(parts);
    }

    Evidence evidence() {
        parts.forEach(part -> problems.addAll(part.problems()));
        addReports();
        measurements.putAll(
                new MeasurementUnion(parts.stream().map(Evidence::measurements).toList(), problems).all());
        parts.forEach(findings::add);
        findings.correct(measurements);
        problems.sort(Comparator.comparing(Problem::place).thenComparing(Problem::message));
        return new Evidence(
                reports,
                measurements,
                findings.details(),
                findings.identities(),
                problems,
                stronger(),
                parts.stream().flatMap(part -> part.observed().stream()).toList());
    }

    private void addReports() {
        Set<Map.Entry<String, Digest>> seen = new HashSet<>();
        for (Evidence part : parts) {
            for (Report report : part.reports()) {
                reports.add(report);
                if (!seen.add(Map.entry(report.path(), report.digest()))) {
                    problems.add(new Problem(
                            Problem.Kind.UNREADABLE,
                            report.path(),
                            "the report was recorded twice by this run and would count twice; allowed is once",
                            Optional.ofNullable(FAMILIES.get(report.format()))));
                }
            }
        }
        reports.sort(Comparator.comparing(Report::path).thenComparing(Report::digest));
    }

    /** What each stronger provenance can count, where sources of several were added up. */
    private List<Measurement> stronger() {
        List<Measurement> stronger = new ArrayList<>();
        for (Provenance least : Provenance.values()) {
            List<Map<String, Measurement>> strong =
                    parts.stream().map(part -> atLeast(part, least)).toList();
            // What can't be added up stands among the problems already, since all of it was tried to be added up.
            for (Measurement measurement :
                    new MeasurementUnion(strong, new ArrayList<>()).all().values()) {
                Measurement weaker = measurements.get(measurement.metric());
                // What a weak part has made unknown, the strong ones may know of themselves.
                boolean differs = weaker == null || weaker.provenance() != measurement.provenance();
                if (differs && measurement.provenance() == least) {
                    stronger.add(measurement);
                }
            }
        }
        return stronger;
    }

    private static Map<String, Measurement> atLeast(Evidence part, Provenance least) {
        Map<String, Measurement> strong = new TreeMap<>();
        part.measurements()
                .keySet()
                .forEach(metric -> part.measurement(metric, least)
                        .filter(measurement -> measurement.provenance().meets(least))
                        .ifPresent(measurement -> strong.put(metric, measurement)));
        return strong;
    }
}
