package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.SignedMemory;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.audit.tlog.TreeWriter;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.util.Optional;

/**
 * Holds a ledger against what its host remembers to have signed, before it signs any more: a ledger that was rewritten or rolled back together
 * with its checkpoints would otherwise be signed as it was found.
 */
final class SignedEarlier {

    private final Store store;
    private final String log;
    private final SignedMemory memory;

    SignedEarlier(Store store, String log, SignedMemory memory) {
        this.store = store;
        this.log = log;
        this.memory = memory;
    }

    /**
     * Throws unless what was signed earlier is a beginning of what is there.
     *
     * @param newest the newest checkpoint in the ledger, whose root the trail is known to lead to
     */
    void check(Optional<Checkpoint> newest) throws IOException, LedgerException {
        Optional<Checkpoint> earlier = memory.newest();
        if (earlier.isEmpty()) {
            return;
        }
        Checkpoint signed = earlier.get();
        if (!signed.log().equals(log)) {
            throw damage(
                    signed,
                    store.head().entries() == 0
                            ? "that log is gone"
                            : "this is another one, " + log + ", which somebody put in its place");
        }
        long there = newest.map(Checkpoint::size).orElse(0L);
        if (there < signed.size()) {
            throw damage(
                    signed,
                    newest.isEmpty()
                            ? "its checkpoints are gone"
                            : "its newest checkpoint has " + there + " now: it was rolled back");
        }
        Digest root = there == signed.size() ? newest.get().root() : TreeWriter.root(store, signed.size());
        if (!root.equals(signed.root())) {
            throw damage(
                    signed, "those have the root " + root + " now, and had " + signed.root() + ": it was rewritten");
        }
    }

    private LedgerException damage(Checkpoint signed, String found) {
        return new LedgerException(
                "The ledger takes no more entries: " + signed.size() + " entries of the log " + signed.log()
                        + " were signed here, as " + memory + " remembers, and " + found
                        + ". No crash leaves it so. Put the ledger back as it was; where that can't be, and you know why, remove "
                        + memory
                        + " to have the ledger signed as it is.");
    }
}
