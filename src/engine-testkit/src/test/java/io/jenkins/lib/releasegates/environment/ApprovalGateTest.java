package io.jenkins.lib.releasegates.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Accepted;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.approval.Membership;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.Effect;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.Policy;
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

    /** A Friday at noon in Zurich, and the night after. */
    private static final Instant OPEN = Instant.parse("2026-11-20T11:00:00Z");

    private static final Instant NIGHT = Instant.parse("2026-11-20T20:00:00Z");

    private static final String NAME = "environment: approval";
    private static final String REQUEST = "0123456789abcdef/7";
    private static final Artifact SHIP = Releases.artifact("ship.jar");
    private static final Digest EVIDENCE = Releases.artifact("evidence").digest();
    private static final Digest CHANGES = ApprovalContent.changesOf(List.of("c1"));
    private static final Deployments IN_STAGING = (environment, artifact) -> Optional.of("deployment 7");
    private static final Deployments NOWHERE = (environment, artifact) -> Optional.empty();
    private static final PersonAliases ALIASES = PersonAliases.of(List.of(), account -> account);
    private static final Membership GROUPS =
            (account, group) -> List.of("quentin", "rosalind").contains(account);
    private static final Exclusions NOBODY = new Exclusions(Ground.ALL, UnknownAuthorship.BLOCK, List.of(), List.of());
    private static final ApprovalDefinition APPROVAL = new ApprovalDefinition(
            "1 of quentin, zebulon AND 2 of group gatekeepers", "", false, "", Ground.ALL, "", List.of());

    /** What is to go to production, and by which rules; the parts of it that differ from the first one. */
    private record Candidate(
            Environment environment,
            Optional<Policy> further,
            Artifact artifact,
            Evidence evidence,
            Deployments deployments,
            Digest stored,
            Digest changes,
            Instant at) {

        static Candidate first() {
            return new Candidate(
                    production(Environments.POLICY),
                    Optional.empty(),
                    SHIP,
                    Releases.evidence(90, 0),
                    IN_STAGING,
                    EVIDENCE,
                    CHANGES,
                    OPEN);
        }

        Candidate under(String policy) {
            return new Candidate(production(policy), further, artifact, evidence, deployments, stored, changes, at);
        }

        Candidate with(Policy demanded) {
            return new Candidate(
                    environment, Optional.of(demanded), artifact, evidence, deployments, stored, changes, at);
        }

        Candidate of(Artifact other) {
            return new Candidate(environment, further, other, evidence, deployments, stored, changes, at);
        }

        Candidate covering(double lines) {
            return new Candidate(
                    environment, further, artifact, Releases.evidence(lines, 0), deployments, stored, changes, at);
        }

        Candidate known(Deployments other) {
            return new Candidate(environment, further, artifact, evidence, other, stored, changes, at);
        }

        Candidate judgedBy(Digest other) {
            return new Candidate(environment, further, artifact, evidence, deployments, other, changes, at);
        }

        Candidate bringing(String... revisions) {
            return new Candidate(
                    environment,
                    further,
                    artifact,
                    evidence,
                    deployments,
                    stored,
                    ApprovalContent.changesOf(List.of(revisions)),
                    at);
        }

        Candidate at(Instant other) {
            return new Candidate(environment, further, artifact, evidence, deployments, stored, changes, other);
        }

        Admissions admissions() {
            return new Admissions(environment, further);
        }

        ReleaseContext context() {
            Subject subject = new Subject(
                    "job-1",
                    "shop/checkout",
                    "build-1",
                    1,
                    Optional.of("main"),
                    Optional.empty(),
                    Optional.empty(),
                    Subject.Origin.ORDINARY,
                    Optional.of("7"),
                    Optional.empty());
            return admissions().context(subject, List.of(artifact), evidence, Baseline.notNeeded(), at);
        }

        /** Where nobody was asked. */
        Decision alone() {
            return admissions().decide(context(), deployments);
        }

        Decision after(ApprovalRequest request) {
            return admissions().decide(context(), deployments, new AskedApproval(REQUEST, request), stored, changes);
        }

        ApprovalContent content() {
            return Admissions.content(context(), alone(), stored, changes);
        }

        ApprovalRequest asked() {
            return ApprovalRequest.ask(
                    environment.approval().orElseThrow().terms(), content(), NOBODY, OPEN.minusSeconds(60));
        }

        ApprovalRequest approved() {
            return approvedBy(approvedBy(asked(), "quentin"), "rosalind", "ursula");
        }
    }

    private static Environment production(String policy) {
        EnvironmentDefinition same = Environments.production();
        return Environments.of(Environments.asking(
                new EnvironmentDefinition(
                        same.name(),
                        same.after(),
                        policy,
                        same.jobs(),
                        same.branches(),
                        same.repeated(),
                        same.timeZone(),
                        same.hours(),
                        same.freezes()),
                APPROVAL));
    }

    private static ApprovalRequest approvedBy(ApprovalRequest request, String... accounts) {
        ApprovalRequest now = request;
        Membership members = (account, group) -> List.of("rosalind", "ursula").contains(account);
        for (String account : accounts) {
            now = accepted(now.answer(answer(now, account), ALIASES, members));
        }
        return now;
    }

    private static Answer answer(ApprovalRequest request, String account) {
        return Answer.approve(account, request.content().digest(), "because of the moon", OPEN.minusSeconds(30));
    }

    private static ApprovalRequest accepted(ApprovalRequest.Reply reply) {
        if (reply instanceof Accepted accepted) {
            return accepted.request();
        }
        throw new AssertionError(reply);
    }

    private static ApprovalRequest rejected(ApprovalRequest request) {
        Answer answer =
                Answer.reject("rosalind", request.content().digest(), "because of the moon", OPEN.minusSeconds(30));
        return accepted(request.answer(answer, ALIASES, GROUPS));
    }

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
