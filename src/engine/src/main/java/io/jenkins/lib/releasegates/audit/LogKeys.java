package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.Draft;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.KeyRotation;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SignedMemory;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which key the trail names, and how it comes to name another. */
final class LogKeys {

    private final Store store;
    private final Drafts drafts;
    private final GroupCommit commit;
    private final String log;
    private final SigningKeys keys;

    LogKeys(Store store, Drafts drafts, GroupCommit commit, String origin, SigningKeys keys) {
        this.store = store;
        this.drafts = drafts;
        this.commit = commit;
        this.log = Checkpoint.logName(origin);
        this.keys = keys;
    }

    /** The key that the trail names last; empty when it names none. */
    static Optional<LogKey> inForce(Store store) throws IOException, LedgerException {
        return inForce(store, Long.MAX_VALUE);
    }

    /** The key that the last rotation among so many entries names; empty when there is none. */
    static Optional<LogKey> inForce(Store store, long entries) throws IOException, LedgerException {
        for (Place place : store.places(EntryKeys.kind(Event.KeyRotated.KIND), Integer.MAX_VALUE)) {
            if (place.first() < entries) {
                TrailEntry entry = store.entries(place).get(0);
                if (Event.of(entry).orElse(null) instanceof Event.KeyRotated rotated) {
                    return Optional.of(rotated.rotation().key());
                }
                throw new LedgerException(
                        "Entry " + entry.id()
                                + " should name the key of this log, and can't be read; `release-gates verify` lists all that is wrong");
            }
        }
        return Optional.empty();
    }

    /** The key that signs from the start on; the trail names it on return. */
    SigningKey begin(Instant at) throws IOException, LedgerException {
        Optional<LogKey> inForce = inForce(store);
        SigningKey wanted = keys.wanted(inForce);
        LogKey named = wanted.publicKey(log);
        if (inForce.isEmpty()) {
            append(drafts.draft(new Event.KeyRotated(KeyRotation.first(log, wanted)), EntrySubject.ledger(), at));
        } else if (!inForce.get().equals(named)) {
            KeyRotation rotation = KeyRotation.next(log, wanted, inForce.get(), keys.endorsing(inForce.get()));
            append(drafts.draft(new Event.KeyRotated(rotation), EntrySubject.ledger(), at));
        }
        keys.settled(named);
        return wanted;
    }

    /** Goes over to a new key; the trail names it on return. */
    SigningKey rotate(SigningKey from, Actor actor, Instant at) throws IOException, LedgerException {
        SigningKey next = keys.fresh();
        KeyRotation rotation = KeyRotation.next(log, next, from.publicKey(log), Optional.of(from));
        append(drafts.draft(new Event.KeyRotated(rotation), EntrySubject.ledger(), at, actor, Map.of()));
        keys.settled(next.publicKey(log));
        return next;
    }

    SignedMemory memory() {
        return keys.memory();
    }

    private void append(Draft draft) throws LedgerException {
        commit.append(new AppendRequest(List.of(draft)));
    }
}
