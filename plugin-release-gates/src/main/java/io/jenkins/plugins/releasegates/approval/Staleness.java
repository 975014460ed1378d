package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.Messages;
import java.util.Optional;

/** Ends requests that people need not answer any more: out of time, about something else than what it is now, or not readable. */
record Staleness(Run<?, ?> run, StepLog log, Ledger ledger) {

    /** A request that can't be read any more has to be asked anew; nothing that was answered to it counts. */
    Optional<Approvals.Standing> readable(TrailEntry asked) {
        try {
            return Optional.of(KeptRequests.standing(ledger, run, asked));
        } catch (LedgerException e) {
            log.say(Messages.ApprovalSeeker_Stale(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** The same request, ended where its time is over; that is recorded then. */
    Approvals.Standing expired(Approvals.Standing standing) throws LedgerException {
        ApprovalRequest now = standing.request().expire(ApprovalDesk.now());
        return now == standing.request() ? standing : ledger.approvals().ended(standing, now, Waiting.NOBODY);
    }

    /** Ends a request that is about something else by now; whether it was to be ended. */
    boolean outdated(Approvals.Standing standing, ApprovalRequest counted, String why) throws LedgerException {
        return ended(standing, counted.outdated(ApprovalDesk.now(), why));
    }

    /** Ends a request that has become stale; whether it has. */
    boolean ended(Approvals.Standing standing, ApprovalRequest looked) throws LedgerException {
        if (looked.status() != Status.STALE) {
            return false;
        }
        log.say(Messages.ApprovalSeeker_Stale(
                looked.ending().map(ApprovalRequest.Ending::words).orElse("")));
        if (standing.request().status() != Status.STALE) {
            ledger.approvals().ended(standing, looked, Waiting.NOBODY);
        }
        return true;
    }
}
