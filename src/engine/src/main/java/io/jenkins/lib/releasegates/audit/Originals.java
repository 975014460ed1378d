package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.audit.tlog.InclusionProof;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What lies in a ledger byte for byte, for somebody who hands a part of it on; and what proves it under one checkpoint, whatever is signed
 * meanwhile. Thread-safe.
 */
public final class Originals {

    private final Store store;
    private final Signing signing;
    private final Ledger ledger;

    Originals(Store store, Signing signing, Ledger ledger) {
        this.store = store;
        this.signing = signing;
        this.ledger = ledger;
    }

    /** The line of an entry, without its line feed; empty beyond the end. */
    public Optional<byte[]> line(long seq) throws LedgerException {
        List<byte[]> found = new ArrayList<>();
        try {
            if (seq >= 0 && seq < store.head().entries()) {
                store.lines(seq, seq + 1, (number, line) -> found.add(line));
            }
        } catch (IOException e) {
            throw ledger.notRead(e);
        }
        return found.stream().findFirst();
    }

    /**
     * A blob as it is stored; empty when it isn't kept.
     *
     * @throws LedgerException when something else is kept under that name, or it can't be read
     */
    public Optional<byte[]> blob(Digest name) throws LedgerException {
        try {
            return store.blob(name, EvidenceBlobs.MAX_BYTES);
        } catch (IOException e) {
            throw ledger.notRead(e);
        }
    }

    /** The row of clear values with their salts that is kept for an entry, without its line feed; empty when none is. */
    public Optional<byte[]> people(long seq) throws LedgerException {
        try {
            return store.peopleRow(seq);
        } catch (IOException e) {
            throw ledger.notRead(e);
        }
    }

    /** Numbers of the entries among the first so many that name a key; ascending. */
    public List<Long> rotations(long entries) throws LedgerException {
        try {
            List<Long> rotations = new ArrayList<>();
            for (Place place : store.places(EntryKeys.kind(Event.KeyRotated.KIND), Integer.MAX_VALUE)) {
                for (long seq = place.first(); seq < Math.min(entries, place.first() + place.count()); seq++) {
                    rotations.add(seq);
                }
            }
            Collections.sort(rotations);
            return rotations;
        } catch (IOException e) {
            throw ledger.notRead(e);
        }
    }

    /** The key that the last of the first so many entries which names one names; empty when none does. */
    public Optional<LogKey> key(long entries) throws LedgerException {
        try {
            return LogKeys.inForce(store, entries);
        } catch (IOException e) {
            throw ledger.notRead(e);
        }
    }

    /**
     * The proof that an entry is covered by a checkpoint of this ledger, made and checked now.
     *
     * @throws LedgerException when it doesn't hold, or can't be made
     * @throws IllegalArgumentException when the checkpoint doesn't cover the entry
     */
    public InclusionProof prove(long seq, Checkpoint checkpoint) throws LedgerException {
        try {
            return signing.prove(seq, checkpoint);
        } catch (IOException e) {
            throw ledger.notRead(e);
        }
    }
}
