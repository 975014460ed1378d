package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.DecisionRevoked;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.gate.Destination;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.statement.DecisionStatement;
import io.jenkins.lib.releasegates.statement.DecisionSummary;
import io.jenkins.lib.releasegates.statement.RevocationList;
import io.jenkins.lib.releasegates.statement.Revoked;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * States what a ledger holds to those who don't see it, signed with the key of the ledger: decisions, and which of them were revoked. It signs
 * nothing else, so that nobody gets a statement about what isn't recorded.
 */
public final class Statements {

    /** Revocations that are looked at; older ones are of decisions that have expired long ago. */
    private static final int REVOCATIONS = 100_000;

    private final Ledger ledger;
    private final Signing signing;

    Statements(Ledger ledger, Signing signing) {
        this.ledger = ledger;
        this.signing = signing;
    }

    /**
     * A decision as SLSA verification summary.
     *
     * @param decision id of its entry
     * @param resourceUri where those who use the artifact get it from
     * @throws LedgerException when there is no such decision, when it is about no artifact, was revoked, or comes from a replayed or restarted build, or when nothing is signed here
     */
    public Envelope of(String decision, DecisionSummary.Verifier verifier, String resourceUri) throws LedgerException {
        TrailEntry entry = ledger.revocations().decision(decision);
        if (!isOfItsPipeline(entry)) {
            throw new LedgerException("Decision " + decision
                    + " was made by a build that was replayed or restarted from a stage, whose pipeline isn't the one that"
                    + " was committed; nothing is stated about it");
        }
        Optional<TrailEntry> revoked = ledger.revocations().of(decision);
        if (revoked.isPresent()) {
            throw new LedgerException("Decision " + decision + " was revoked at "
                    + revoked.get().at() + "; nothing is stated about it any more");
        }
        if (!(ledger.event(entry).orElse(null) instanceof Event.DecisionMade made)) {
            throw new LedgerException("Decision " + decision + " isn't kept in full, so that nothing can be stated");
        }
        DecisionSummary summary = new DecisionSummary(
                verifier,
                resourceUri,
                new DecisionSummary.AppliedPolicy(
                        "urn:release-gates:policy:" + URLEncoder.encode(made.policyName(), StandardCharsets.UTF_8),
                        made.policyDigest()),
                new DecisionSummary.Recorded(
                        entry.id(),
                        entry.hash(),
                        Checkpoint.logName(entry.origin()),
                        made.evidence(),
                        entry.build(),
                        Optional.ofNullable(entry.subject().path("title").textValue())),
                made.outcome(),
                made.effect().admits(),
                made.purpose(),
                entry.at(),
                made.validUntil(),
                made.destination().map(Destination::environment),
                made.artifacts());
        try {
            return DecisionStatement.sign(summary, signer());
        } catch (RefusedDocumentException e) {
            throw new LedgerException("No statement about decision " + decision + ": " + e.getMessage(), e);
        }
    }

    /**
     * The decisions that were revoked and wouldn't have expired by now.
     *
     * @throws LedgerException when nothing is signed here, or they are too many for one list
     */
    public Envelope revocations(Instant now) throws LedgerException {
        Head head = ledger.head();
        List<Revoked> revoked = new ArrayList<>();
        for (TrailEntry entry : ledger.revocations().all(REVOCATIONS)) {
            if (ledger.event(entry).orElse(null) instanceof DecisionRevoked of && stillHolds(of.decision(), now)) {
                revoked.add(new Revoked(of.decision(), entry.at()));
            }
        }
        EnvelopeSigner signer = signer();
        String log = signing.log();
        try {
            return new RevocationList(log, head.last(), now, revoked).sign(signer);
        } catch (RefusedDocumentException e) {
            throw new LedgerException("No list of revocations: " + e.getMessage(), e);
        }
    }

    /** Whether a decision was made by the pipeline as it was committed: not by a build that was replayed or restarted from a stage. */
    public static boolean isOfItsPipeline(TrailEntry decision) {
        String origin = decision.subject().path("origin").asText();
        return origin.equals(Subject.Origin.ORDINARY.name()) || origin.equals(Subject.Origin.COMMAND.name());
    }

    /** Whether it would, had nobody revoked it; one that can't be read any more is taken to. */
    private boolean stillHolds(String decision, Instant now) throws LedgerException {
        Optional<Event> event = ledger.event(ledger.revocations().decision(decision));
        return !(event.orElse(null) instanceof Event.DecisionMade made)
                || !made.validUntil().isBefore(now);
    }

    private EnvelopeSigner signer() throws LedgerException {
        return signing.signer()
                .orElseThrow(() -> new LedgerException("This ledger isn't signed, so that nothing can be stated"));
    }
}
