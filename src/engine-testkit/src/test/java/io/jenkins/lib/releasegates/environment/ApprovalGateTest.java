package io.jenkins.lib.releasegates.environment;

import static io.jenkins.lib.releasegates.environment.Candidate.ALIASES;
import static io.jenkins.lib.releasegates.environment.Candidate.CHANGES;
import static io.jenkins.lib.releasegates.environment.Candidate.EVIDENCE;
import static io.jenkins.lib.releasegates.environment.Candidate.IN_STAGING;
import static io.jenkins.lib.releasegates.environment.Candidate.NOBODY;
import static io.jenkins.lib.releasegates.environment.Candidate.OPEN;
import static io.jenkins.lib.releasegates.environment.Candidate.REQUEST;
import static io.jenkins.lib.releasegates.environment.Candidate.SHIP;
import static io.jenkins.lib.releasegates.environment.Candidate.approvedBy;
import static io.jenkins.lib.releasegates.environment.Candidate.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.Effect;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What enters an environment whose owner has people approve it. */
class ApprovalGateTest {

    private static final Instant NIGHT = Instant.parse("2026-11-20T20:00:00Z");
    private static final String NAME = "environment: approval";
    private static final Deployments NOWHERE = (environment, artifact) -> Optional.empty();

    private static GateResult approval(Decision decision) {
        List<GateResult> gates =
                decision.gates().stream().filter(Admissions::isApproval).toList();
        assertThat(gates).extracting(GateResult::gate).containsExactly(NAME);
        return gates.get(0);
    }

    private static String why(Decision decision) {
        return approval(decision).verdict().grounds().why();
    }

