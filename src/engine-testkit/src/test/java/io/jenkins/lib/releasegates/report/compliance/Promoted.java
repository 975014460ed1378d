package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Accepted;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.audit.Approvals.Standing;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.InputAnswered;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.ApprovalDefinition;
import io.jenkins.lib.releasegates.environment.AskedApproval;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.report.control.Controls;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Promotions to production that are recorded in a ledger, as the plugin does it. */
record Promoted(Ledger ledger) {

    static final Instant NOW = Releases.NOW;
    static final Instant DAY = Instant.parse("2026-11-21T00:00:00Z");
    static final Instant NEXT_DAY = Instant.parse("2026-11-22T00:00:00Z");
    static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: production}
            spec:
              gates:
                - name: coverage
                  criteria:
                    - {metric: coverage.line, threshold: 80}
            """;

    private static final Digest EVIDENCE = Digest.of(new byte[] {1});
    private static final Digest CHANGES = ApprovalContent.changesOf(List.of("c1"));

    static Actor actor(String account) {
        return new Actor(account, account, Actor.Means.SESSION);
    }

    /** An environment whose owner wants one of alice and bob to approve. */
    static Environment approved() {
        return environment(POLICY, "1 of alice, bob");
    }

    /** An environment whose owner asks nobody. */
    static Environment open() {
        return environment(POLICY, "");
    }

    static Environment environment(String policy, String rule) {
        ApprovalDefinition approval = new ApprovalDefinition(rule, "", false, "", Ground.ALL, "", List.of());
        return EnvironmentValidation.of(List.of(new EnvironmentDefinition(
                        "production",
                        "",
                        policy,
                        List.of("**"),
                        List.of(),
                        "ALLOW",
                        "",
                        List.of(),
                        List.of(),
                        rule.isEmpty() ? ApprovalDefinition.NONE : approval)))
                .environment("production")
                .orElseThrow();
    }

    /** Measurements with that coverage, found by the owner's worker. */
    static Evidence scanned(double coverage) {
        Evidence said = Releases.evidence(coverage, 0);
        Report report = said.reports().get(0);
        Map<String, Measurement> measurements = new TreeMap<>();
        said.measurements()
                .forEach((name, one) -> measurements.put(
                        name,
                        new Measurement(one.metric(), one.type(), one.value(), Provenance.SCANNED, one.sources())));
        return new Evidence(
                List.of(new Report(
                        report.path(), report.format(), report.digest(), report.size(), Provenance.SCANNED, "worker")),
                measurements,
                List.of(),
                Map.of(),
                List.of());
    }

    ReleaseContext context(Environment environment, Subject subject, Evidence evidence, Instant at, Artifact... files) {
        return new Admissions(environment, Optional.empty())
                .context(subject, List.of(files), evidence, Baseline.notNeeded(), at);
    }

    /** A decision without people. */
    TrailEntry decide(Environment environment, Subject subject, Evidence evidence, Instant at, Artifact... files)
            throws LedgerException {
        Admissions admissions = new Admissions(environment, Optional.empty());
        ReleaseContext context = context(environment, subject, evidence, at, files);
        return ledger.record(admissions.decide(context, ledger.promotions()), context, actor("dave"))
                .entry();
    }

    /** People are asked. */
    Standing ask(
            Subject subject,
            Set<Ground> enforced,
            Set<Doubt.Kind> doubts,
            boolean complete,
            Instant at,
            Artifact... files)
            throws LedgerException {
        Environment environment = approved();
        Admissions admissions = new Admissions(environment, Optional.empty());
        ReleaseContext context = context(environment, subject, scanned(90), at, files);
        ApprovalContent content =
                Admissions.content(context, admissions.decide(context, ledger.promotions()), EVIDENCE, CHANGES);
        TrailEntry first = decide(environment, subject, scanned(90), at, files);
        ApprovalRequest request = ApprovalRequest.ask(
                environment.approval().orElseThrow().terms(),
                content,
                new Exclusions(enforced, UnknownAuthorship.BLOCK, List.of(), List.of()),
                at);
        ApprovalAsked event = new ApprovalAsked(
                "production",
                first.id(),
                List.of(files),
                content.digest(),
                new ApprovalAsked.Changes(CHANGES, Optional.of("c0"), Optional.of("c1"), 1, complete),
                request.deadline(),
                enforced,
                Map.of(Ground.CHANGED, 1),
                doubts);
        return ledger.approvals().ask(event, request, subject, actor("dave"));
    }

    Standing approve(Standing asked, String account, Instant at) throws LedgerException {
        Answer answer = Answer.approve(account, asked.request().content().digest(), "fine", at);
        if (asked.request().answer(answer, PersonAliases.of(List.of(), one -> one), (who, group) -> false)
                instanceof Accepted accepted) {
            return ledger.approvals().answered(asked, accepted.request(), actor(account));
        }
        throw new AssertionError("Not taken");
    }

    /** The decision after people were asked. */
    TrailEntry decide(Standing standing, Subject subject, Instant at, Artifact... files) throws LedgerException {
        Admissions admissions = new Admissions(approved(), Optional.empty());
        ReleaseContext context = context(approved(), subject, scanned(90), at, files);
        return ledger.record(
                        admissions.decide(
                                context,
                                ledger.promotions(),
                                new AskedApproval(standing.id(), standing.request()),
                                EVIDENCE,
                                CHANGES),
                        context,
                        actor("dave"))
                .entry();
    }

    /** A decision that bob has approved, of a change that dave started. */
    TrailEntry admitted(int build, Instant at, Artifact... files) throws LedgerException {
        return admittedBy("bob", build, at, files);
    }

    TrailEntry admittedBy(String approver, int build, Instant at, Artifact... files) throws LedgerException {
        Subject subject = Releases.build(build);
        Standing asked = ask(subject, Ground.ALL, Set.of(), true, at, files);
        return decide(approve(asked, approver, at), subject, at, files);
    }

    TrailEntry begin(TrailEntry decision, Subject subject, Instant at, Artifact... files) throws LedgerException {
        return ledger.promotions().begin(approved(), decision, List.of(files), subject, actor("dave"), at);
    }

    TrailEntry end(TrailEntry started, Outcome outcome, Instant at) throws LedgerException {
        return ledger.promotions().end(started, outcome, actor("dave"), at);
    }

    /** One in which nothing is out of order. */
    TrailEntry orderly(int build, Instant at) throws LedgerException {
        Artifact ship = ship(build);
        TrailEntry started = begin(admitted(build, at, ship), Releases.build(build), at, ship);
        end(started, Outcome.SUCCEEDED, at);
        return started;
    }

    /** Somebody has ended a plain input step of that build's pipeline. */
    TrailEntry answerInput(
            Subject subject, String input, InputAnswered.Answer answer, String account, String message, Instant at)
            throws LedgerException {
        return ledger.record(
                new InputAnswered(input, answer, 0),
                EntrySubject.of(subject),
                actor(account),
                Map.of(InputAnswered.MESSAGE, message),
                at);
    }

    static Artifact ship(int build) {
        return Releases.artifact("ship-" + build + ".jar");
    }

    ComplianceReport report() {
        return report(Scope.of("production", DAY, NEXT_DAY, 3));
    }

    ComplianceReport report(Scope scope) {
        return ComplianceReport.of(
                ledger, scope, Controls.shipped(), ComplianceReport.MAX_PROMOTIONS, NEXT_DAY.plusSeconds(60));
    }

    static List<Exceptional.Kind> kinds(ComplianceReport report) {
        return report.exceptions().stream().map(Exceptional::kind).distinct().toList();
    }
}
