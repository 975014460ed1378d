package io.jenkins.lib.releasegates.testkit;

import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Small releases: policies, evidence and builds with a sentence's worth of meaning each. */
public final class Releases {

    /** When everything here happens unless said otherwise. */
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    /** Somebody with a name that must not stand in the trail. */
    public static final Actor ALICE = new Actor("alice", "Alice Álvarez", Actor.Means.SESSION);

    /** Policies by their text: compiling conditions takes longer than most of what is tested with them. */
    private static final Map<String, Policy> POLICIES = new ConcurrentHashMap<>();

    private Releases() {}

    /** At least 80 percent of lines covered, else failed; no failed test, else unstable; with a waiver that somebody asks for. */
    public static Policy policy() {
        return policy("""
                apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: service}
                spec:
                  gates:
                    - name: coverage
                      criticality: FAILURE
                      criteria:
                        - {metric: coverage.line, threshold: 80}
                    - name: tests
                      criticality: UNSTABLE
                      criteria:
                        - {condition: 'tests.failed == 0'}
                  waivers:
                    - {gate: tests, reason: flaky on Tuesdays, ticket: OPS-7, owner: bob, expires: 2026-12-01}
                """);
    }

    /** No new finding; compared by that rule. */
    public static Policy comparing(BaselineRule rule) {
        String reference = rule.reference().map(name -> ", reference: " + name).orElse("");
        return policy("""
                apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: service}
                spec:
                  gates:
                    - name: findings
                      criteria:
                        - {condition: 'findings.new == 0'}
                  baseline: {maxAge:\s""" + rule.maxAge().toDays() + "d, bootstrap: " + rule.bootstrap() + reference + "}\n");
    }

    /** The policy of this text. */
    public static Policy policy(String yaml) {
        return POLICIES.computeIfAbsent(yaml, Releases::read);
    }

    private static Policy read(String yaml) {
        try {
            return PolicyValidation.ofYaml(yaml, "release-policy.yaml").policyOrThrow();
        } catch (InvalidPolicyException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Line coverage and failed tests, as one report says. */
    public static Evidence evidence(double lineCoverage, int failedTests) {
        return evidence(Map.of("coverage.line", lineCoverage, "tests.failed", (double) failedTests), Map.of());
    }

    /** These measurements and findings, as one report says. */
    public static Evidence evidence(Map<String, Double> values, Map<String, Severity> findings) {
        byte[] content = (values + " " + new TreeMap<>(findings)).getBytes(StandardCharsets.UTF_8);
        Report report = new Report(
                "target/report.xml", "metrics", Digest.of(content), content.length, Provenance.REPORTED, "testkit");
        Map<String, Measurement> measurements = new TreeMap<>();
        values.forEach((metric, value) -> measurements.put(
                metric,
                new Measurement(
                        metric,
                        MetricCatalog.find(metric).orElseThrow().type(),
                        value,
                        Provenance.REPORTED,
                        List.of(report.digest()))));
        Map<String, Brief> identities = new TreeMap<>();
        findings.forEach((identity, severity) -> identities.put(identity, Brief.of(severity)));
        return new Evidence(List.of(report), measurements, List.of(), identities, List.of());
    }

    /** An ordinary build of {@code shop/checkout} on branch main. */
    public static Subject build(int number) {
        return build(number, "main", Subject.Origin.ORDINARY);
    }

    /** A build of {@code shop/checkout}. */
    public static Subject build(int number, String branch, Subject.Origin origin) {
        return new Subject(
                "job-1",
                "shop/checkout",
                "build-" + number,
                number,
                Optional.of(branch),
                Optional.empty(),
                Optional.of("0123456789abcdef0123456789abcdef01234567"),
                origin,
                Optional.of("17"),
                Optional.of("Quality"));
    }

    /** That build with that evidence, for a policy that compares nothing. */
    public static ReleaseContext context(Subject subject, Evidence evidence) {
        return context(subject, evidence, Baseline.notNeeded());
    }

    /** That build with that evidence, compared with that baseline. */
    public static ReleaseContext context(Subject subject, Evidence evidence, Baseline baseline) {
        Purpose purpose = subject.origin() == Subject.Origin.COMMAND ? Purpose.REHEARSAL : Purpose.JUDGEMENT;
        return new ReleaseContext(subject, evidence, baseline, purpose, NOW);
    }

    /** That build with that evidence, about these files. */
    public static ReleaseContext context(Subject subject, Evidence evidence, Artifact... artifacts) {
        return new ReleaseContext(subject, List.of(artifacts), evidence, Baseline.notNeeded(), Purpose.JUDGEMENT, NOW);
    }

    /** A file with that name, and with that content. */
    public static Artifact artifact(String name) {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        return new Artifact(name, Digest.of(content), content.length);
    }

    /** What {@link #policy()} comes to. */
    public static Decision decide(ReleaseContext context) {
        return Evaluation.decide(policy(), context);
    }
}
