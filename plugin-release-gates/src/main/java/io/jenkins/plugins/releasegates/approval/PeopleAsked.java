package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.ApprovalDemand;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import java.io.IOException;
import java.util.List;

/** Asks people about an admission: keeps the request, records it, and says so in the log of the build. */
record PeopleAsked(Run<?, ?> run, String step, StepLog log, Ledger ledger) {

    /**
     * Durable on return.
     *
     * @param about id of the decision that lacks nothing but people
     * @param found who had a part in what is asked
     * @param content what they are asked about
     */
    Approvals.Standing ask(
            PendingAdmission pending,
            Environment environment,
            ApprovalDemand demand,
            Decision decision,
            String about,
            Involved found,
            ApprovalContent content)
            throws IOException, LedgerException {
        ApprovalRequest request = ApprovalRequest.ask(
                Admissions.terms(environment, demand, decision.gates()),
                content,
                found.exclusions(),
                ApprovalDesk.now());
        ApprovalAction.add(run);
        KeptRequests.keep(run, request);
        Approvals.Standing standing = ledger.approvals()
                .ask(
                        new ApprovalAsked(
                                environment.name(),
                                about,
                                pending.decision().artifacts(),
                                content.digest(),
                                found.changes(),
                                request.deadline(),
                                demand.enforced(),
                                found.counts(),
                                found.doubts()),
                        request,
                        pending.subject(step),
                        BuildActor.of(run));
        ReleaseAuditAction.of(run).recorded();
        tellPeople(pending, standing);
        return standing;
    }

    private void tellPeople(PendingAdmission pending, Approvals.Standing standing) {
        ApprovalRequest request = standing.request();
        KnownPeople people = EnvironmentConfiguration.get().knownPeople();
        log.say(Messages.ApprovalSeeker_Asks(
                pending.environment(), request.terms().rule().words(), Texts.time(request.deadline())));
        List<String> missing = request.missing(people.aliases(), people);
        missing.forEach(line -> log.say("    " + line));
        log.link("release-approval/", Messages.ApprovalSeeker_Link());
    }
}
