package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.approval.PersonAliases.Row;
import io.jenkins.lib.releasegates.audit.StandingExemption.State;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassAsked;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassReviewed.Finding;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAnswered.Answer;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.ApprovalDefinition;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.environment.Exemptions;
import io.jenkins.lib.releasegates.environment.WaiverDefinition;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waivers and broken glass, from the question to what is let in by them. */
class ExemptionsTest {

    private static final Artifact SHIP = Releases.artifact("ship.jar");
    private static final Artifact OTHER = Releases.artifact("other.jar");
    private static final Instant NOW = Releases.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
    private static final Actor BOB = new Actor("bob", "Bob", Actor.Means.SESSION);
    private static final Actor CAROL = new Actor("carol", "Carol", Actor.Means.API_TOKEN);
    private static final PersonAliases ALIASES =
            PersonAliases.of(List.of(new Row("alice", Set.of("alice-admin"), Set.of())), account -> account);
    private static final WaiverDefinition EXCEPTIONS = new WaiverDefinition(List.of("cover*"), "2d", "1h");

    private static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: production}
            spec:
              gates:
                - name: tests
                  criteria:
                    - {condition: 'tests.failed == 0'}
                - name: coverage
                  criteria:
                    - {metric: coverage.line, threshold: 80}
            """;

    private static final String FINDINGS = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: production}
            spec:
              gates:
                - name: vulnerable
                  criteria:
                    - {condition: 'findings.total == 0'}
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

    private static Environment production(WaiverDefinition waivers, ApprovalDefinition approval, String hours) {
        return EnvironmentValidation.of(List.of(new EnvironmentDefinition(
                                "production",
                                "",
                                POLICY,
                                List.of("**"),
                                List.of(),
                                "",
                                "",
                                hours.isEmpty() ? List.of() : List.of(hours),
                                List.of(),
                                approval)
                        .with(waivers)))
                .environment("production")
                .orElseThrow();
    }

    private static Environment production() {
        return production(EXCEPTIONS, ApprovalDefinition.NONE, "");
    }

    private RecordedDecision decide(
            Environment environment, int build, double coverage, int failed, Instant at, Artifact... artifacts)
            throws LedgerException {
        return decide(environment, build, Releases.evidence(coverage, failed), at, artifacts);
    }

    private RecordedDecision decide(
            Environment environment, int build, Evidence evidence, Instant at, Artifact... artifacts)
            throws LedgerException {
        Admissions admissions = new Admissions(environment, Optional.empty(), ledger.exemptions());
        ReleaseContext context =
                admissions.context(Releases.build(build), List.of(artifacts), evidence, Baseline.notNeeded(), at);
        return ledger.record(admissions.decide(context, ledger.promotions()), context, Releases.ALICE);
    }

    private static GateResult gate(Decision decision, String name) {
        return decision.gates().stream()
                .filter(gate -> gate.gate().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private StandingExemption ask(RecordedDecision refused) throws LedgerException {
        return ask(
                refused,
                new WaiverAsked(
                        "production",
                        refused.id(),
                        List.of(SHIP),
                        "coverage",
                        Exemptions.grounds(gate(refused.decision(), "coverage"), Evidence.none()),
                        NOW.plus(Duration.ofHours(2))));
    }

    private StandingExemption ask(RecordedDecision refused, ExemptionAsked event) throws LedgerException {
        return ledger.exemptions().ask(event, refused.entry(), Releases.ALICE, "generated code", "CHG-1", NOW);
    }

    private StandingExemption breakGlass(RecordedDecision refused) throws LedgerException {
        return ask(
                refused, new BreakGlassAsked("production", refused.id(), List.of(SHIP), NOW.plus(Duration.ofHours(1))));
    }

    private StandingExemption grant(StandingExemption standing) throws LedgerException {
        return answer(standing, Answer.GRANTED, BOB);
    }

    private StandingExemption answer(StandingExemption standing, Answer answer, Actor who) throws LedgerException {
        Optional<Instant> until =
                answer == Answer.GRANTED ? Optional.of(NOW.plus(Duration.ofHours(2))) : Optional.empty();
        return ledger.exemptions().answer(standing, answer, until, who, ALIASES, "because", NOW);
    }

    private Promotions.Admitted admitted(Instant at) throws LedgerException {
        return ledger.promotions().admitted(production(), List.of(SHIP), at);
    }

    @Test
    void shouldLetThroughWhatAnotherPersonHasWaived() throws LedgerException {
        StandingExemption asked = ask(decide(production(), 1, 70, 0, NOW, SHIP));
        assertThat(decide(production(), 1, 70, 0, NOW, SHIP).decision().passed())
                .as("only asked for")
                .isFalse();

        StandingExemption granted = grant(asked);
        RecordedDecision now = decide(production(), 1, 70, 0, LATER, SHIP);

        assertThat(granted.state()).isEqualTo(State.GRANTED);
        assertThat(now.decision().outcome()).isEqualTo(Verdict.Kind.WAIVED);
        assertThat(gate(now.decision(), "coverage").verdict()).isInstanceOfSatisfying(Verdict.Waived.class, waived -> {
            assertThat(waived.waiver()).isEqualTo(asked.id());
            assertThat(waived.grounds().why()).contains("Waiver " + asked.id(), "this gate failed", "70");
        });
        assertThat(gate(now.decision(), "coverage").criteria())
                .extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.FAILED);
        assertThat(now.decision().validUntil()).isEqualTo(NOW.plus(Duration.ofHours(2)));
        assertThat(admitted(LATER).decision()).contains(now.entry());
        assertThat(((Event.DecisionMade) ledger.event(now.entry()).orElseThrow()).gates())
                .anySatisfy(line -> assertThat(line.waiver()).contains(asked.id()));
    }

    @Test
    void shouldNotCountForAnythingElse() throws LedgerException {
        grant(ask(decide(production(), 1, 70, 0, NOW, SHIP)));

        assertThat(decide(production(), 1, 70, 0, LATER, OTHER).decision().passed())
                .as("other files")
                .isFalse();
        assertThat(decide(production(), 1, 70, 0, LATER, SHIP, OTHER).decision().passed())
                .as("more files")
                .isFalse();
        assertThat(decide(production(), 1, 60, 0, LATER, SHIP).decision().passed())
                .as("something else was found")
                .isFalse();
        assertThat(decide(production(), 1, 70, 1, LATER, SHIP).decision().passed())
                .as("another gate")
                .isFalse();
        Environment strict = production(new WaiverDefinition(List.of("tests"), "", ""), ApprovalDefinition.NONE, "");
        assertThat(decide(strict, 1, 70, 0, LATER, SHIP).decision().passed())
                .as("the owner doesn't allow it any more")
                .isFalse();
        assertThat(decide(production(), 1, 70, 0, NOW.plus(Duration.ofHours(2)), SHIP)
                        .decision()
                        .passed())
                .as("it is over")
                .isFalse();
    }

    @Test
    void shouldNotAdmitAnyMoreOnceItIsWithdrawn() throws LedgerException {
        StandingExemption granted = grant(ask(decide(production(), 1, 70, 0, NOW, SHIP)));
        decide(production(), 1, 70, 0, LATER, SHIP);

        StandingExemption withdrawn = answer(granted, Answer.WITHDRAWN, CAROL);

        assertThat(withdrawn.state()).isEqualTo(State.WITHDRAWN);
        assertThat(admitted(LATER).why())
                .contains("relies on exception " + granted.id() + " for gate coverage, which was withdrawn");
        assertThat(decide(production(), 1, 70, 0, LATER, SHIP).decision().passed())
                .isFalse();
    }

    @Test
    void shouldBeAnsweredOnceAndBySomebodyElse() throws LedgerException {
        StandingExemption asked = ask(decide(production(), 1, 70, 0, NOW, SHIP));
        Actor alias = new Actor("alice-admin", "Alice", Actor.Means.SESSION);
        for (Actor self : List.of(Releases.ALICE, alias)) {
            assertThatThrownBy(() -> answer(asked, Answer.GRANTED, self)).hasMessageContaining("Another person");
            assertThatThrownBy(() -> answer(asked, Answer.REFUSED, self)).hasMessageContaining("Another person");
        }
        assertThatThrownBy(() -> answer(asked, Answer.GRANTED, new Actor("", "", Actor.Means.UNKNOWN)))
                .isInstanceOf(IllegalArgumentException.class);
        StandingExemption refused = answer(asked, Answer.REFUSED, BOB);

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThatThrownBy(() -> answer(refused, Answer.GRANTED, CAROL)).hasMessageContaining("was refused already");
        assertThatThrownBy(() -> answer(refused, Answer.WITHDRAWN, CAROL)).hasMessageContaining("nothing to withdraw");
        assertThat(decide(production(), 1, 70, 0, LATER, SHIP).decision().passed())
                .isFalse();
    }

    @Test
    void shouldNotBeGrantedAfterItsTimeNorWhenNobodyKnowsWhoAsked() throws LedgerException {
        StandingExemption asked = ask(decide(production(), 1, 70, 0, NOW, SHIP));
        StandingExemption late = ledger.exemptions()
                .standing(asked.id(), NOW.plus(Duration.ofHours(2)))
                .orElseThrow();
        assertThat(late.state()).isEqualTo(State.EXPIRED);
        assertThatThrownBy(() -> answer(late, Answer.GRANTED, BOB)).hasMessageContaining("is over already");

        ledger.erasure().person("alice", BOB, "she asked for it", NOW);
        assertThatThrownBy(() -> answer(asked, Answer.GRANTED, BOB)).hasMessageContaining("isn't kept any more who");
    }

    @Test
    void shouldKeepNoReasonInTheTrail() throws LedgerException {
        StandingExemption granted = grant(ask(decide(production(), 1, 70, 0, NOW, SHIP)));

        assertThat(granted.asked().body().toString())
                .doesNotContain("generated code")
                .doesNotContain("CHG-1");
        assertThat(ledger.people(granted.asked().seq()).value(ExemptionAsked.TICKET))
                .contains("CHG-1");
    }

    @Test
    void shouldOverruleEverythingWhenTwoHaveBrokenTheGlass() throws LedgerException {
        ApprovalDefinition two = new ApprovalDefinition(
                "2 distinct people",
                "",
                false,
                "",
                io.jenkins.lib.releasegates.approval.Exclusions.Ground.ALL,
                "",
                List.of());
        Environment closed = production(EXCEPTIONS, two, "Mon 00:00-00:01");
        RecordedDecision refused = decide(closed, 1, 10, 7, NOW, SHIP);
        StandingExemption asked = breakGlass(refused);
        assertThat(decide(closed, 1, 10, 7, NOW, SHIP).decision().passed())
                .as("one person alone")
                .isFalse();
        assertThatThrownBy(() -> answer(asked, Answer.GRANTED, Releases.ALICE)).hasMessageContaining("Another person");

        StandingExemption broken = grant(asked);
        RecordedDecision now = decide(closed, 1, 10, 7, LATER, SHIP);

        assertThat(now.decision().outcome()).isEqualTo(Verdict.Kind.WAIVED);
        assertThat(now.decision().gates())
                .filteredOn(gate -> gate.verdict().kind() == Verdict.Kind.WAIVED)
                .extracting(GateResult::gate)
                .containsExactly("environment: time", "environment: approval", "tests", "coverage");
        assertThat(broken.lacksReview()).isTrue();
        assertThat(decide(closed, 1, 10, 7, LATER, OTHER).decision().passed()).isFalse();
        Environment without = production(new WaiverDefinition(List.of("**"), "", ""), two, "Mon 00:00-00:01");
        assertThat(decide(without, 1, 10, 7, LATER, SHIP).decision().passed()).isFalse();
    }

    @Test
    void shouldNotLetAnotherJobInByBrokenGlass() throws LedgerException {
        Environment shopOnly = EnvironmentValidation.of(List.of(new EnvironmentDefinition(
                                "production",
                                "",
                                POLICY,
                                List.of("nobody/**"),
                                List.of(),
                                "",
                                "",
                                List.of(),
                                List.of(),
                                ApprovalDefinition.NONE)
                        .with(EXCEPTIONS)))
                .environment("production")
                .orElseThrow();
        grant(breakGlass(decide(shopOnly, 1, 90, 0, NOW, SHIP)));

        assertThat(decide(shopOnly, 1, 90, 0, LATER, SHIP).decision().passed())
                .as("the build that two people looked at")
                .isTrue();
        assertThat(decide(shopOnly, 2, 90, 0, LATER, SHIP).decision().passed())
                .as("another one with the same files")
                .isFalse();
    }

    @Test
    void shouldBeReviewedByAThird() throws LedgerException {
        StandingExemption broken = grant(breakGlass(decide(production(), 1, 10, 0, NOW, SHIP)));
        for (Actor involved : List.of(Releases.ALICE, BOB)) {
            assertThatThrownBy(() -> ledger.exemptions()
                            .review(broken, Finding.JUSTIFIED, involved, ALIASES, "I was right", LATER))
                    .hasMessageContaining("doesn't review");
        }
        StandingExemption reviewed =
                ledger.exemptions().review(broken, Finding.NOT_JUSTIFIED, CAROL, ALIASES, "there was time", LATER);

        assertThat(reviewed.lacksReview()).isFalse();
        assertThatThrownBy(() ->
                        ledger.exemptions().review(reviewed, Finding.JUSTIFIED, CAROL, ALIASES, "after all", LATER))
                .hasMessageContaining("nothing to review");
        assertThat(ledger.exemptions()
                        .newest(BreakGlassAsked.KIND, Optional.of("production"), 10, LATER)
                        .get(0)
                        .review())
                .isPresent();
    }

    @Test
    void shouldNotCoverOtherFindingsOfTheSameNumber() throws LedgerException {
        Environment strict = EnvironmentValidation.of(List.of(new EnvironmentDefinition(
                                "production",
                                "",
                                FINDINGS,
                                List.of("**"),
                                List.of(),
                                "",
                                "",
                                List.of(),
                                List.of(),
                                ApprovalDefinition.NONE)
                        .with(new WaiverDefinition(List.of("**"), "", ""))))
                .environment("production")
                .orElseThrow();
        Evidence first = Releases.evidence(Map.of(), Map.of("CVE-1", Severity.HIGH));
        Evidence other = Releases.evidence(Map.of(), Map.of("CVE-2", Severity.HIGH));
        RecordedDecision refused = decide(strict, 1, first, NOW, SHIP);
        GateResult gate = gate(refused.decision(), "vulnerable");
        assertThat(gate.verdict().kind().admits()).isFalse();
        grant(ask(
                refused,
                new WaiverAsked(
                        "production",
                        refused.id(),
                        List.of(SHIP),
                        "vulnerable",
                        Exemptions.grounds(gate, first),
                        NOW.plus(Duration.ofHours(2)))));

        assertThat(decide(strict, 1, first, LATER, SHIP).decision().passed()).isTrue();
        assertThat(decide(strict, 1, other, LATER, SHIP).decision().passed())
                .as("one finding as before, and another one")
                .isFalse();
    }

    @Test
    void shouldBeNoBaseline() throws LedgerException {
        RecordedDecision refused = decide(production(), 1, 70, 0, NOW, SHIP);
        grant(ask(refused));
        RecordedDecision waived = decide(production(), 1, 70, 0, LATER, SHIP);
        assertThat(waived.decision().passed()).isTrue();

        assertThat(ledger.admittedBefore(
                                Releases.build(9),
                                "production",
                                Releases.comparing(BaselineRule.DEFAULT),
                                Releases.evidence(70, 0),
                                LATER)
                        .evidence())
                .isEmpty();
        RecordedDecision good = decide(production(), 2, 90, 0, LATER, OTHER);
        assertThat(ledger.admittedBefore(
                                Releases.build(9),
                                "production",
                                Releases.comparing(BaselineRule.DEFAULT),
                                Releases.evidence(70, 0),
                                LATER)
                        .record())
                .as("what was admitted without an exception is one")
                .isPresent();
        assertThat(good.decision().passed()).isTrue();
    }

    @Test
    void shouldEndEarlierWhereTheOwnerShortensIt() throws LedgerException {
        grant(ask(decide(production(), 1, 70, 0, NOW, SHIP)));
        Environment hasty = production(new WaiverDefinition(List.of("cover*"), "5m", ""), ApprovalDefinition.NONE, "");

        assertThat(decide(hasty, 1, 70, 0, NOW.plus(Duration.ofMinutes(4)), SHIP)
                        .decision()
                        .validUntil())
                .isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(decide(hasty, 1, 70, 0, LATER, SHIP).decision().passed()).isFalse();
    }

    @Test
    void shouldRevokeWhatReliesOnItWhenItIsWithdrawn() throws LedgerException {
        StandingExemption granted = grant(ask(decide(production(), 1, 70, 0, NOW, SHIP)));
        RecordedDecision waived = decide(production(), 1, 70, 0, LATER, SHIP);
        StandingExemption withdrawn = answer(granted, Answer.WITHDRAWN, CAROL);

        ledger.exemptions().revokeWhatReliesOn(withdrawn, CAROL, LATER);

        assertThat(ledger.revocations().of(waived.id())).isPresent();
        assertThat(ledger.revocations().all(10)).hasSize(1);
    }

    @Test
    void shouldStandInARecordThatVerifies() throws Exception {
        StandingExemption granted = grant(ask(decide(production(), 1, 70, 0, NOW, SHIP)));
        RecordedDecision now = decide(production(), 1, 70, 0, LATER, SHIP);
        TrailEntry started = ledger.promotions()
                .begin(production(), now.entry(), List.of(SHIP), Releases.build(1), Releases.ALICE, LATER);
        StandingExemption broken = grant(breakGlass(now));
        ledger.exemptions().review(broken, Finding.JUSTIFIED, CAROL, ALIASES, "fine", LATER);
        ledger.close();

        VerificationReport report = TrailVerifier.verify(directory, VerifyOptions.NONE);

        assertThat(report.intact()).as(report.toString()).isTrue();
        assertThat(started.seq()).isGreaterThan(granted.asked().seq());
        ledger = Ledger.open(directory);
        assertThat(ledger.exemptions()
                        .standing(granted.id(), LATER)
                        .orElseThrow()
                        .state())
                .isEqualTo(State.GRANTED);
    }
}