    @Test
    void shouldNotAdmitWhatNobodyWasAskedAbout() {
        Decision decision = Candidate.first().alone();

        assertThat(decision.effect()).isEqualTo(new Effect(Effect.Mark.NONE, Effect.Mark.UNSTABLE, false));
        assertThat(decision.outcome()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
        assertThat(approval(decision).verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
        assertThat(approval(decision).criticality()).isEqualTo(Criticality.NOTE);
        assertThat(approval(decision).verdict().grounds().observed()).isEqualTo("nobody was asked");
        assertThat(Admissions.lacksOnlyPeople(decision.gates())).isTrue();
    }

    @Test
    void shouldAskNobodyWhereTheOwnerDoesNot() {
        Candidate first = Candidate.first();
        Admissions admissions = new Admissions(Environments.of(Environments.production()), Optional.empty());
        ReleaseContext context = admissions.context(
                first.context().subject(), List.of(SHIP), first.evidence(), Baseline.notNeeded(), OPEN);

        assertThat(admissions.decide(context, IN_STAGING).gates()).noneMatch(Admissions::isApproval);
    }

    @Test
    void shouldNotAdmitWhilePeopleAreMissing() {
        ApprovalRequest asked = Candidate.first().asked();
        for (ApprovalRequest waiting : List.of(asked, approvedBy(asked, "quentin", "rosalind"))) {
            Decision decision = Candidate.first().after(waiting);

            assertThat(waiting.status()).isEqualTo(Status.WAITING);
            assertThat(decision.effect()).isEqualTo(new Effect(Effect.Mark.NONE, Effect.Mark.UNSTABLE, false));
            assertThat(approval(decision).verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
            assertThat(approval(decision).verdict().grounds().observed()).isEqualTo("request " + REQUEST + ", WAITING");
            assertThat(why(decision)).isEqualTo("Those who were asked haven't all approved.");
        }
    }

    @Test
    void shouldAdmitWhatWasApproved() {
        Decision decision = Candidate.first().after(Candidate.first().approved());

        assertThat(decision.effect().admits()).as(decision.explanation()).isTrue();
        assertThat(approval(decision).verdict().kind()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(why(decision)).isEqualTo("It was approved as it is now.");
        assertThat(decision.gates())
                .extracting(GateResult::gate)
                .containsExactly(
                        "environment: job",
                        "environment: pipeline",
                        "environment: artifact",
                        "environment: order",
                        "environment: time",
                        NAME,
                        "coverage");
    }

    static Stream<Arguments> changes() {
        Candidate first = Candidate.first();
        return Stream.of(
                Arguments.of("another artifact", first.of(Releases.artifact("x.jar")), List.of("the artifacts")),
                Arguments.of(
                        "other bytes under the same name",
                        first.of(new Artifact("ship.jar", EVIDENCE, SHIP.size())),
                        List.of("the artifacts")),
                Arguments.of("more changes", first.bringing("c1", "c2"), List.of("the list of changes")),
                Arguments.of("no change", first.bringing(), List.of("the list of changes")),
                Arguments.of(
                        "a stricter owner",
                        first.under(Environments.POLICY.replace("80", "81")),
                        List.of("the policy")),
                Arguments.of(
                        "one more gate of the owner's",
                        first.under(Environments.POLICY
                                + "    - {name: lines, criteria: [{metric: coverage.line, threshold: 10}]}\n"),
                        List.of("the policy", "the list of gates")),
                Arguments.of(
                        "a pipeline that demands more",
                        first.with(Releases.policy(Environments.POLICY.replace("80", "70"))),
                        List.of("the policy", "the list of gates")),
                Arguments.of("other evidence", first.judgedBy(CHANGES), List.of("gate coverage: other evidence")),
                Arguments.of(
                        "a worse verdict on the same evidence",
                        first.covering(10),
                        List.of("gate coverage: PASSED became FAILED")),
                Arguments.of(
                        "a worse verdict of the environment",
                        first.known(NOWHERE),
                        List.of("gate \"environment: order\": PASSED became FAILED")),
                Arguments.of(
                        "all of it",
                        first.of(Releases.artifact("x.jar")).bringing("c2").judgedBy(CHANGES),
                        List.of("the artifacts", "the list of changes", "gate coverage: other evidence")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void shouldNotAdmitWhatHasChangedSince(String what, Candidate candidate, List<String> changed) {
        Decision decision = candidate.after(Candidate.first().approved());

        assertThat(decision.effect().admits()).as(what).isFalse();
        assertThat(decision.effect().build()).isEqualTo(Effect.Mark.FAILURE);
        assertThat(approval(decision).verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
        assertThat(approval(decision).criticality()).isEqualTo(Criticality.FAILURE);
        assertThat(why(decision))
                .isEqualTo("What was asked about has changed since: " + String.join("; ", changed) + ".");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void shouldNotWaitForAnApprovalOfWhatHasChangedSince(String what, Candidate candidate, List<String> changed) {
        Decision decision = candidate.after(Candidate.first().asked());

        assertThat(decision.effect().admits()).as(what).isFalse();
        assertThat(approval(decision).criticality()).isEqualTo(Criticality.FAILURE);
        assertThat(why(decision)).contains(changed);
    }

    @Test
    void shouldTellPoliciesOfThePipelineApart() {
        Candidate demanding = Candidate.first().with(Releases.policy(Environments.POLICY.replace("80", "70")));
        Candidate milder = Candidate.first().with(Releases.policy(Environments.POLICY.replace("80", "60")));

        assertThat(demanding.after(demanding.approved()).effect().admits()).isTrue();
        assertThat(why(milder.after(demanding.approved())))
                .isEqualTo("What was asked about has changed since: the policy.");
        assertThat(why(Candidate.first().after(demanding.approved()))).contains("the policy; the list of gates");
    }

    @Test
    void shouldAdmitWhatHasBecomeBetterOnTheSameEvidence() {
        Candidate worse = Candidate.first().covering(10).known(NOWHERE);
        Decision decision = Candidate.first().after(worse.approved());

        assertThat(decision.effect().admits()).as(decision.explanation()).isTrue();
        assertThat(worse.after(worse.approved()).effect().admits()).isFalse();
        assertThat(approval(worse.after(worse.approved())).verdict().kind()).isEqualTo(Verdict.Kind.PASSED);
    }

    static Stream<Arguments> ended() {
        ApprovalRequest asked = Candidate.first().asked();
        ApprovalRequest approved = Candidate.first().approved();
        Instant at = OPEN.minusSeconds(10);
        return Stream.of(
                Arguments.of(rejected(asked), Status.REJECTED, Verdict.Kind.FAILED),
                Arguments.of(asked.expire(asked.deadline()), Status.TIMED_OUT, Verdict.Kind.INCONCLUSIVE),
                Arguments.of(asked.supersede(at), Status.SUPERSEDED, Verdict.Kind.INCONCLUSIVE),
                Arguments.of(asked.abort(at), Status.ABORTED, Verdict.Kind.INCONCLUSIVE),
                Arguments.of(
                        approved.recheck(NOBODY, at, ALIASES, (account, group) -> false),
                        Status.STALE,
                        Verdict.Kind.INCONCLUSIVE));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("ended")
    void shouldNotAdmitWhatEndedOtherwise(ApprovalRequest request, Status status, Verdict.Kind verdict) {
        Decision decision = Candidate.first().after(request);

        assertThat(request.status()).isEqualTo(status);
        assertThat(decision.effect().admits()).isFalse();
        assertThat(decision.effect().build()).isEqualTo(Effect.Mark.FAILURE);
        assertThat(approval(decision).verdict().kind()).isEqualTo(verdict);
        assertThat(approval(decision).verdict().grounds().observed())
                .isEqualTo("request " + REQUEST + ", " + status.name());
        assertThat(why(decision))
                .isEqualTo(
                        status == Status.REJECTED
                                ? "Somebody who was asked refused it."
                                : "The request ended without an approval.");
        assertThat(Candidate.first().bringing("c9").after(request).effect().admits())
                .isFalse();
    }

    @Test
    void shouldKeepAnApprovalWhileItIsClosedAndNotAdmit() {
        ApprovalRequest approved = Candidate.first().approved();
        Decision night = Candidate.first().at(NIGHT).after(approved);

        assertThat(approval(night).verdict().kind()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(night.effect().admits()).isFalse();
        assertThat(Admissions.lacksOnlyPeople(night.gates())).isTrue();
        assertThat(night.gates().stream().filter(Admissions::isTime))
                .singleElement()
                .satisfies(time -> assertThat(time.verdict().kind()).isEqualTo(Verdict.Kind.FAILED));
        assertThat(Candidate.first().after(approved).effect().admits()).isTrue();
        assertThat(Candidate.first().at(NIGHT).content())
                .isEqualTo(Candidate.first().content());
    }

    @Test
    void shouldTellWhetherNothingButPeopleIsMissing() {
        Candidate first = Candidate.first();

        assertThat(Admissions.lacksOnlyPeople(first.alone().gates())).isTrue();
        assertThat(Admissions.lacksOnlyPeople(first.at(NIGHT).alone().gates())).isTrue();
        assertThat(Admissions.lacksOnlyPeople(first.after(first.asked()).gates()))
                .isTrue();
        assertThat(Admissions.lacksOnlyPeople(first.covering(10).alone().gates()))
                .isFalse();
        assertThat(Admissions.lacksOnlyPeople(first.known(NOWHERE).alone().gates()))
                .isFalse();
        assertThat(Admissions.lacksOnlyPeople(first.with(Releases.policy(Environments.POLICY.replace("80", "95")))
                        .alone()
                        .gates()))
                .isFalse();
        Decision advised = first.under(Environments.POLICY
                        + "    - {name: lines, advisory: true, criteria: [{metric: coverage.line, threshold: 95}]}\n")
                .alone();
        assertThat(advised.gates())
                .anyMatch(gate -> gate.advisory() && gate.verdict().kind() == Verdict.Kind.FAILED);
        assertThat(Admissions.lacksOnlyPeople(advised.gates())).isTrue();
    }

    @Test
    void shouldNotTakeAGateOfThePolicyForItsOwn() {
        Decision decision = Candidate.first().alone();

        assertThat(decision.gates().stream().filter(Admissions::isTime)).hasSize(1);
        assertThat(decision.gates().stream().filter(Admissions::isApproval)).hasSize(1);
        assertThat(decision.gates())
                .filteredOn(gate -> gate.gate().equals("coverage"))
                .noneMatch(Admissions::isApproval)
                .noneMatch(Admissions::isTime);
    }

    @Test
    void shouldRecordNobody(@TempDir Path directory) throws IOException, LedgerException {
        Candidate first = Candidate.first();
        ApprovalRequest asked = first.asked();
        try (Ledger ledger = Ledger.open(directory)) {
            for (ApprovalRequest request : Stream.concat(
                            Stream.of(asked, approvedBy(asked, "rosalind"), first.approved()),
                            ended().map(row -> (ApprovalRequest) row.get()[0]))
                    .toList()) {
                ledger.record(first.after(request), first.context(), Releases.ALICE);
                ledger.record(
                        first.bringing("c9").after(request),
                        first.bringing("c9").context(),
                        Releases.ALICE);
            }
            ledger.record(first.alone(), first.context(), Releases.ALICE);
        }

        assertThat(Files.readString(directory.resolve("trail/000000000000.jsonl")))
                .contains(NAME, "WAITING", "APPROVED", "REJECTED", "TIMED_OUT", "SUPERSEDED", "ABORTED", "STALE")
                .doesNotContain("quentin", "rosalind", "ursula", "zebulon", "gatekeepers", "the moon");
    }
}
