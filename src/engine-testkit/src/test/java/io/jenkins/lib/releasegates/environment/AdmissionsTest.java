package io.jenkins.lib.releasegates.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What enters an environment, and what must not. */
class AdmissionsTest {

    /** A Friday at noon in Zurich. */
    private static final Instant OPEN = Instant.parse("2026-11-20T11:00:00Z");

    private static final Artifact SHIP = Releases.artifact("ship.jar");
    private static final Deployments IN_STAGING =
            (environment, artifact) -> environment.equals("staging") ? Optional.of("deployment 7") : Optional.empty();
    private static final Deployments NOWHERE = (environment, artifact) -> Optional.empty();
    private static final Deployments UNKNOWN = (environment, artifact) -> {
        throw new IOException("the disk is gone");
    };

    private static Subject subject(
            String job, Optional<String> branch, Optional<String> target, Subject.Origin origin) {
        return new Subject(
                "job-1",
                job,
                "build-1",
                1,
                branch,
                target,
                Optional.empty(),
                origin,
                Optional.of("7"),
                Optional.empty());
    }

    private static Subject onMain() {
        return subject("shop/checkout", Optional.of("main"), Optional.empty(), Subject.Origin.ORDINARY);
    }

    private static Decision decide(
            Environment environment,
            Optional<Policy> further,
            Subject subject,
            List<Artifact> artifacts,
            Evidence evidence,
            Deployments deployments,
            Instant at) {
        Admissions admissions = new Admissions(environment, further);
        return admissions.decide(
                admissions.context(subject, artifacts, evidence, Baseline.notNeeded(), at), deployments);
    }

    private static Decision decide(
            EnvironmentDefinition definition,
            Subject subject,
            List<Artifact> artifacts,
            Deployments known,
            Instant at) {
        return decide(
                Environments.of(definition), Optional.empty(), subject, artifacts, Releases.evidence(90, 0), known, at);
    }

    private static EnvironmentDefinition allowing(String repeated) {
        EnvironmentDefinition same = Environments.production();
        return new EnvironmentDefinition(
                same.name(),
                same.after(),
                same.policy(),
                same.jobs(),
                same.branches(),
                repeated,
                same.timeZone(),
                same.hours(),
                same.freezes());
    }

    @Test
    void shouldAdmitWhatTheOwnerDemands() {
        Decision decision = decide(Environments.production(), onMain(), List.of(SHIP), IN_STAGING, OPEN);

        assertThat(decision.effect().admits()).as(decision.explanation()).isTrue();
        assertThat(decision.purpose()).isEqualTo(Purpose.ADMISSION);
        assertThat(decision.destination().orElseThrow().environment()).isEqualTo("production");
        assertThat(decision.gates())
                .extracting(GateResult::gate)
                .containsExactly(
                        "environment: job",
                        "environment: pipeline",
                        "environment: artifact",
                        "environment: order",
                        "environment: time",
                        "coverage");
    }

    static Stream<Arguments> refused() {
        EnvironmentDefinition production = Environments.production();
        EnvironmentDefinition everybody = Environments.definition("production", "");
        return Stream.of(
                row(
                        "a job that the owner doesn't name",
                        production,
                        subject("shop2/checkout", Optional.of("main"), Optional.empty(), Subject.Origin.ORDINARY),
                        "environment: job",
                        Verdict.Kind.FAILED),
                row(
                        "a branch that the owner doesn't name",
                        production,
                        subject("shop/checkout", Optional.of("feature/x"), Optional.empty(), Subject.Origin.ORDINARY),
                        "environment: job",
                        Verdict.Kind.FAILED),
                row(
                        "a job without a branch, where the owner names branches",
                        production,
                        subject("shop/checkout", Optional.empty(), Optional.empty(), Subject.Origin.ORDINARY),
                        "environment: job",
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "a pull request, where the owner names no branches",
                        everybody,
                        subject("shop/checkout", Optional.of("PR-7"), Optional.of("main"), Subject.Origin.ORDINARY),
                        "environment: job",
                        Verdict.Kind.FAILED),
                row(
                        "a replayed build",
                        production,
                        subject("shop/checkout", Optional.of("main"), Optional.empty(), Subject.Origin.REPLAY),
                        "environment: pipeline",
                        Verdict.Kind.FAILED),
                row(
                        "a build that was restarted from a stage",
                        everybody,
                        subject(
                                "shop/checkout",
                                Optional.of("main"),
                                Optional.empty(),
                                Subject.Origin.RESTARTED_FROM_STAGE),
                        "environment: pipeline",
                        Verdict.Kind.FAILED),
                row(
                        "a rehearsal, even where repeated builds are allowed",
                        allowing("ALLOW"),
                        subject("shop/checkout", Optional.of("main"), Optional.empty(), Subject.Origin.COMMAND),
                        "environment: pipeline",
                        Verdict.Kind.FAILED));
    }

