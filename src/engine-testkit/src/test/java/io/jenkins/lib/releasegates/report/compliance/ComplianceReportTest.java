package io.jenkins.lib.releasegates.report.compliance;

import static io.jenkins.lib.releasegates.report.compliance.Promoted.DAY;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.NEXT_DAY;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.NOW;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.kinds;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.ship;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.audit.Approvals.Standing;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Shown;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import io.jenkins.lib.releasegates.report.control.Controls;
import io.jenkins.lib.releasegates.report.control.Fact;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of promotions in a real ledger, and what it doesn't let pass. */
class ComplianceReportTest {

    private static final Subject BUILD = Releases.build(1);

    @TempDir
    private Path directory;

    private Ledger ledger;
    private Promoted promoted;

    @BeforeEach
    void open() throws LedgerException {
        ledger = Ledger.open(directory);
        promoted = new Promoted(ledger);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private TrailEntry begin(TrailEntry decision) throws LedgerException {
        return promoted.begin(decision, BUILD, NOW, ship(1));
    }

    private ComplianceReport after(TrailEntry decision) throws LedgerException {
        promoted.end(begin(decision), Outcome.SUCCEEDED, NOW);
        return promoted.report();
    }

    private static String words(ComplianceReport report, Kind kind) {
        return report.exceptions().stream()
                .filter(one -> one.kind() == kind)
                .map(Exceptional::words)
                .reduce("", (all, one) -> all + one + "\n");
    }

    @Test
    void shouldFindNothingExceptionalWhereAllIsInOrder() throws LedgerException {
        TrailEntry started = promoted.orderly(1, NOW);

        ComplianceReport report = promoted.report();

        assertThat(report.exceptions()).isEmpty();
        assertThat(report.complete()).isTrue();
        assertThat(report.promotions()).hasSize(1);
        Promotion one = report.promotions().get(0);
        assertThat(one.entry()).isEqualTo(started.id());
        assertThat(one.about()).isEqualTo("shop/checkout #1");
        assertThat(one.artifacts()).containsExactly(ship(1));
        assertThat(one.end().orElseThrow().outcome()).isEqualTo("SUCCEEDED");
        assertThat(one.changes().orElseThrow().commits()).isEqualTo(1);
        assertThat(one.evidence()).isEqualTo(Promotion.Kept.KEPT);
        assertThat(one.approvals()).singleElement().satisfies(request -> {
            assertThat(request.status()).isEqualTo("APPROVED");
            assertThat(request.rule()).contains("1 of alice, bob");
            assertThat(request.enforced())
                    .containsExactlyInAnyOrder("STARTED", "CHANGED", "CONFIGURED", "REQUESTED_WAIVER");
            assertThat(request.answers()).singleElement().satisfies(answer -> {
                assertThat(answer.by().id()).contains("bob");
                assertThat(answer.reason()).contains("fine");
            });
        });
        assertThat(report.facts())
                .containsEntry(Fact.EVERY_PROMOTION_ADMITTED, Shown.YES)
                .containsEntry(Fact.APPROVER_NOT_AUTHOR, Shown.YES)
                .containsEntry(Fact.WAIVERS_REVIEWED, Shown.NONE)
                .containsEntry(Fact.RECORD_STRENGTH, Shown.UNKNOWN);
        assertThat(report.refusals()).as("the decision that waited for bob").isEqualTo(1);
        assertThat(report.strength()).anyMatch(words -> words.startsWith("Strength: chain."));
    }

    @Test
    void shouldTellWhatIsMissingWhereNobodyWasAsked() throws LedgerException {
        ComplianceReport report =
                after(promoted.decide(Promoted.open(), BUILD, Releases.evidence(90, 0), NOW, ship(1)));

        assertThat(kinds(report)).containsExactly(Kind.NO_APPROVAL, Kind.CHANGES_UNKNOWN, Kind.WEAK_PROVENANCE);
        assertThat(report.facts())
                .containsEntry(Fact.PROMOTIONS_APPROVED, Shown.NO)
                .containsEntry(Fact.CHANGE_LIST_KNOWN, Shown.UNKNOWN)
                .containsEntry(Fact.EVIDENCE_PROVENANCE, Shown.NO)
                .containsEntry(Fact.EVERY_PROMOTION_ADMITTED, Shown.YES);
        assertThat(report.controls().get(0).answers())
                .containsExactly(Shown.NO, Shown.NO, Shown.NO, Shown.NONE, Shown.UNKNOWN);
    }

    @Test
    void shouldTellThatADecisionDidNotAdmit() throws LedgerException {
        ComplianceReport report = after(promoted.decide(Promoted.open(), BUILD, Promoted.scanned(10), NOW, ship(1)));

        assertThat(words(report, Kind.NOT_ADMITTED))
                .contains("doesn't admit")
                .contains("Gate coverage of decision")
                .contains("says FAILED");
        assertThat(report.facts()).containsEntry(Fact.EVERY_PROMOTION_ADMITTED, Shown.NO);
    }

    @Test
    void shouldTellThatADecisionIsAboutOtherFiles() throws LedgerException {
        TrailEntry decision = promoted.admitted(1, NOW, ship(2));

        assertThat(words(after(decision), Kind.NOT_ADMITTED)).contains("isn't about ship-1.jar " + ship(1).digest());
    }

    @Test
    void shouldTellThatALaterDecisionHadRefused() throws LedgerException {
        TrailEntry decision = promoted.admitted(1, NOW, ship(1));
        promoted.decide(Promoted.approved(), Releases.build(2), Promoted.scanned(10), NOW, ship(1));

        assertThat(words(after(decision), Kind.NOT_ADMITTED)).contains("refused ship-1.jar after decision");
    }

    @Test
    void shouldTellThatAJudgementOrNothingAdmitted() throws LedgerException {
        TrailEntry judged = ledger.record(
                        Releases.decide(Releases.context(BUILD, Releases.evidence(90, 0), ship(1))),
                        Releases.context(BUILD, Releases.evidence(90, 0), ship(1)),
                        Releases.ALICE)
                .entry();
        promoted.end(begin(judged), Outcome.SUCCEEDED, NOW);
        promoted.end(begin(ledger.entry(0).orElseThrow()), Outcome.SUCCEEDED, NOW);

        ComplianceReport report = promoted.report();
        assertThat(words(report, Kind.NOT_ADMITTED)).contains("is no admission to an environment");
        assertThat(words(report, Kind.DECISION_UNREADABLE)).contains("which this record doesn't have");
        assertThat(report.facts()).containsEntry(Fact.EVERY_PROMOTION_ADMITTED, Shown.NO);
    }

    @Test
    void shouldTellThatTheDecisionWasOverOrRevoked() throws LedgerException {
        TrailEntry late = promoted.admitted(1, NOW.minus(Duration.ofHours(25)), ship(1));
        assertThat(kinds(after(late))).containsExactly(Kind.AFTER_VALIDITY);

        TrailEntry revoked = promoted.admitted(2, NOW, ship(2));
        ledger.revocations().revoke(revoked.id(), Releases.ALICE, "a finding", NOW);
        TrailEntry after = promoted.begin(revoked, Releases.build(2), NOW, ship(2));
        promoted.end(after, Outcome.SUCCEEDED, NOW);
        TrailEntry standing = promoted.orderly(3, NOW);
        ledger.revocations().revoke(standing.body().path("decision").asText(), Releases.ALICE, "later", NOW);

        ComplianceReport report = promoted.report();
        assertThat(kinds(report)).containsExactly(Kind.AFTER_VALIDITY, Kind.AFTER_REVOCATION, Kind.REVOKED_LATER);
        assertThat(words(report, Kind.AFTER_REVOCATION)).contains("before this began");
        assertThat(report.promotions().get(1).revocation().orElseThrow().reason())
                .contains("a finding");
    }

    @Test
    void shouldTellOfSelfApproval() throws LedgerException {
        Standing asked = promoted.ask(BUILD, Ground.ALL, Set.of(), true, NOW, ship(1));
        TrailEntry decision = promoted.decide(promoted.approve(asked, "alice", NOW), BUILD, NOW, ship(1));
        TrailEntry started = ledger.promotions()
                .begin(Promoted.approved(), decision, java.util.List.of(ship(1)), BUILD, Promoted.actor("alice"), NOW);
        promoted.end(started, Outcome.SUCCEEDED, NOW);

        ComplianceReport named = promoted.report();
        ComplianceReport unnamed = promoted.report(new Scope("production", DAY, NEXT_DAY, 0, "", false, "chain"));

        assertThat(kinds(named)).containsExactly(Kind.SELF_APPROVAL);
        assertThat(kinds(unnamed)).containsExactly(Kind.SELF_APPROVAL);
        assertThat(unnamed.promotions().toString()).doesNotContain("alice").contains("WITHHELD");
        assertThat(CompliancePage.file(unnamed)).doesNotContain("alice");
    }

    @Test
    void shouldTellOfSwitchedOffExclusionsAndDoubts() throws LedgerException {
        Standing asked = promoted.ask(
                BUILD,
                Set.of(Ground.STARTED),
                Set.of(Doubt.Kind.REPLAYED, Doubt.Kind.INCOMPLETE_RANGE),
                false,
                NOW,
                ship(1));
        ComplianceReport report = after(promoted.decide(promoted.approve(asked, "bob", NOW), BUILD, NOW, ship(1)));

        assertThat(kinds(report)).containsExactly(Kind.EXCLUSION_OFF, Kind.UNKNOWN_AUTHORSHIP, Kind.CHANGES_UNKNOWN);
        assertThat(words(report, Kind.EXCLUSION_OFF)).contains("CHANGED, CONFIGURED, REQUESTED_WAIVER");
        assertThat(words(report, Kind.UNKNOWN_AUTHORSHIP)).contains("a replay or a restart from a stage is on the way");
    }

    @Test
    void shouldTellThatNobodyKnowsHowItEnded() throws LedgerException {
        promoted.end(begin(promoted.admitted(1, NOW, ship(1))), Outcome.LOST, NOW);
        promoted.begin(promoted.admitted(2, NOW, ship(2)), Releases.build(2), NOW, ship(2));

        ComplianceReport report = promoted.report();
        assertThat(kinds(report)).containsExactly(Kind.END_UNKNOWN, Kind.NOT_ENDED);
        assertThat(report.facts()).containsEntry(Fact.OUTCOME_KNOWN, Shown.UNKNOWN);
        assertThat(report.promotions().get(1).end()).isEmpty();
    }

    @Test
    void shouldTellWhatWasRecordedLate() throws LedgerException {
        TrailEntry started = begin(promoted.admitted(1, NOW, ship(1)));
        promoted.orderly(2, NOW.plusSeconds(3_600));
        promoted.end(started, Outcome.SUCCEEDED, NOW.plusSeconds(60));

        assertThat(kinds(promoted.report())).containsExactly(Kind.RECORDED_LATE);
    }

    @Test
    void shouldTellOfReplayedBuilds() throws LedgerException {
        Subject replayed = Releases.build(1, "main", Subject.Origin.REPLAY);
        Standing asked = promoted.ask(replayed, Ground.ALL, Set.of(), true, NOW, ship(1));
        TrailEntry decision = promoted.decide(promoted.approve(asked, "bob", NOW), replayed, NOW, ship(1));
        promoted.end(promoted.begin(decision, replayed, NOW, ship(1)), Outcome.FAILED, NOW);

        ComplianceReport report = promoted.report();
        assertThat(kinds(report)).containsExactly(Kind.REPEATED_BUILD);
        assertThat(report.promotions().get(0).end().orElseThrow().outcome()).isEqualTo("FAILED");
    }

    @Test
    void shouldTakePromotionsOfThePeriodAndThoseThatEndInIt() throws LedgerException {
        promoted.orderly(1, DAY.minusMillis(1));
        TrailEntry into = promoted.begin(
                promoted.admitted(2, DAY.minusMillis(1), ship(2)), Releases.build(2), DAY.minusMillis(1), ship(2));
        promoted.end(into, Outcome.SUCCEEDED, DAY);
        TrailEntry first = promoted.orderly(3, DAY);
        TrailEntry outOf = promoted.begin(
                promoted.admitted(4, NEXT_DAY.minusMillis(1), ship(4)),
                Releases.build(4),
                NEXT_DAY.minusMillis(1),
                ship(4));
        promoted.end(outOf, Outcome.SUCCEEDED, NEXT_DAY.plusSeconds(5));
        promoted.orderly(5, NEXT_DAY);

        ComplianceReport report = promoted.report();

        assertThat(report.promotions()).extracting(Promotion::entry).containsExactly(into.id(), first.id(), outOf.id());
        assertThat(report.promotions()).extracting(Promotion::beganBefore).containsExactly(true, false, false);
        assertThat(report.promotions()).allMatch(one -> one.end().isPresent());
        assertThat(report.exceptions()).isEmpty();
        assertThat(report.sample().population()).isEqualTo(2);
    }

    @Test
    void shouldShowNothingOfAnEmptyPeriod() throws LedgerException {
        promoted.orderly(1, NEXT_DAY);

        ComplianceReport report = promoted.report();

        assertThat(report.promotions()).isEmpty();
        assertThat(report.facts().get(Fact.EVERY_PROMOTION_ADMITTED)).isEqualTo(Shown.UNKNOWN);
        assertThat(report.controls())
                .allSatisfy(control -> assertThat(control.answers()).doesNotContain(Shown.NO));
        assertThat(report.exceptions()).isEmpty();
        assertThat(kinds(promoted.report(Scope.of("elsewhere", DAY, NEXT_DAY, 1))))
                .containsExactly(Kind.UNKNOWN_ENVIRONMENT);
        assertThat(promoted.report(Scope.of("elsewhere", DAY, NEXT_DAY, 1))
                        .facts()
                        .get(Fact.PROMOTIONS_APPROVED))
                .isEqualTo(Shown.UNKNOWN);
        assertThat(CompliancePage.file(report)).contains("The record has no promotion to this environment");
    }

    @Test
    void shouldSayThatAPeriodIsTooLongAndDrawNothingFromAPart() throws LedgerException {
        for (int build = 1; build <= 3; build++) {
            promoted.orderly(build, NOW.plusSeconds(build));
        }

        ComplianceReport report =
                ComplianceReport.of(ledger, Scope.of("production", DAY, NEXT_DAY, 2), Controls.shipped(), 2, NEXT_DAY);

        assertThat(report.complete()).isFalse();
        assertThat(report.promotions()).extracting(Promotion::number).containsExactly(2, 3);
        assertThat(words(report, Kind.INCOMPLETE)).contains("more than 2 promotions");
        assertThat(report.sample().drawn()).isEmpty();
        assertThat(report.sample().why()).contains("nothing is drawn");
        assertThat(report.facts().values()).doesNotContain(Shown.YES);
    }

    @Test
    void shouldTellOfRulesThatChanged() throws LedgerException {
        promoted.orderly(1, NOW);
        ledger.record(
                new ConfigurationChanged(
                        "environments",
                        new TreeMap<>(Map.of("production.jobs", "a", "staging.jobs", "b")),
                        new TreeMap<>(Map.of("production.jobs", "**", "staging.jobs", "c"))),
                EntrySubject.ledger(),
                Promoted.actor("carol"),
                Map.of(),
                NOW);
        ledger.record(
                new ConfigurationChanged("environments", new TreeMap<>(), new TreeMap<>(Map.of("staging.jobs", "d"))),
                EntrySubject.ledger(),
                Promoted.actor("carol"),
                Map.of(),
                NOW);

        ComplianceReport report = promoted.report();

        assertThat(kinds(report)).containsExactly(Kind.RULES_CHANGED);
        assertThat(report.edits()).singleElement().satisfies(edit -> {
            assertThat(edit.by().id()).contains("carol");
            assertThat(edit.settings()).containsExactly("production.jobs: 'a' -> '**'");
        });
    }

    @Test
    void shouldTellOfRulesThatChangedWithoutAnEvent() throws LedgerException {
        TrailEntry first = promoted.decide(Promoted.open(), BUILD, Promoted.scanned(90), NOW, ship(1));
        promoted.end(begin(first), Outcome.SUCCEEDED, NOW);
        promoted.orderly(2, NOW);

        assertThat(kinds(promoted.report())).contains(Kind.RULES_CHANGED_UNTOLD);
    }

    @Test
    void shouldDemandTheStrengthThatWasAskedFor() throws LedgerException {
        promoted.orderly(1, NOW);

        ComplianceReport report = promoted.report(new Scope("production", DAY, NEXT_DAY, 0, "", true, "signed"));

        assertThat(words(report, Kind.RECORD_WEAKER)).contains("is chain, and signed is demanded");
        assertThat(report.facts()).containsEntry(Fact.RECORD_STRENGTH, Shown.NO);
    }

    @Test
    void shouldReadDaysAndInstants() {
        assertThat(Scope.from("2026-11-21")).contains(DAY);
        assertThat(Scope.to("2026-11-21")).contains(NEXT_DAY);
        assertThat(Scope.to("2026-11-21T10:00:00Z")).contains(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(Scope.from("yesterday")).isEmpty();
        assertThat(Scope.to("2026-13-01")).isEmpty();
    }
}
