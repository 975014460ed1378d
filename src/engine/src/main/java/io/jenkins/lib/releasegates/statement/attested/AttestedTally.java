package io.jenkins.lib.releasegates.statement.attested;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.reader.report.FindingHash;
import io.jenkins.lib.releasegates.policy.StatementKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Adds up the statements that count. Numbers of a kind are measured only when there is a statement of that kind about every artifact: what was
 * said of one jar is no evidence for the other.
 */
final class AttestedTally {

    private static final String FAILED = MetricCatalog.ATTESTATIONS_PREFIX + "failed";

    private static final int MAX_NAME = 300;

    private final List<Artifact> artifacts;
    private final List<Counted> counted = new ArrayList<>();
    private final Map<StatementKind, List<Problem>> unfit = new EnumMap<>(StatementKind.class);
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private int more;

    private record Counted(Report report, StatementKind kind, List<Artifact> about, Said said) {}

    AttestedTally(List<Artifact> artifacts) {
        this.artifacts = artifacts;
    }

    void add(Report report, StatementKind kind, List<Artifact> about, Said said) {
        counted.add(new Counted(report, kind, about, said));
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    /** Says why a statement doesn't count that nobody needs to miss. */
    void passedOver(String reason) {
        if (passedOver.size() < Attested.MAX_PASSED_OVER) {
            passedOver.add(reason);
        } else {
            more++;
        }
    }

    /** Says why a statement doesn't count; a problem, unless others of its kind are there for every artifact. */
    void unfit(StatementKind kind, String place, String reason) {
        passedOver(place + ": " + reason + ".");
        unfit.computeIfAbsent(kind, none -> new ArrayList<>())
                .add(new Problem(Problem.Kind.MISSING, place, reason, Optional.of(kind.metric())));
    }

    Attested attested() {
        Map<String, Measurement> measurements = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        Map<String, Brief> identities = new HashMap<>();
        for (StatementKind kind : StatementKind.values()) {
            put(measurements, kind.metric(), fewest(kind, false), of(kind));
            if (fewest(kind, true) == 0) {
                problems.addAll(unfit.getOrDefault(kind, List.of()));
            } else if (kind == StatementKind.TEST_RESULT) {
                tests(measurements);
            } else if (kind == StatementKind.VULNS) {
                vulnerabilities(measurements, findings, identities);
            }
        }
        List<Counted> results =
                counted.stream().filter(AttestedTally::hasResult).toList();
        if (!results.isEmpty()) {
            put(
                    measurements,
                    FAILED,
                    results.stream().filter(one -> one.said().failed()).count(),
                    results);
        }
        findings.sort(Finding.WORST_FIRST);
        if (more > 0) {
            passedOver.add("And " + more + " more statements that don't count.");
        }
        return new Attested(
                new Evidence(
                        counted.stream()
                                .map(Counted::report)
                                .sorted(Comparator.comparing(Report::path).thenComparing(Report::digest))
                                .toList(),
                        measurements,
                        findings.subList(0, Math.min(findings.size(), Evidence.MAX_FINDINGS)),
                        identities,
                        problems),
                passedOver);
    }

    private static boolean hasResult(Counted one) {
        return one.kind() == StatementKind.TEST_RESULT || one.kind() == StatementKind.VERIFICATION_SUMMARY;
    }

    private List<Counted> of(StatementKind kind) {
        return counted.stream().filter(one -> one.kind() == kind).toList();
    }

    /** Statements about the artifact that has the fewest of them, with or without those that say FAILED. */
    private long fewest(StatementKind kind, boolean withFailed) {
        return artifacts.stream()
                .mapToLong(artifact -> of(kind).stream()
                        .filter(one -> one.about().contains(artifact)
                                && (withFailed || !one.said().failed()))
                        .count())
                .min()
                .orElse(0);
    }

    private void tests(Map<String, Measurement> measurements) {
        long passed = 0;
        long failed = 0;
        List<Counted> all = of(StatementKind.TEST_RESULT);
        for (Counted one : all) {
            Said.Tested tested = (Said.Tested) one.said();
            if (!tested.listed()) {
                return; // Nobody knows how many there were.
            }
            passed += tested.passed();
            failed += tested.failedTests();
        }
        put(measurements, "tests.total", passed + failed, all);
        put(measurements, "tests.passed", passed, all);
        put(measurements, "tests.failed", failed, all);
        put(measurements, "tests.successRate", 100.0 * passed / (passed + failed), all);
    }

    private void vulnerabilities(
            Map<String, Measurement> measurements, List<Finding> findings, Map<String, Brief> identities) {
        FindingHash hash = new FindingHash();
        Map<String, Integer> repetitions = new HashMap<>();
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        List<Counted> all = of(StatementKind.VULNS);
        for (Counted one : all) {
            Said.Scanned scanned = (Said.Scanned) one.said();
            for (Said.Vulnerability found : scanned.found()) {
                // Not by the artifact's name: it changes with every version, and the vulnerability stays the same one.
                int n = repetitions.merge(found.id(), 1, Integer::sum) - 1;
                String identity = hash.identity(found.id(), "", found.id(), n);
                identities.put(identity, Brief.of(FindingKind.VULNERABILITY, found.severity(), Details.NONE));
                findings.add(new Finding(
                        identity,
                        cut(found.id()),
                        found.severity(),
                        one.about().get(0).name(),
                        0,
                        found.id() + ": " + found.score(),
                        cut(scanned.scanner()),
                        FindingKind.VULNERABILITY,
                        Details.NONE));
                counts.merge(found.severity(), 1L, Long::sum);
            }
        }
        for (Severity severity : Severity.values()) {
            put(measurements, "findings." + severity.id(), counts.getOrDefault(severity, 0L), all);
            put(measurements, "vulnerabilities." + severity.id(), counts.getOrDefault(severity, 0L), all);
        }
        put(measurements, "findings.total", findings.size(), all);
        put(measurements, "vulnerabilities.total", findings.size(), all);
    }

    private static String cut(String text) {
        return text.length() > MAX_NAME ? text.substring(0, MAX_NAME) : text;
    }

    private static void put(Map<String, Measurement> measurements, String metric, double value, List<Counted> sources) {
        List<Digest> digests = sources.stream()
                .map(one -> one.report().digest())
                .sorted()
                .distinct()
                .toList();
        measurements.put(
                metric, new Measurement(metric, MetricCatalog.get(metric).type(), value, Provenance.ATTESTED, digests));
    }
}