    private static Arguments row(
            String sentence, EnvironmentDefinition definition, Subject subject, String gate, Verdict.Kind verdict) {
        return Arguments.of(sentence, definition, subject, gate, verdict);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuse(
            String sentence, EnvironmentDefinition definition, Subject subject, String gate, Verdict.Kind verdict) {
        Decision decision = decide(definition, subject, List.of(SHIP), IN_STAGING, OPEN);

        assertThat(decision.effect().admits()).as(sentence).isFalse();
        assertThat(gate(decision, gate).verdict().kind()).isEqualTo(verdict);
        assertThat(gate(decision, gate).verdict().grounds().why()).endsWith(".").hasSizeGreaterThan(10);
    }

    private static GateResult gate(Decision decision, String name) {
        return decision.gates().stream()
                .filter(gate -> gate.gate().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldAdmitAReplayOnlyWhereTheOwnerSaysSo() {
        Subject replay = subject("shop/checkout", Optional.of("main"), Optional.empty(), Subject.Origin.REPLAY);
        Decision decision = decide(allowing("ALLOW"), replay, List.of(SHIP), IN_STAGING, OPEN);

        assertThat(decision.effect().admits()).isTrue();
        assertThat(decision.outcome()).isEqualTo(Verdict.Kind.WARNING);
        assertThat(decision.explanation()).contains("environment: pipeline");
    }

    @Test
    void shouldRefuseWhereNobodyKnowsWhatWouldBeAdmitted() {
        Decision decision = decide(Environments.production(), onMain(), List.of(), IN_STAGING, OPEN);

        assertThat(decision.effect().admits()).isFalse();
        assertThat(gate(decision, "environment: artifact").verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
        assertThat(gate(decision, "environment: order").verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    }

    @Test
    void shouldRefuseWhatWasNotDeployedBefore() {
        Decision decision = decide(Environments.production(), onMain(), List.of(SHIP), NOWHERE, OPEN);

        assertThat(gate(decision, "environment: order").verdict().kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(decision.effect().admits()).isFalse();
    }

    @Test
    void shouldRefuseWhenOneOfSeveralWasNotDeployedBefore() {
        Artifact other = Releases.artifact("other.jar");
        Digest known = SHIP.digest();
        Deployments one =
                (environment, artifact) -> artifact.equals(known) ? Optional.of("deployment 7") : Optional.empty();

        assertThat(decide(Environments.production(), onMain(), List.of(SHIP, other), one, OPEN)
                        .effect()
                        .admits())
                .isFalse();
    }

    @Test
    void shouldRefuseWhenTheRecordCannotBeRead() {
        Decision decision = decide(Environments.production(), onMain(), List.of(SHIP), UNKNOWN, OPEN);

        assertThat(gate(decision, "environment: order").verdict().kind()).isEqualTo(Verdict.Kind.ERROR);
        assertThat(decision.effect().admits()).isFalse();
    }

    @Test
    void shouldRefuseOutsideItsHoursAndInAFreeze() {
        Decision night = decide(
                Environments.production(), onMain(), List.of(SHIP), IN_STAGING, Instant.parse("2026-11-20T20:00:00Z"));
        Decision frozen = decide(
                Environments.production(), onMain(), List.of(SHIP), IN_STAGING, Instant.parse("2026-12-25T11:00:00Z"));

        assertThat(night.effect().admits()).isFalse();
        assertThat(gate(night, "environment: time").verdict().grounds().why())
                .isEqualTo("It is closed now; it opens at 2026-11-21T09:00 (Europe/Zurich).");
        assertThat(frozen.effect().admits()).isFalse();
        assertThat(gate(frozen, "environment: time").verdict().grounds().why())
                .isEqualTo(
                        "It is frozen by freeze 1 of this environment; it opens at 2027-01-04T09:00 (Europe/Zurich).")
                .doesNotContain("end of the year");
    }

    @Test
    void shouldRefuseWhatThePolicyRefuses() {
        Decision decision = decide(
                Environments.of(Environments.production()),
                Optional.empty(),
                onMain(),
                List.of(SHIP),
                Releases.evidence(10, 0),
                IN_STAGING,
                OPEN);

        assertThat(decision.effect().admits()).isFalse();
        assertThat(decision.explanation()).contains("gate coverage failed");
    }

    @Test
    void shouldLetThePipelineTightenAndNothingElse() {
        Environment environment = Environments.of(Environments.production());
        Policy milder = Releases.policy(Environments.POLICY
                .replace("80", "1")
                .replace("name: coverage", "name: coverage\n      advisory: false"));
        Policy stricter = Releases.policy(Environments.POLICY.replace("80", "95"));

        Decision mild = decide(
                environment,
                Optional.of(milder),
                onMain(),
                List.of(SHIP),
                Releases.evidence(Map.of("coverage.line", 50.0), Map.of()),
                IN_STAGING,
                OPEN);
        Decision strict = decide(
                environment,
                Optional.of(stricter),
                onMain(),
                List.of(SHIP),
                Releases.evidence(90, 0),
                IN_STAGING,
                OPEN);

        assertThat(mild.effect().admits()).isFalse();
        assertThat(gate(mild, "coverage").verdict().kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(gate(mild, "coverage (pipeline)").verdict().kind()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(strict.effect().admits()).isFalse();
        assertThat(gate(strict, "coverage").verdict().kind()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(strict.policyDigest()).isEqualTo(environment.policy().digest());
        assertThat(strict.destination().orElseThrow().further()).contains(stricter.digest());
        assertThat(strict.validUntil()).isEqualTo(OPEN.plus(environment.policy().validFor()));
    }
}
