package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.Draft;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a ledger takes entries; durable on return. {@link Ledger} tells what each of it promises. */
final class LedgerWriting {

    private final Store store;
    private final EvidenceBlobs blobs;
    private final Drafts drafts;
    private final GroupCommit commit;
    private final Signing signing;

    LedgerWriting(Store store, EvidenceBlobs blobs, Drafts drafts, GroupCommit commit, Signing signing) {
        this.store = store;
        this.blobs = blobs;
        this.drafts = drafts;
        this.commit = commit;
        this.signing = signing;
    }

    RecordedDecision record(Decision decision, ReleaseContext context, Actor actor) throws LedgerException {
        EntrySubject subject = EntrySubject.of(context.subject());
        Instant at = decision.at();
        try {
            EvidenceBlobs.Stored stored = blobs.store(context.evidence());
            List<Draft> request = new ArrayList<>();
            request.add(drafts.draft(Events.evidenceRecorded(context.evidence(), stored, true), subject, at));
            for (GateResult gate : decision.gates()) {
                request.add(drafts.draft(new Event.GateJudged(gate), subject, at));
            }
            request.add(drafts.draft(
                    Events.decisionMade(decision, context, stored.name()),
                    subject,
                    at,
                    actor,
                    Events.typed(decision.waiverRequests())));
            return new RecordedDecision(decision, stored.name(), append(request));
        } catch (IOException e) {
            throw notRecorded(e);
        }
    }

    RecordedEvidence recordEvidence(Evidence evidence, Subject subject, Actor actor, Instant at)
            throws LedgerException {
        try {
            EvidenceBlobs.Stored stored = blobs.store(evidence);
            TrailEntry entry = record(
                    Events.evidenceRecorded(evidence, stored, false), EntrySubject.of(subject), actor, Map.of(), at);
            return new RecordedEvidence(entry, stored.name());
        } catch (IOException e) {
            throw notRecorded(e);
        }
    }

    TrailEntry record(Event event, EntrySubject subject, Actor actor, Map<String, String> typed, Instant at)
            throws LedgerException {
        try {
            return append(List.of(drafts.draft(event, subject, at, actor, typed)))
                    .get(0);
        } catch (IOException e) {
            throw notRecorded(e);
        }
    }

    private List<TrailEntry> append(List<Draft> request) throws LedgerException {
        List<TrailEntry> entries = commit.append(new AppendRequest(request));
        signing.appended();
        return entries;
    }

    private LedgerException notRecorded(IOException e) {
        return new LedgerException(
                "The ledger in " + store + " could not be written: " + LedgerException.reason(e)
                        + "; nothing was recorded",
                e);
    }
}
