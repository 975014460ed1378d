package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Records that people are to be reminded of what they were asked; whoever delivers entries of the record then tells them. When that was done last is told by
 * the record, so that a restart reminds nobody twice; spans that passed while Jenkins was down make one reminder.
 */
final class Reminders {

    private static final Logger LOGGER = Logger.getLogger(Reminders.class.getName());

    /** By request, when to look next; none where it isn't known yet. */
    private final Map<String, Instant> due = new ConcurrentHashMap<>();

    /** Reminds where it is time. Writes to the record, so it is not called where that may not take its time. */
    void look(Collection<Waiting> places, Instant now) {
        due.keySet().retainAll(places.stream().map(Waiting::request).collect(Collectors.toSet()));
        for (Waiting place : places) {
            if (isDue(place, now)) {
                try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
                    look(place, now);
                } catch (LedgerException e) {
                    LOGGER.log(Level.WARNING, e, () -> "Nobody is reminded of request " + place.request());
                }
            }
        }
    }

    private boolean isDue(Waiting place, Instant now) {
        return place.standing()
                        .filter(request -> request.terms().remindEvery().isPresent())
                        .isPresent()
                && !now.isBefore(due.getOrDefault(place.request(), Instant.MIN));
    }

    private void look(Waiting place, Instant now) throws LedgerException {
        Run<?, ?> run = place.run();
        if (run == null) {
            return;
        }
        synchronized (ApprovalDesk.lock(place.build())) {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            Optional<TrailEntry> asked = ledger.entryOf(place.request());
            if (asked.isEmpty()) {
                return;
            }
            Approvals.Standing standing = KeptRequests.standing(ledger, run, asked.get());
            if (standing.request().status() != Status.WAITING
                    || standing.request().expire(now) != standing.request()) {
                due.put(place.request(), Instant.MAX);
                return;
            }
            Instant last = ledger.approvals().remindedAt(standing);
            Instant next = standing.request().nextReminder(last).orElse(Instant.MAX);
            if (!now.isBefore(next)) {
                ledger.approvals().reminded(standing, Waiting.NOBODY, now);
                next = standing.request().nextReminder(now).orElse(Instant.MAX);
            }
            due.put(place.request(), next);
        }
    }
}
