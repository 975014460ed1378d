package io.jenkins.plugins.releasegates.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedDecision;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import io.jenkins.lib.releasegates.policy.QualityGateOption;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.evidence.RecordedEarlier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedTest {

    private static final Instant AT = Instant.parse("2026-11-21T06:00:00Z");
    private static final Actor ACTOR = new Actor("alice", "Alice", Actor.Means.BUILD_START);

    @TempDir
    Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() throws LedgerException {
        ledger = Ledger.open(directory.resolve("ledger"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldBeTheSameNowAndReadBackAfterARestart() throws Exception {
        Judged now = Judged.of(record("5", List.of(QualityGateOption.of("tests.failed", 1)), failed(2)));
        record("6", List.of(QualityGateOption.of("tests.failed", 9)), failed(2));

        assertThat(Judged.of(ledger.entriesOf("build"), "5")).contains(now);
        assertThat(now.outcome().admits()).isFalse();
        assertThat(Judged.of(ledger.entriesOf("build"), "7")).isEmpty();
    }

    @Test
    void shouldTellTheGatesEvenWhenTheirGroundsWereTooLargeToReadBack() throws Exception {
        Grounds grounds = new Grounds("x".repeat(30_000), "y".repeat(30_000), "why", Optional.empty(), List.of());
        Verdict verdict = new Verdict.Failed(grounds);
        GateResult large = new GateResult("large", Criticality.FAILURE, false, List.of(verdict), verdict);
        Decision small = decide(context("5", failed(0)), List.of(QualityGateOption.of("tests.failed", 1)));
        Decision decision = new Decision(
                small.policyName(),
                small.policyDigest(),
                small.purpose(),
                Optional.empty(),
                small.at(),
                small.validUntil(),
                List.of(large),
                small.baseline(),
                List.of(),
                Verdict.Kind.FAILED,
                large.effect(),
                "In the way: gate large failed.");
        ledger.record(decision, context("5", failed(0)), ACTOR);

        Judged back = Judged.of(ledger.entriesOf("build"), "5").orElseThrow();

        assertThat(back.effect()).isEqualTo(large.effect());
        assertThat(back.gates()).singleElement().satisfies(gate -> {
            assertThat(gate.gate()).isEqualTo("large");
            assertThat(gate.verdict().kind()).isEqualTo(Verdict.Kind.FAILED);
            assertThat(gate.verdict().grounds().why()).contains("kept any more");
        });
    }

    @Test
    void shouldRefuseToActOnADecisionThatWasTooLargeToReadBack() throws Exception {
        List<QualityGateOption> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(QualityGateOption.of("tests.failed", 1));
        }
        record("5", many, failed(0));

        assertThatThrownBy(() -> Judged.of(ledger.entriesOf("build"), "5"))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("was judged before the restart");
    }

    @Test
    void shouldCountWhatWasRecordedAndNotWhatWasJudgedBefore() throws Exception {
        ledger.recordEvidence(failed(1), subject("4"), ACTOR, AT);
        record("5", List.of(QualityGateOption.of("tests.failed", 1)), failed(10));

        Evidence all = RecordedEarlier.with(ledger, "build", failed(100));

        assertThat(all.measurement("tests.failed").orElseThrow().value()).isEqualTo(101);
    }

    @Test
    void shouldReturnMapsOfPlainValues() throws Exception {
        Judged judged = Judged.of(record("5", List.of(QualityGateOption.of("tests.failed", 1)), failed(2)));

        Map<String, Object> result = DecisionWords.forJenkinsfile(judged, failed(2));

        assertThat(result)
                .containsEntry("decision", "FAILED")
                .containsEntry("passed", false)
                .containsEntry("explanation", "In the way: gate tests.failed failed.")
                .containsEntry("measurements", Map.of("tests.failed", 2.0))
                .containsEntry("record", judged.recordId());
        assertThat(result.get("verdicts"))
                .isEqualTo(List.of(Map.of(
                        "gate",
                        "tests.failed",
                        "verdict",
                        "FAILED",
                        "criticality",
                        "FAILURE",
                        "advisory",
                        false,
                        "observed",
                        "2",
                        "required",
                        "tests.failed < 1",
                        "why",
                        "The number of failed tests is 2, the policy wants none.")));
    }

    @Test
    void shouldNotLetATextLookLikeALineOfTheLog() throws Exception {
        Judged judged = Judged.of(
                record("5", List.of(QualityGateOption.ofCondition("custom[\"a\\nPASSED all\"] == 1.0")), failed(0)));

        assertThat(DecisionWords.log(judged)).anyMatch(line -> line.contains("\n"));
        assertThat(DecisionWords.log(judged).stream().map(StepSurroundings::line))
                .noneMatch(line -> line.contains("\n"))
                .allMatch(line -> line.startsWith("[Release Gates] "));
    }

    private RecordedDecision record(String step, List<QualityGateOption> gates, Evidence evidence)
            throws InvalidPolicyException, LedgerException {
        ReleaseContext context = context(step, evidence);
        return ledger.record(decide(context, gates), context, ACTOR);
    }

    private static Decision decide(ReleaseContext context, List<QualityGateOption> gates)
            throws InvalidPolicyException {
        return Evaluation.decide(
                PolicyValidation.ofQualityGates(gates, BaselineRule.DEFAULT, "qualityGates")
                        .policyOrThrow(),
                context);
    }

    private static ReleaseContext context(String step, Evidence evidence) {
        return new ReleaseContext(subject(step), evidence, Baseline.none("none"), Purpose.JUDGEMENT, AT);
    }

    private static Subject subject(String step) {
        return new Subject(
                "job",
                "folder/job",
                "build",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Subject.Origin.ORDINARY,
                Optional.of(step),
                Optional.empty());
    }

    private static Evidence failed(int count) {
        Measurement failed = new Measurement("tests.failed", MetricType.COUNT, count, Provenance.REPORTED, List.of());
        return new Evidence(List.of(), Map.of("tests.failed", failed), List.of(), Map.of(), List.of());
    }
}
