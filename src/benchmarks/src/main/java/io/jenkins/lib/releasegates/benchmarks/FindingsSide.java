package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedDecision;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.InvalidEvidenceException;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.reader.EvidenceReading;
import io.jenkins.lib.releasegates.evidence.reader.ReportRequest;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code publishFindings} does, without Jenkins around it: {@code agent} reads a report and leaves what it sends in a file; {@code publish}
 * takes that for what has come from the agent and records it in a ledger, as the controller does; {@code judge} does so twice, and judges the
 * findings by a gate each time, the second time against the first.
 */
public final class FindingsSide {

    private static final Actor ACTOR = new Actor("somebody", "Somebody", Actor.Means.COMMAND);

    private FindingsSide() {}

    /** Takes what to do, the report or the file with what was sent, and where it goes to: that file, or the folder of the ledger. */
    public static void main(String[] arguments)
            throws IOException, InvalidEvidenceException, LedgerException, InvalidPolicyException {
        Path from = Path.of(arguments[1]).toAbsolutePath();
        Path to = Path.of(arguments[2]);
        Instant at = Clock.systemUTC().instant();
        switch (arguments[0]) {
            case "agent" -> Files.write(to, sent(from));
            case "publish" -> {
                try (Ledger ledger = Ledger.open(to)) {
                    System.out.println(publish(ledger, from, 1, at).findings().size());
                }
            }
            case "judge" -> {
                try (Ledger ledger = Ledger.open(to)) {
                    Policy policy = policy();
                    judge(ledger, policy, from, 1, at);
                    System.out.println(judge(ledger, policy, from, 2, at));
                }
            }
            default -> throw new IllegalArgumentException("agent, publish or judge, found " + arguments[0]);
        }
    }

    private static byte[] sent(Path report) throws IOException, InvalidEvidenceException {
        Path folder = report.getParent();
        Evidence evidence = new EvidenceReading(
                        folder == null ? Path.of("") : folder, ReadLimits.STANDARD, Provenance.REPORTED)
                .read(List.of(ReportRequest.of(String.valueOf(report.getFileName()))));
        if (!evidence.problems().isEmpty()) {
            throw new IOException("Not read: " + evidence.problems());
        }
        return EvidenceJson.write(evidence);
    }

    /** The steps of the plugin: what came from the agent is read, recorded, and told about in the log. */
    private static Evidence publish(Ledger ledger, Path sent, int build, Instant at)
            throws IOException, InvalidEvidenceException, LedgerException {
        Evidence evidence = EvidenceJson.read(Files.readAllBytes(sent)).reported();
        ledger.recordEvidence(evidence, subject(build), ACTOR, at);
        System.err.println(evidence.measurement("findings.total"));
        return evidence;
    }

    private static String judge(Ledger ledger, Policy policy, Path sent, int build, Instant at)
            throws IOException, InvalidEvidenceException, LedgerException {
        Evidence evidence = publish(ledger, sent, build, at);
        Subject subject = subject(build);
        ReleaseContext context = new ReleaseContext(
                subject, List.of(), evidence, ledger.baseline(subject, policy, at), Purpose.JUDGEMENT, at);
        RecordedDecision recorded = ledger.record(Evaluation.decide(policy, context), context, ACTOR);
        int told = ledger.evidence(recorded.evidence())
                .map(kept -> kept.measurements().size())
                .orElse(0);
        return recorded.decision().outcome() + " " + told;
    }

    private static Policy policy() throws InvalidPolicyException {
        return PolicyValidation.ofYaml("""
                        apiVersion: release-gates/v1
                        kind: ReleasePolicy
                        metadata: {name: bench}
                        spec:
                          gates:
                            - name: findings
                              criteria:
                                - {condition: 'findings.new == 0'}
                          baseline: {maxAge: 90d, bootstrap: true}
                        """, "bench.yaml").policyOrThrow();
    }

    private static Subject subject(int build) {
        return new Subject(
                "job",
                "shop/checkout",
                "build-" + build,
                build,
                Optional.of("main"),
                Optional.empty(),
                Optional.empty(),
                Subject.Origin.ORDINARY,
                Optional.empty(),
                Optional.empty());
    }
}
