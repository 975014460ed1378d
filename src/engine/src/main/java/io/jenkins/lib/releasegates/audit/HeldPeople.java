package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.EntryLine.MalformedLine;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.SaltedValues;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.util.Map;
import java.util.Optional;

/** What persons are called and have typed, held to the entry: a row beside the trail can be changed without a trace in the trail. */
final class HeldPeople {

    private HeldPeople() {}

    /** Of that entry; nothing at all where nothing is kept any more. */
    static People of(Ledger ledger, TrailEntry entry) throws LedgerException {
        try {
            Optional<byte[]> row = ledger.originals().people(entry.seq());
            return row.isPresent() ? SaltedValues.read(row.get()).heldBy(entry) : new People(Map.of());
        } catch (MalformedLine e) {
            throw new LedgerException(
                    "what is kept beside entry " + entry.id() + " can't be used: " + e.getMessage(), e);
        }
    }
}
