package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Erased;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes out of a ledger what may be taken out: evidence, and the clear values of persons. That it was done is recorded first; where it is broken
 * off then, doing it again records it again.
 */
public final class Erasure {

    /** Field of what the one who erases has typed. */
    public static final String REASON = "reason";

    private final Store store;
    private final Ledger ledger;

    Erasure(Store store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /**
     * Keeps evidence no longer. What was judged by it stays, and what is to be compared with it has no baseline then.
     *
     * @return whether there was any of that name
     * @throws LedgerException when it can't be recorded, and nothing was erased, or when it can't be deleted
     */
    public boolean evidence(Digest name, Actor actor, String reason, Instant at) throws LedgerException {
        try {
            if (!isKept(name)) {
                return false;
            }
            record(new Erased.Evidence(name), actor, reason, at);
            store.erase(name);
            return true;
        } catch (IOException e) {
            throw unfinished(e);
        }
    }

    /**
     * Keeps no clear values any longer of the entries in which this person acted or is named as an owner. Their commitments stay, and say
     * nothing without them.
     *
     * @return how many entries these are
     * @throws LedgerException when it can't be recorded, and nothing was erased, or when it can't be deleted
     */
    public int person(String id, Actor actor, String reason, Instant at) throws LedgerException {
        try {
            List<Long> entries = store.entriesOfPerson(id);
            for (int from = 0; from < entries.size(); from += Erased.Persons.MAX_ENTRIES) {
                int to = Math.min(entries.size(), from + Erased.Persons.MAX_ENTRIES);
                record(new Erased.Persons(entries.subList(from, to)), actor, reason, at);
            }
            store.erasePersons(entries);
            return entries.size();
        } catch (IOException e) {
            throw unfinished(e);
        }
    }

    private void record(Event event, Actor actor, String reason, Instant at) throws LedgerException {
        ledger.record(event, EntrySubject.ledger(), actor, Map.of(REASON, reason), at);
    }

    private boolean isKept(Digest name) throws IOException {
        try {
            return !store.blob(name, EvidenceBlobs.MAX_BYTES).equals(Optional.empty());
        } catch (LedgerException e) {
            // Something else is kept under that name; it goes, too.
            return true;
        }
    }

    private LedgerException unfinished(IOException e) {
        return new LedgerException(
                "What was to be erased from the ledger in " + store + " is recorded as erased and may still be there: "
                        + LedgerException.reason(e) + ". Erase it again",
                e);
    }
}
