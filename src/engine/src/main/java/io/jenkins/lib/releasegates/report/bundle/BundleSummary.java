package io.jenkins.lib.releasegates.report.bundle;

import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle holds.
 *
 * @param entries all about the build, at least one
 * @param notSigned numbers of those that no checkpoint covers yet; all of them where nothing is signed
 * @param signed what covers the others; empty where nothing is signed
 * @param evidence how the evidence fared that they name
 * @param persons clear values that are included; empty where they were to be left out
 */
record BundleSummary(
        List<TrailEntry> entries,
        List<Long> notSigned,
        Optional<Signed> signed,
        EvidenceCount evidence,
        Optional<Integer> persons) {

    BundleSummary {
        entries = List.copyOf(entries);
        notSigned = List.copyOf(notSigned);
    }

    /**
     * What the entries are proved by.
     *
     * @param key has signed the checkpoint
     */
    record Signed(Checkpoint checkpoint, LogKey key) {}

    /**
     * Blobs that entries name.
     *
     * @param included they are in the bundle
     * @param gone they aren't kept any more
     * @param damaged what is kept isn't what the name says, or can't be read
     * @param tooMuch the bundle would be too large with them
     */
    record EvidenceCount(int included, int gone, int damaged, int tooMuch) {}

    TrailEntry first() {
        return entries.get(0);
    }
}
