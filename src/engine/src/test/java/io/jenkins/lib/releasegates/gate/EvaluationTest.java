package io.jenkins.lib.releasegates.gate;

import static io.jenkins.lib.releasegates.gate.Scenes.baseline;
import static io.jenkins.lib.releasegates.gate.Scenes.decide;
import static io.jenkins.lib.releasegates.gate.Scenes.evidence;
import static io.jenkins.lib.releasegates.gate.Scenes.findings;
import static io.jenkins.lib.releasegates.gate.Scenes.grounds;
import static io.jenkins.lib.releasegates.gate.Scenes.policy;
import static io.jenkins.lib.releasegates.gate.Scenes.policyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The six tests of every gate (passes, fails, missing evidence, broken source, bad configuration, explanation), and how decisions are made. */
class EvaluationTest {

    private static final String LINE_80 = "metric: coverage.line, threshold: 80, warning: 85";

    @ParameterizedTest(name = "{0} at {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "metric: coverage.line, threshold: 80, warning: 85 | 85     | PASSED",
                "metric: coverage.line, threshold: 80, warning: 85 | 84.999 | WARNING",
                "metric: coverage.line, threshold: 80, warning: 85 | 80     | WARNING",
                "metric: coverage.line, threshold: 80, warning: 85 | 79.999 | FAILED",
                "metric: tests.failed, threshold: 1                | 0      | PASSED",
                "metric: tests.failed, threshold: 1                | 1      | FAILED",
                "metric: tests.duration, threshold: 60             | 59.9   | PASSED",
                "metric: tests.duration, threshold: 60             | 60     | FAILED",
                "condition: tests.failed == 0                      | 0      | PASSED",
                "condition: tests.failed == 0                      | 2      | FAILED",
                "condition: 1 / tests.failed > 0                   | 0      | ERROR",
                "condition: 'custom[\"size\"] < 10'                | 9.5    | PASSED",
            })
    void shouldJudgeAValueByItsCriterion(String criterion, double value, Verdict.Kind kind) {
        String metric = criterion.contains("coverage")
                ? "coverage.line"
                : criterion.contains("duration")
                        ? "tests.duration"
                        : criterion.contains("custom") ? "custom.size" : "tests.failed";

        Decision decision = decide(policy(criterion), evidence(Map.of(metric, value)));

        assertThat(decision.outcome()).isEqualTo(kind);
        assertThat(decision.passed()).isEqualTo(kind.admits());
    }

    @Test
    void shouldBeInconclusiveWhenEvidenceIsMissing() {
        Decision decision = decide(policy(LINE_80), Evidence.none());

        assertThat(decision.outcome()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
        assertThat(grounds(decision).why()).isEqualTo("No report tells line coverage.");
        assertThat(grounds(decision).provenance()).isEmpty();
    }

    @Test
    void shouldBeErroredWhenTheSourceIsBroken() {
        Problem broken =
                new Problem(Problem.Kind.UNREADABLE, "jacoco.xml:12:7", "ends too early", Optional.of("coverage"));

        Decision decision = decide(policy(LINE_80), evidence(Map.of("coverage.line", 99.0), broken));

        assertThat(decision.outcome()).isEqualTo(Verdict.Kind.ERROR);
        assertThat(grounds(decision).why()).isEqualTo("A report could not be read: jacoco.xml:12:7: ends too early.");
    }

    @Test
    void shouldNotBlameOneFamilyForAProblemOfAnother() {
        Problem broken = new Problem(Problem.Kind.UNREADABLE, "junit.xml", "ends too early", Optional.of("tests"));

        assertThat(decide(policy(LINE_80), evidence(Map.of("coverage.line", 99.0), broken))
                        .outcome())
                .isEqualTo(Verdict.Kind.PASSED);
    }

    @Test
    void shouldNotExistWithABadConfiguration() {
        assertThatThrownBy(() -> policy("metric: coverage.line, threshold: 0")).hasMessageContaining("can never fail");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metric: coverage.line, threshold: 80 | coverage.line | 71.2 | Line coverage is 71.2 %, the policy wants at least 80 %.",
                "metric: coverage.branch.missed, threshold: 6 | coverage.branch.missed | 7 | The number of missed branches is 7, the policy wants at most 5.",
                "metric: tests.failed, threshold: 1 | tests.failed | 3 | The number of failed tests is 3, the policy wants none.",
                "metric: tests.duration, threshold: 60 | tests.duration | 75.5 | The duration of the tests is 75.5 s, the policy wants less than 60 s.",
                "metric: findings.high, threshold: 1 | findings.high | 2 | The number of findings of severity HIGH is 2, the policy wants none.",
                "condition: tests.failed == 0 | tests.failed | 3 | The number of failed tests is 3, the policy wants tests.failed == 0.",
            })
    void shouldExplainItselfToSomebodyWhoHasNeverSeenThePolicy(
            String criterion, String metric, double value, String sentence) {
        Decision decision = decide(policy(criterion), evidence(Map.of(metric, value)));

        assertThat(grounds(decision).why()).isEqualTo(sentence);
        assertThat(grounds(decision).provenance()).contains(Provenance.REPORTED);
        assertThat(grounds(decision).evidence()).containsExactly(Scenes.REPORT);
        assertThat(decision.explanation()).isEqualTo("In the way: gate quality failed.");
    }

    @Test
    void shouldTakeOneFixedAndOneNewFindingForOneNewFinding() {
        Evidence before = findings(Map.of("a", Severity.HIGH, "b", Severity.LOW));
        Evidence now = findings(Map.of("c", Severity.HIGH, "b", Severity.LOW));

        Decision decision = decide(policyOf("""
                          gates:
                            - name: new
                              criteria: [{metric: findings.new, threshold: 1}]
                            - name: new high
                              criteria: [{metric: findings.new.high, threshold: 1}]
                            - name: new low
                              criteria: [{metric: findings.new.low, threshold: 1}]
                            - name: fixed
                              criteria: [{condition: findings.fixed == 1 && findings.outstanding == 1}]
                        """), now, baseline(before));

        assertThat(decision.gates())
                .extracting(gate -> gate.verdict().kind())
                .containsExactly(Verdict.Kind.FAILED, Verdict.Kind.FAILED, Verdict.Kind.PASSED, Verdict.Kind.PASSED);
        assertThat(decision.explanation()).isEqualTo("In the way: gate new failed, gate new high failed.");
    }

    @Test
    void shouldCountAllAsKnownWhenBootstrappingAndSaySo() {
        Decision decision = decide(
                policy("metric: findings.new, threshold: 1", "  baseline: {bootstrap: true}\n"),
                findings(Map.of("a", Severity.HIGH)),
                Scenes.without(Baseline.Source.BOOTSTRAP));

        assertThat(decision.outcome()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(grounds(decision).why())
                .isEqualTo("The number of new findings is 0 (there was no baseline; the policy allows that once, so"
                        + " everything counts as known), the policy wants none.");
        assertThat(grounds(decision).observed()).contains("everything counts as known");
    }

    @ParameterizedTest
    @CsvSource({"81, 80, PASSED", "79, 80, PASSED", "78.9, 80, FAILED"})
    void shouldHoldTheChangeAgainstTheThreshold(double now, double before, Verdict.Kind kind) {
        Decision decision = decide(
                policy("metric: coverage.line, threshold: -1, baseline: PROJECT_DELTA"),
                evidence(Map.of("coverage.line", now)),
                baseline(evidence(Map.of("coverage.line", before))));

        assertThat(decision.outcome()).isEqualTo(kind);
        assertThat(grounds(decision).why())
                .startsWith("Line coverage changed by ")
                .contains("at least -1 %");
    }

    @Test
    void shouldTakeTheWeakestProvenanceOfAComparison() {
        Evidence scanned = new Evidence(
                List.of(),
                Map.of("findings.total", Scenes.measurement("findings.total", 0, Provenance.SCANNED)),
                List.of(),
                Map.of(),
                List.of());

        Decision decision = decide(policy("metric: findings.new, threshold: 1"), scanned, baseline(findings(Map.of())));

        assertThat(grounds(decision).provenance()).contains(Provenance.REPORTED);
    }

    @Test
    void shouldLeaveAdvisoryGatesOutOfTheDecisionAndShowThem() {
        Decision decision = decide(policyOf("""
                          gates:
                            - {name: tests, criteria: [{metric: tests.failed, threshold: 1}]}
                            - {name: idea, advisory: true, criteria: [{metric: coverage.line, threshold: 99}]}
                        """), evidence(Map.of("tests.failed", 0.0, "coverage.line", 10.0)));

        assertThat(decision.outcome()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(decision.effect()).isEqualTo(new Effect(Effect.Mark.NONE, Effect.Mark.NONE, true));
        assertThat(decision.gates().get(1).verdict().kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(decision.explanation()).isEqualTo("The one gate that decides lets it through.");
    }

    @Test
    void shouldFoldToTheWorstVerdictAndTheStrongestEffect() {
        Decision decision = decide(policyOf("""
                          validFor: 2h
                          gates:
                            - {name: a, criticality: NOTE, criteria: [{metric: tests.failed, threshold: 1}]}
                            - name: b
                              criticality: UNSTABLE
                              criteria:
                                - {metric: tests.total, threshold: 1}
                                - {metric: coverage.line, threshold: 1}
                            - {name: c, criteria: [{metric: tests.total, threshold: 1, warning: 5}]}
                        """), evidence(Map.of("tests.failed", 1.0, "tests.total", 3.0)));

        assertThat(decision.gates())
                .extracting(gate -> gate.verdict().kind())
                .containsExactly(Verdict.Kind.FAILED, Verdict.Kind.INCONCLUSIVE, Verdict.Kind.WARNING);
        assertThat(decision.outcome()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(decision.effect()).isEqualTo(new Effect(Effect.Mark.UNSTABLE, Effect.Mark.UNSTABLE, false));
        assertThat(decision.explanation()).isEqualTo("In the way: gate a failed, gate b is inconclusive.");
        assertThat(decision.validUntil()).isEqualTo(Scenes.NOW.plus(Duration.ofHours(2)));
    }
}
