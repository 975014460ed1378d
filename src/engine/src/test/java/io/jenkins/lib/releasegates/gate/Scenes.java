package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Scan;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Policies, evidence and contexts for tests of the evaluation. */
final class Scenes {

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    static final Digest REPORT = Digest.of("report".getBytes(StandardCharsets.UTF_8));

    private Scenes() {}

    /** A policy with one gate and one criterion, and whatever else stands below {@code spec}. */
    static Policy policy(String criterion, String... spec) {
        return policyOf(String.join("", spec) + "  gates:\n    - name: quality\n      criteria:\n        - {"
                + criterion + "}\n");
    }

    static Policy policyOf(String spec) {
        String yaml = "apiVersion: release-gates/v1\nkind: ReleasePolicy\nmetadata: {name: service}\nspec:\n" + spec;
        try {
            return PolicyValidation.ofYaml(yaml, "policy.yaml").policyOrThrow();
        } catch (InvalidPolicyException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static Evidence evidence(Map<String, Double> values, Problem... problems) {
        return evidence(values, Map.of(), problems);
    }

    /** With findings by identity; the counts follow from them. */
    static Evidence evidence(Map<String, Double> values, Map<String, Severity> findings, Problem... problems) {
        Map<String, Measurement> measurements = new TreeMap<>();
        values.forEach((metric, value) -> measurements.put(metric, measurement(metric, value, Provenance.REPORTED)));
        return new Evidence(List.of(), measurements, List.of(), briefs(findings), List.of(problems));
    }

    static Map<String, Brief> briefs(Map<String, Severity> findings) {
        Map<String, Brief> briefs = new TreeMap<>();
        findings.forEach((identity, severity) -> briefs.put(identity, Brief.of(severity)));
        return briefs;
    }

    static Evidence findings(Map<String, Severity> findings) {
        return evidence(Map.of("findings.total", (double) findings.size()), findings);
    }

    static Evidence of(Measurement measurement) {
        return new Evidence(List.of(), Map.of(measurement.metric(), measurement), List.of(), Map.of(), List.of());
    }

    /** With the result of a scan for vulnerabilities whose database was checked then. */
    static Evidence scanned(Instant checked, Map<String, Double> values) {
        Scan scan = new Scan(
                Scan.Kind.SCA,
                "scanner",
                "1",
                NOW,
                NOW,
                REPORT,
                Optional.empty(),
                Optional.of(new Scan.Database("1", REPORT, checked, checked, 1)),
                1,
                0,
                List.of());
        Report report =
                new Report("scan.jsonl", "scan-result", REPORT, 1, Provenance.REPORTED, "scanner", Optional.of(scan));
        Evidence measured = evidence(values);
        return new Evidence(List.of(report), measured.measurements(), List.of(), Map.of(), List.of());
    }

    /** With the result of a scan for secrets that was given rules of these names, and what became of each. */
    static Evidence suppressing(Map<String, SuppressionRule.Use> rules, Problem... problems) {
        Scan scan = new Scan(
                Scan.Kind.SECRETS,
                "scanner",
                "1",
                NOW,
                NOW,
                REPORT,
                Optional.empty(),
                Optional.empty(),
                1,
                0,
                rules.entrySet().stream()
                        .map(rule -> new SuppressionRule(
                                Digest.of(rule.getKey().getBytes(StandardCharsets.UTF_8)),
                                rule.getValue(),
                                "allowed.yaml",
                                1,
                                rule.getKey(),
                                "",
                                "",
                                ""))
                        .toList());
        Report report =
                new Report("scan.jsonl", "scan-result", REPORT, 1, Provenance.REPORTED, "scanner", Optional.of(scan));
        return new Evidence(List.of(report), Map.of(), List.of(), Map.of(), List.of(problems));
    }

    static Measurement measurement(String metric, double value, Provenance provenance) {
        MetricType type = MetricCatalog.find(metric).map(Metric::type).orElse(MetricType.NUMBER);
        return new Measurement(metric, type, value, provenance, List.of(REPORT));
    }

    static Baseline baseline(Evidence evidence) {
        return new Baseline(
                Baseline.Source.SAME_BRANCH,
                Optional.of(evidence),
                Optional.of("record"),
                Optional.of(NOW.minus(Duration.ofDays(1))),
                "the run of yesterday");
    }

    static Baseline without(Baseline.Source source) {
        return new Baseline(source, Optional.empty(), Optional.empty(), Optional.empty(), "nobody kept one");
    }

    static Decision decide(Policy policy, Evidence evidence, Baseline baseline) {
        return Evaluation.decide(policy, context(evidence, baseline));
    }

    static ReleaseContext context(Evidence evidence, Baseline baseline) {
        Subject subject = new Subject(
                "job-id",
                "folder/job",
                "build-id",
                7,
                Optional.of("main"),
                Optional.empty(),
                Optional.empty(),
                Subject.Origin.ORDINARY,
                Optional.empty(),
                Optional.empty());
        return new ReleaseContext(subject, evidence, baseline, Purpose.JUDGEMENT, NOW);
    }

    static Decision decide(Policy policy, Evidence evidence) {
        return decide(policy, evidence, Baseline.none("nobody asked for one"));
    }

    /** The grounds of the only criterion. */
    static Grounds grounds(Decision decision) {
        return decision.gates().get(0).criteria().get(0).grounds();
    }
}
