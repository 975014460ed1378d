package io.jenkins.lib.releasegates.verify.log;

import java.time.Instant;
import java.util.List;

/**
 * What surrounds the trail and is right, and up to where.
 *
 * @param checkpoints how many of the ledger's checkpoints are right
 * @param checkpointedUpTo entries that the newest of them covers; 0 without any
 * @param signedUpTo entries that the newest one covers which a trusted key has signed, here or at a witness; 0 without any
 * @param keys vkeys that the trail names, each once, the newest last, at most a thousand
 * @param witnesses what the given witnesses have that is right; those that have nothing are left out
 */
public record LogSummary(
        long checkpoints, long checkpointedUpTo, long signedUpTo, List<String> keys, List<Witnessed> witnesses) {

    /** Of a trail that nothing surrounds. */
    public static final LogSummary NONE = new LogSummary(0, 0, 0, List.of(), List.of());

    public LogSummary {
        keys = List.copyOf(keys);
        witnesses = List.copyOf(witnesses);
    }

    /**
     * What a witness has that is right.
     *
     * @param name of the witness
     * @param entries that its newest checkpoint covers
     * @param at when its file says it was written
     */
    public record Witnessed(String name, long entries, Instant at) {}
}
