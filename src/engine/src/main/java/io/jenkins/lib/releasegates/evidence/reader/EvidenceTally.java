package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.reader.report.Coverage;
import io.jenkins.lib.releasegates.evidence.reader.report.FindingHash;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportFindings;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/** The sum of all reports that could be read, and what follows from it: percentages are derived here and nowhere before. */
final class EvidenceTally {

    private final Provenance provenance;
    private final int maxFindings;
    private final FindingHash hash;
    private final ReportTally sum;
    private final List<Report> reports = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, List<Digest>> sources = new HashMap<>();
    private final Map<String, Measurement> custom = new TreeMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final long[] findings = new long[Severity.values().length];
    private final List<Map.Entry<String, Severity>> identities = new ArrayList<>();
    private final IdentityCounts seen = new IdentityCounts();
    private final PriorityQueue<Finding> worst = new PriorityQueue<>(Finding.WORST_FIRST.reversed());

    EvidenceTally(Provenance provenance, int maxFindings, FindingHash hash, ReportFindings none) {
        this.provenance = provenance;
        this.maxFindings = maxFindings;
        this.hash = hash;
        this.sum = new ReportTally(none);
    }

    /** Findings whose identities still have room. */
    int room() {
        return maxFindings - identities.size();
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    /** Adds a report that was read to its end. */
    void add(Report report, String family, ReportTally tally) {
        reports.add(report);
        sources.computeIfAbsent(area(family), key -> new ArrayList<>()).add(report.digest());
        sum.tests += tally.tests;
        sum.failed += tally.failed;
        sum.skipped += tally.skipped;
        sum.nanos += tally.nanos;
        sum.timed |= tally.timed;
        sum.timeUnknown |= tally.timeUnknown;
        for (Coverage what : Coverage.values()) {
            sum.cover(what, tally.covered(what), tally.missed(what));
        }
        tally.numbers().forEach((name, value) -> number(report, name, value));
        addFindings(report, tally.findings());
    }

    @SuppressWarnings("unchecked")
    Evidence evidence() {
        Map<String, Measurement> measurements = new TreeMap<>(custom);
        if (sources.containsKey("tests")) {
            tests(measurements);
        }
        coverage(measurements);
        if (sources.containsKey("findings")) {
            long total = 0;
            for (Severity severity : Severity.values()) {
                long count = findings[severity.ordinal()];
                put(measurements, "findings." + severity.id(), count);
                total += count;
            }
            put(measurements, "findings.total", total);
        }
        List<Finding> details = new ArrayList<>(worst);
        details.sort(Finding.WORST_FIRST);
        problems.sort(Comparator.comparing(Problem::place).thenComparing(Problem::message));
        // Built at once, in the form that the record keeps without a copy: half a million would be hashed twice
        // otherwise.
        Map<String, Severity> byIdentity = Map.ofEntries(identities.toArray(new Map.Entry[0]));
        return new Evidence(reports, measurements, details, byIdentity, problems);
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
        for (Severity severity : Severity.values()) {
            findings[severity.ordinal()] += added.count(severity);
        }
        if (added.total() > added.size()) {
            problems.add(new Problem(
                    Problem.Kind.UNREADABLE,
                    report.path(),
                    added.total() + " findings exceed the limit of " + maxFindings
                            + " over all reports; they are counted, but can't be compared with a baseline",
                    Optional.of("findings")));
        }
        ReportFindings.Detail[] details = added.details();
        int next = 0;
        for (int i = 0; i < added.size(); i++) {
            String identity = hash.repetition(added.high(i), added.low(i), seen.count(added.high(i), added.low(i)));
            identities.add(Map.entry(identity, added.severity(i)));
            if (next < details.length && details[next].ordinal() == i) {
                keep(details[next], identity);
                next++;
            }
        }
    }

    private void keep(ReportFindings.Detail detail, String identity) {
        worst.add(new Finding(
                identity,
                detail.rule(),
                detail.severity(),
                detail.path(),
                detail.line(),
                detail.message(),
                detail.tool()));
        if (worst.size() > Evidence.MAX_FINDINGS) {
            worst.remove();
        }
    }

    private static String area(String metric) {
        int dot = metric.indexOf('.');
        return dot < 0 ? metric : metric.substring(0, dot);
    }
}
