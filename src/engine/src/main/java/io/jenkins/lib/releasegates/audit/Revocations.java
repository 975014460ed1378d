package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.DecisionRevoked;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes decisions back, and knows which were. */
public final class Revocations {

    private final Store store;
    private final Ledger ledger;

    Revocations(Store store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /**
     * Takes a decision back from now on; durable on return. One that was taken back stays so: doing it again gives the entry that is there.
     *
     * @param decision id of its entry, {@code <origin>/<seq>}
     * @throws LedgerException when the ledger has no such decision, or it can't be recorded
     */
    public TrailEntry revoke(String decision, Actor actor, String reason, Instant at) throws LedgerException {
        TrailEntry made = decision(decision);
        Optional<TrailEntry> earlier = of(decision);
        return earlier.isPresent()
                ? earlier.get()
                : ledger.record(
                        new DecisionRevoked(decision),
                        EntrySubject.of(made),
                        actor,
                        Map.of(DecisionRevoked.REASON, reason),
                        at);
    }

    /** The entry that took that decision back; empty when none did. */
    public Optional<TrailEntry> of(String decision) throws LedgerException {
        try {
            for (Place place : store.places(EntryKeys.revocation(decision), 1)) {
                return store.entry(place.first());
            }
            return Optional.empty();
        } catch (IOException e) {
            throw ledger.notRead(e);
        }
    }

    /** All that took a decision back, the newest first, at most so many. */
    public List<TrailEntry> all(int limit) throws LedgerException {
        try {
            List<TrailEntry> all = new ArrayList<>();
            for (Place place : store.places(EntryKeys.kind(DecisionRevoked.KIND), limit)) {
                all.addAll(store.entries(place));
            }
            return all;
        } catch (IOException e) {
            throw ledger.notRead(e);
        }
    }

    /** The entry of the decision with that id. */
    TrailEntry decision(String id) throws LedgerException {
        Optional<TrailEntry> entry = ledger.entryOf(id);
        if (entry.isPresent() && entry.get().kind().equals(Event.DecisionMade.KIND)) {
            return entry.get();
        }
        String origin = store.origin().orElse("");
        throw new LedgerException("The ledger has no decision " + id + "; one is named by " + origin
                + "/ and the number of its entry, as its page shows it");
    }
}
