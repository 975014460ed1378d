package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;

/**
 * Evidence that is durable in the ledger.
 *
 * @param entry what stands in the trail
 * @param evidence name of the stored evidence, see {@link Ledger#evidence}
 */
public record RecordedEvidence(TrailEntry entry, Digest evidence) {

    /** Id of the record: {@code <origin>/<seq>}. */
    public String id() {
        return entry.id();
    }
}
