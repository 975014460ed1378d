package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Several pieces of evidence of one run as one. Numbers are summed, percentages derived anew, and what can't be added up becomes a problem. */
final class EvidenceUnion {

    private static final String SUCCESS_RATE = "tests.successRate";
    private static final String DURATION = "tests.duration";

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
        Set<String> metrics = new TreeSet<>();
        parts.forEach(part -> metrics.addAll(part.measurements().keySet()));
        metrics.forEach(this::add);
        parts.forEach(this::addFindings);
        findings.sort(Finding.WORST_FIRST);
        problems.sort(Comparator.comparing(Problem::place).thenComparing(Problem::message));
        return new Evidence(
                reports,
                measurements,
                findings.subList(0, Math.min(findings.size(), Evidence.MAX_FINDINGS)),
                identities,
                problems);
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

    private void add(String metric) {
        List<Measurement> all = measured(metric);
        if (metric.equals(SUCCESS_RATE)) {
            value("tests.passed")
                    .flatMap(passed -> value("tests.failed").map(failed -> rate(passed, failed)))
                    .ifPresent(rate -> put(all, rate));
        } else if (metric.equals(DURATION)) {
            // Without the time of some tests nobody knows the sum.
            if (all.size() == measured("tests.total").size()) {
                put(all, sum(all));
            }
        } else if (isCoverage(metric) && !measured(metric + ".covered").isEmpty()) {
            coverage(metric, all);
        } else if (all.size() == 1) {
            measurements.put(metric, all.get(0));
        } else if (all.get(0).type() == MetricType.COUNT
                && MetricCatalog.find(metric).isPresent()) {
            put(all, sum(all));
        } else {
            problems.add(new Problem(
                    Problem.Kind.UNREADABLE,
                    metric,
                    "was recorded " + all.size() + " times by this run, and can't be added up; allowed is once",
                    Optional.of(metric)));
        }
    }

    private void coverage(String metric, List<Measurement> percents) {
        List<Measurement> covered = measured(metric + ".covered");
        if (covered.size() < percents.size()) {
            problems.add(new Problem(
                    Problem.Kind.UNREADABLE,
                    metric,
                    "was recorded " + percents.size() + " times by this run, " + covered.size()
                            + " times with counts; allowed is once, or always with counts",
                    Optional.of(metric)));
            return;
        }
        double hit = sum(covered);
        put(percents, 100.0 * hit / (hit + sum(measured(metric + ".missed"))));
    }

    /** Passed among those that ran; 0 of 0 is not a number, which no gate takes for a pass. */
    private static double rate(double passed, double failed) {
        return 100.0 * passed / (passed + failed);
    }

    private Optional<Double> value(String metric) {
        List<Measurement> all = measured(metric);
        return all.isEmpty() ? Optional.empty() : Optional.of(sum(all));
    }

    private static boolean isCoverage(String metric) {
        return metric.startsWith("coverage.") && metric.indexOf('.') == metric.lastIndexOf('.');
    }

    private List<Measurement> measured(String metric) {
        return parts.stream()
                .map(part -> part.measurements().get(metric))
                .filter(measurement -> measurement != null)
                .toList();
    }

    private static double sum(Collection<Measurement> all) {
        return all.stream().mapToDouble(Measurement::value).sum();
    }

    private void put(List<Measurement> all, double value) {
        Set<Digest> sources = new LinkedHashSet<>();
        all.forEach(measurement -> sources.addAll(measurement.sources()));
        Provenance weakest = all.stream()
                .map(Measurement::provenance)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Measurement first = all.get(0);
        measurements.put(
                first.metric(), new Measurement(first.metric(), first.type(), value, weakest, List.copyOf(sources)));
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
