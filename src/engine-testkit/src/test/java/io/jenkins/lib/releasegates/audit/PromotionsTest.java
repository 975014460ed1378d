package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a decision to a deployment, by what the record says. */
class PromotionsTest {

    private static final Artifact SHIP = Releases.artifact("ship.jar");
    private static final Artifact OTHER = Releases.artifact("other.jar");
    private static final Instant NOW = Releases.NOW;

    private static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: production}
            spec:
              gates:
                - name: coverage
                  criteria:
                    - {metric: coverage.line, threshold: 80}
            """;

    @TempDir
    private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() throws LedgerException {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static Environment environment(String name, String policy) {
        return EnvironmentValidation.of(List.of(new EnvironmentDefinition(
                        name, "", policy, List.of("**"), List.of(), "", "", List.of(), List.of())))
                .environment(name)
                .orElseThrow();
    }

    private static Environment production() {
        return environment("production", POLICY);
    }

    private TrailEntry decide(Environment environment, Evidence evidence, Artifact... artifacts)
            throws LedgerException {
        Admissions admissions = new Admissions(environment, Optional.empty());
        ReleaseContext context =
                admissions.context(Releases.build(1), List.of(artifacts), evidence, Baseline.notNeeded(), NOW);
        return ledger.record(admissions.decide(context, ledger.promotions()), context, Releases.ALICE)
                .entry();
    }

    private String refusal(Environment environment, Artifact... artifacts) throws LedgerException {
        Promotions.Admitted admitted = ledger.promotions().admitted(environment, List.of(artifacts), NOW);
        assertThat(admitted.decision()).isEmpty();
        return admitted.why();
    }

    @Test
    void shouldFindTheDecisionThatAdmits() throws LedgerException {
        TrailEntry decision = decide(production(), Releases.evidence(90, 0), SHIP, OTHER);

        assertThat(ledger.promotions()
                        .admitted(production(), List.of(SHIP), NOW)
                        .decision())
                .contains(decision);
        assertThat(ledger.promotions()
                        .admitted(production(), List.of(OTHER, SHIP), NOW)
                        .decision())
                .contains(decision);
    }

    @Test
    void shouldAdmitNothingThatNobodyHasDecidedAbout() throws LedgerException {
        assertThat(refusal(production(), SHIP)).startsWith("nobody has decided");
        assertThat(refusal(production())).isEqualTo("there is no artifact");
        decide(production(), Releases.evidence(90, 0), SHIP);
        assertThat(refusal(production(), SHIP, OTHER)).startsWith("nobody has decided about other.jar");
        assertThat(refusal(environment("staging", POLICY), SHIP)).startsWith("nobody has decided");
    }

    @Test
    void shouldNotTakeAJudgementOfABuildForAnAdmission() throws LedgerException {
        ReleaseContext context = Releases.context(Releases.build(1), Releases.evidence(90, 0), SHIP);
        ledger.record(Releases.decide(context), context, Releases.ALICE);

        assertThat(refusal(production(), SHIP)).startsWith("nobody has decided");
    }

    @Test
    void shouldAdmitNothingAfterALaterRefusal() throws LedgerException {
        decide(production(), Releases.evidence(90, 0), SHIP);
        decide(production(), Releases.evidence(10, 0), SHIP);

        assertThat(refusal(production(), SHIP)).contains("refuses it").contains("gate coverage failed");
    }

    @Test
    void shouldAdmitNoSetOfFilesWhenOneOfThemWasRefusedLaterByItself() throws LedgerException {
        decide(production(), Releases.evidence(90, 0), SHIP, OTHER);
        decide(production(), Releases.evidence(10, 0), OTHER);

        assertThat(refusal(production(), SHIP, OTHER)).contains("refuses it");
        decide(production(), Releases.evidence(90, 0), OTHER);
        assertThat(refusal(production(), SHIP, OTHER)).contains("decided about apart, in 2 decisions");
    }

    @Test
    void shouldAdmitNothingUnderOtherRules() throws LedgerException {
        decide(production(), Releases.evidence(90, 0), SHIP);

        assertThat(refusal(environment("production", POLICY.replace("80", "81")), SHIP))
                .contains("under other rules of production");
    }

    @Test
    void shouldAdmitNothingAfterItsTimeOrARevocation() throws LedgerException {
        TrailEntry decision = decide(production(), Releases.evidence(90, 0), SHIP);
        Instant later = NOW.plus(Policy.DEFAULT_VALIDITY).plusSeconds(1);

        assertThat(ledger.promotions()
                        .admitted(production(), List.of(SHIP), later)
                        .why())
                .contains("was valid until");
        ledger.revocations().revoke(decision.id(), Releases.ALICE, "a new finding", NOW);
        assertThat(refusal(production(), SHIP)).contains("was revoked");
    }

    @Test
    void shouldTellWhatWasDeployedWhere() throws Exception {
        Subject build = Releases.build(1);
        Promotions promotions = ledger.promotions();
        TrailEntry decision = decide(production(), Releases.evidence(90, 0), SHIP);
        TrailEntry started = promotions.begin(production(), decision, List.of(SHIP), build, Releases.ALICE, NOW);

        assertThat(promotions.succeeded("production", SHIP.digest())).isEmpty();
        assertThat(promotions.endOf(started)).isEmpty();
        TrailEntry ended = promotions.end(started, Outcome.SUCCEEDED, Releases.ALICE, NOW);

        assertThat(promotions.succeeded("production", SHIP.digest())).isPresent();
        assertThat(promotions.succeeded("staging", SHIP.digest())).isEmpty();
        assertThat(promotions.succeeded("production", OTHER.digest())).isEmpty();
        assertThat(promotions.current("production")).contains(ended);
        assertThat(promotions.deployments("production", Long.MAX_VALUE, 10).entries())
                .containsExactly(started);
        assertThat(ledger.event(ended))
                .contains(new DeploymentEnded("production", started.id(), Outcome.SUCCEEDED, List.of(SHIP)));
    }

    @Test
    void shouldNotCountADeploymentThatEndedOtherwise() throws Exception {
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.ABORTED, Outcome.LOST)) {
            TrailEntry decision = decide(production(), Releases.evidence(90, 0), SHIP);
            TrailEntry started = ledger.promotions()
                    .begin(production(), decision, List.of(SHIP), Releases.build(1), Releases.ALICE, NOW);
            ledger.promotions().end(started, outcome, Releases.ALICE, NOW);

            assertThat(ledger.promotions().succeeded("production", SHIP.digest()))
                    .as(outcome.name())
                    .isEmpty();
        }
    }

    @Test
    void shouldNotCountADeploymentWhoseDecisionWasRevoked() throws Exception {
        TrailEntry decision = decide(production(), Releases.evidence(90, 0), SHIP);
        TrailEntry started = ledger.promotions()
                .begin(production(), decision, List.of(SHIP), Releases.build(1), Releases.ALICE, NOW);
        ledger.promotions().end(started, Outcome.SUCCEEDED, Releases.ALICE, NOW);
        ledger.revocations().revoke(decision.id(), Releases.ALICE, "a new finding", NOW);

        assertThat(ledger.promotions().succeeded("production", SHIP.digest())).isEmpty();
    }

    @Test
    void shouldEndADeploymentOnce() throws Exception {
        TrailEntry decision = decide(production(), Releases.evidence(90, 0), SHIP);
        TrailEntry started = ledger.promotions()
                .begin(production(), decision, List.of(SHIP), Releases.build(1), Releases.ALICE, NOW);
        TrailEntry failed = ledger.promotions().end(started, Outcome.FAILED, Releases.ALICE, NOW);

        assertThat(ledger.promotions().end(started, Outcome.SUCCEEDED, Releases.ALICE, NOW))
                .isEqualTo(failed);
        assertThat(ledger.promotions().succeeded("production", SHIP.digest())).isEmpty();
        assertThatThrownBy(() -> ledger.promotions().end(decision, Outcome.SUCCEEDED, Releases.ALICE, NOW))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("no beginning of a deployment");
    }

    @Test
    void shouldTellWhetherADeploymentHasEndedSince() throws Exception {
        assertThat(ledger.promotions().hasEndedSince("production", 0)).isFalse();
        TrailEntry decision = decide(production(), Releases.evidence(90, 0), SHIP);
        TrailEntry started = ledger.promotions()
                .begin(production(), decision, List.of(SHIP), Releases.build(1), Releases.ALICE, NOW);
        assertThat(ledger.promotions().hasEndedSince("production", 0)).isFalse();
        TrailEntry ended = ledger.promotions().end(started, Outcome.SUCCEEDED, Releases.ALICE, NOW);

        assertThat(ledger.promotions().hasEndedSince("production", ended.seq())).isTrue();
        assertThat(ledger.promotions().hasEndedSince("production", ended.seq() + 1))
                .isFalse();
        assertThat(ledger.promotions().hasEndedSince("staging", 0)).isFalse();
    }

    @Test
    void shouldSayThatADeploymentMayHaveEndedWhereThereAreSoMany() throws Exception {
        TrailEntry decision = decide(production(), Releases.evidence(90, 0), SHIP);
        for (int i = 0; i < 50; i++) {
            TrailEntry started = ledger.promotions()
                    .begin(production(), decision, List.of(SHIP), Releases.build(1), Releases.ALICE, NOW);
            ledger.promotions().end(started, Outcome.SUCCEEDED, Releases.ALICE, NOW);
        }

        assertThat(ledger.promotions().hasEndedSince("staging", 0)).isTrue();
        assertThat(ledger.promotions().hasEndedSince("staging", ledger.head().entries()))
                .isFalse();
    }

    @Test
    void shouldCompareWithWhatWasAdmittedToTheSameEnvironment() throws Exception {
        String comparing = POLICY.replace(
                        "{metric: coverage.line, threshold: 80}",
                        "{metric: findings.new, threshold: 1, provenance: reported}")
                + "  baseline: {bootstrap: true}\n";
        Environment environment = environment("production", comparing);
        Evidence two = Releases.evidence(
                Map.of("findings.total", 2.0), Map.of("a".repeat(32), Severity.HIGH, "b".repeat(32), Severity.LOW));
        Evidence one = Releases.evidence(Map.of("findings.total", 1.0), Map.of("a".repeat(32), Severity.HIGH));

        assertThat(compare(environment, 1, one).source()).isEqualTo(Baseline.Source.BOOTSTRAP);
        Baseline before = compare(environment, 2, two);
        assertThat(before.source()).isEqualTo(Baseline.Source.ENVIRONMENT);
        assertThat(before.words()).contains("its way to production");
        // The second was refused, so that the first is still what the third is compared with.
        assertThat(compare(environment, 3, one).record()).isEqualTo(before.record());
        assertThat(compare(environment("staging", comparing), 4, one).source()).isEqualTo(Baseline.Source.BOOTSTRAP);
        assertThat(ledger.baseline(Releases.build(5), environment.policy(), NOW).source())
                .isEqualTo(Baseline.Source.BOOTSTRAP);
    }

    private Baseline compare(Environment environment, int number, Evidence evidence)
            throws LedgerException, IOException {
        Subject subject = Releases.build(number, "branch-" + number, Subject.Origin.ORDINARY);
        Admissions admissions = new Admissions(environment, Optional.empty());
        Instant at = NOW.plus(Duration.ofMinutes(number));
        Baseline baseline = ledger.admittedBefore(subject, environment.name(), admissions.policy(), evidence, at);
        ReleaseContext context = admissions.context(subject, List.of(SHIP), evidence, baseline, at);
        ledger.record(admissions.decide(context, ledger.promotions()), context, Releases.ALICE);
        return baseline;
    }
}
