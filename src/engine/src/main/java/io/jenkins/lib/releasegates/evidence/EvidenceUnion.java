package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Several pieces of evidence of one run as one. Numbers are summed, percentages derived anew, and what can't be added up becomes a problem. */
final class EvidenceUnion {

    /** What a report of a format feeds; of any other nobody knows. */
    private static final Map<String, String> FAMILIES = Map.of(
            "junit", "tests",
            "jacoco", "coverage",
            "cobertura", "coverage",
            "sarif", "findings",
            "metrics", "custom");

    private final List<Evidence> parts;
    private final List<Report> reports = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Measurement> measurements = new TreeMap<>();
    private final Map<String, Severity> identities = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    EvidenceUnion(List<Evidence> parts) {
        this.parts = List.copyOf(parts);
    }

    Evidence evidence() {
        parts.forEach(part -> problems.addAll(part.problems()));
        addReports();
        measurements.putAll(
                new MeasurementUnion(parts.stream().map(Evidence::measurements).toList(), problems).all());
        parts.forEach(this::addFindings);
        findings.sort(Finding.WORST_FIRST);
        problems.sort(Comparator.comparing(Problem::place).thenComparing(Problem::message));
        return new Evidence(
                reports,
                measurements,
                findings.subList(0, Math.min(findings.size(), Evidence.MAX_FINDINGS)),
                identities,
                problems,
                stronger());
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
                if (weaker != null
                        && weaker.provenance() != measurement.provenance()
                        && measurement.provenance() == least) {
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

    private void addFindings(Evidence part) {
        Map<String, String> renamed = new HashMap<>();
        for (Map.Entry<String, Severity> entry : new TreeMap<>(part.identities()).entrySet()) {
            String free = free(entry.getKey());
            identities.put(free, entry.getValue());
            if (!free.equals(entry.getKey())) {
                renamed.put(entry.getKey(), free);
            }
        }
        for (Finding finding : part.findings()) {
            findings.add(finding.withIdentity(renamed.getOrDefault(finding.identity(), finding.identity())));
        }
    }

    /** The identity itself, or that of its next repetition; docs/formats/finding-identity.md. */
    private String free(String identity) {
        String next = identity;
        for (int n = 1; identities.containsKey(next); n++) {
            MessageDigest sha256 = Digest.sha256();
            sha256.update(HexFormat.of().parseHex(identity));
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(n).flip());
            next = Digest.from(sha256).hex().substring(0, identity.length());
        }
        return next;
    }
}
