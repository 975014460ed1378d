package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.reader.report.Coverage;
import io.jenkins.lib.releasegates.evidence.reader.report.FindingHash;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportFindings;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sum of all reports that could be read, and what follows from it: percentages are derived here and nowhere before. */
final class EvidenceTally {

    private static final String FINDINGS = "findings";
    private static final Set<String> COUNTED = Set.of(FINDINGS, "vulnerabilities", "secrets");
    private static final Set<String> FAMILIES_OF_FINDINGS = Set.of(FINDINGS, "vulnerabilities", "secrets", "issues");

    private final Provenance provenance;
    private final int maxFindings;
    private final ReportTally sum;
    private final List<Report> reports = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, List<Digest>> sources = new HashMap<>();
    private final Map<String, Measurement> custom = new TreeMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final FindingsTally findings;
    private final Spoken spoken = new Spoken();

    EvidenceTally(Provenance provenance, int maxFindings, FindingHash hash, ReportFindings none) {
        this.provenance = provenance;
        this.maxFindings = maxFindings;
        this.findings = new FindingsTally(hash);
        this.sum = new ReportTally(none);
    }

    /** Findings whose identities still have room. */
    int room() {
        return maxFindings - findings.size();
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    /** Adds a report that was read to its end. */
    void add(Report report, String family, ReportTally tally) {
        reports.add(report);
        Set<Topic> topics = spoken.add(tally);
        areas(family, topics)
                .forEach(area ->
                        sources.computeIfAbsent(area, key -> new ArrayList<>()).add(report.digest()));
        problems.addAll(tally.problems());
        sum.tests += tally.tests;
        sum.failed += tally.failed;
        sum.skipped += tally.skipped;
        sum.nanos += tally.nanos;
        sum.timed |= tally.timed;
        sum.timeUnknown |= tally.timeUnknown;
        sum.unresolved += tally.unresolved;
        sum.load().add(tally.load());
        for (Coverage what : Coverage.values()) {
            sum.cover(what, tally.covered(what), tally.missed(what));
        }
        tally.numbers().forEach((name, value) -> number(report, name, value));
        addFindings(report, tally.findings());
    }

    Evidence evidence() {
        Map<String, Measurement> measurements = new TreeMap<>(custom);
        if (sources.containsKey("tests")) {
            tests(measurements);
        }
        coverage(measurements);
        findings(measurements);
        load(measurements);
        if (spoken.has(MetricCatalog.UNRESOLVED)) {
            put(measurements, MetricCatalog.UNRESOLVED, sum.unresolved);
        }
        problems.sort(Comparator.comparing(Problem::place).thenComparing(Problem::message));
        return new Evidence(reports, measurements, findings.details(), findings.identities(), problems);
    }

    private void tests(Map<String, Measurement> measurements) {
        long ran = sum.tests - sum.skipped;
        long passed = ran - sum.failed;
        put(measurements, "tests.total", sum.tests);
        put(measurements, "tests.skipped", sum.skipped);
        // Where nothing ran, nobody knows what would have failed.
        if (ran > 0) {
            put(measurements, "tests.passed", passed);
            put(measurements, "tests.failed", sum.failed);
            put(measurements, "tests.successRate", 100.0 * passed / ran);
        }
        if (sum.timed && !sum.timeUnknown) {
            put(measurements, "tests.duration", sum.nanos / 1e9);
        }
    }

    private void coverage(Map<String, Measurement> measurements) {
        for (Coverage what : Coverage.values()) {
            long covered = sum.covered(what);
            long all = covered + sum.missed(what);
            if (all > 0) {
                put(measurements, what.metric(), 100.0 * covered / all);
                if (what.hasCounts()) {
                    put(measurements, what.metric() + ".covered", covered);
                    put(measurements, what.metric() + ".missed", all - covered);
                }
            }
        }
    }

    private void load(Map<String, Measurement> measurements) {
        sum.load().numbers().forEach((metric, value) -> put(measurements, metric, value));
        for (String metric : sum.load().unknown()) {
            problems.add(new Problem(
                    Problem.Kind.UNREADABLE,
                    metric,
                    "stands in several reports of load tests, of which one tells no single samples, and can't be put together;"
                            + " allowed is one summary, or reports of samples",
                    Optional.of(metric)));
        }
    }

    private void findings(Map<String, Measurement> measurements) {
        if (!sources.containsKey(FINDINGS)) {
            return;
        }
        Map<String, Long> counts = findings.counts();
        for (Metric metric : MetricCatalog.all()) {
            String name = metric.name();
            if (COUNTED.contains(area(name))
                    && metric.type() == MetricType.COUNT
                    && !metric.needsBaseline()
                    && spoken.has(name)) {
                put(measurements, name, counts.getOrDefault(name, 0L));
            }
        }
    }

    private void put(Map<String, Measurement> measurements, String metric, double value) {
        MetricType type = MetricCatalog.get(metric).type();
        measurements.put(
                metric,
                new Measurement(metric, type, value, provenance, sources.getOrDefault(area(metric), List.of())));
    }

    private void number(Report report, String name, double value) {
        String metric = MetricCatalog.CUSTOM_PREFIX + name;
        Measurement measurement =
                new Measurement(metric, MetricType.NUMBER, value, provenance, List.of(report.digest()));
        if (ambiguous.contains(metric) || custom.putIfAbsent(metric, measurement) != null) {
            custom.remove(metric);
            if (ambiguous.add(metric)) {
                problems.add(new Problem(
                        Problem.Kind.UNREADABLE,
                        report.path(),
                        "the metric " + name + " is in an earlier report too; allowed is one report per metric",
                        Optional.of(metric)));
            }
        }
    }

    private void addFindings(Report report, ReportFindings added) {
        if (added.total() > added.size()) {
            problems.add(new Problem(
                    Problem.Kind.UNREADABLE,
                    report.path(),
                    added.total() + " findings exceed the limit of " + maxFindings
                            + " over all reports; they are counted, but can't be compared with a baseline",
                    Optional.of("findings")));
        }
        findings.add(added);
    }

    /** The first names of the metrics that a report feeds; whatever tells of one sort of findings adds to their sum. */
    private static Set<String> areas(String family, Set<Topic> topics) {
        Set<String> areas = new TreeSet<>();
        areas.add(FAMILIES_OF_FINDINGS.contains(area(family)) ? FINDINGS : area(family));
        if (topics.contains(Topic.VULNERABILITIES)) {
            areas.add("vulnerabilities");
        }
        if (topics.contains(Topic.UNRESOLVED)) {
            areas.add(area(MetricCatalog.UNRESOLVED));
        }
        if (topics.contains(Topic.SECRETS)) {
            areas.add("secrets");
        }
        return areas;
    }

    private static String area(String metric) {
        int dot = metric.indexOf('.');
        return dot < 0 ? metric : metric.substring(0, dot);
    }
}
