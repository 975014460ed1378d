package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Decision;
import java.util.List;

/**
 * A decision that is durable in the ledger, and may be shown and acted on.
 *
 * @param decision what was recorded
 * @param evidence name of the stored evidence, see {@link Ledger#evidence}
 * @param entries the evidence, one per gate, and the decision itself as the last
 */
public record RecordedDecision(Decision decision, Digest evidence, List<TrailEntry> entries) {

    public RecordedDecision {
        entries = List.copyOf(entries);
    }

    /** The entry of the decision itself. */
    public TrailEntry entry() {
        return entries.get(entries.size() - 1);
    }

    /** Id of the record: {@code <origin>/<seq>} of the decision. */
    public String id() {
        return entry().id();
    }
}
