package io.jenkins.plugins.releasegates.audit;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.report.AuditPage;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.admission.OwnStatements;
import java.time.Clock;

/** The decisions of one build: stated, and taken back. */
final class BuildDecisions {

    private static final int MAX_REASON = 2_000;

    private BuildDecisions() {}

    static byte[] statement(String build, String decision) throws LedgerException {
        Ledger ledger = ReleaseGatesHome.get().ledger();
        return new OwnStatements(ledger).of(find(ledger, build, decision));
    }

    static void revoke(String build, String decision, String reason) throws LedgerException {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new LedgerException(Messages.ReleaseAudit_BadReason(MAX_REASON));
        }
        Ledger ledger = ReleaseGatesHome.get().ledger();
        TrailEntry found = find(ledger, build, decision);
        ledger.revocations()
                .revoke(
                        found.id(),
                        ReleaseGates.actor(),
                        reason.trim(),
                        Clock.systemUTC().instant());
    }

    private static TrailEntry find(Ledger ledger, String build, String decision) throws LedgerException {
        for (TrailEntry entry : ledger.entriesOf(build)) {
            if (entry.kind().equals(Event.DecisionMade.KIND) && entry.id().equals(decision)) {
                return entry;
            }
        }
        throw new LedgerException(Messages.ReleaseAuditAction_NoSuchDecision(decision));
    }

    /** A decision, as the page offers it. */
    public static final class Shown {

        private final AuditPage.Judgement decision;

        Shown(AuditPage.Judgement decision) {
            this.decision = decision;
        }

        /** Id of its entry. */
        public String getId() {
            return decision.origin().record();
        }

        /** What people know it by. */
        public String getName() {
            return decision.origin().title().orElse(getId());
        }

        public boolean isRevoked() {
            return decision.revoked().isPresent();
        }

        /** Whether there is a statement of it. */
        public boolean isStatable() {
            return !isRevoked()
                    && !decision.artifacts().isEmpty()
                    && decision.origin().kind() == Subject.Origin.ORDINARY;
        }
    }
}
