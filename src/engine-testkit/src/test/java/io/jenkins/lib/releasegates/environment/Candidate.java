package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Accepted;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.approval.Membership;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is to go to production, and by which rules; the parts of it that differ from the first one. */
record Candidate(
        Environment environment,
        Optional<Policy> further,
        Artifact artifact,
        Evidence evidence,
        Deployments deployments,
        Digest stored,
        Digest changes,
        Instant at) {

    /** A Friday at noon in Zurich. */
    static final Instant OPEN = Instant.parse("2026-11-20T11:00:00Z");

    static final String REQUEST = "0123456789abcdef/7";
    static final Artifact SHIP = Releases.artifact("ship.jar");
    static final Digest EVIDENCE = Releases.artifact("evidence").digest();
    static final Digest CHANGES = ApprovalContent.changesOf(List.of("c1"));
    static final Deployments IN_STAGING = (environment, artifact) -> Optional.of("deployment 7");
    static final PersonAliases ALIASES = PersonAliases.of(List.of(), account -> account);
    static final Exclusions NOBODY = new Exclusions(Ground.ALL, UnknownAuthorship.BLOCK, List.of(), List.of());

    private static final Membership GATEKEEPERS =
            (account, group) -> List.of("rosalind", "ursula").contains(account);
    private static final ApprovalDefinition APPROVAL = new ApprovalDefinition(
            "1 of quentin, zebulon AND 2 of group gatekeepers", "", false, "", Ground.ALL, "", List.of());

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
        return new Candidate(environment, Optional.of(demanded), artifact, evidence, deployments, stored, changes, at);
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

    static ApprovalRequest approvedBy(ApprovalRequest request, String... accounts) {
        ApprovalRequest now = request;
        for (String account : accounts) {
            now = accepted(now.answer(answer(now, account), ALIASES, GATEKEEPERS));
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

    static ApprovalRequest rejected(ApprovalRequest request) {
        Answer answer =
                Answer.reject("rosalind", request.content().digest(), "because of the moon", OPEN.minusSeconds(30));
        return accepted(request.answer(answer, ALIASES, GATEKEEPERS));
    }
}
