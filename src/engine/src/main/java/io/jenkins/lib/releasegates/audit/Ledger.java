package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import java.io.Closeable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The record of one host: an append-only trail of hash-chained entries, the evidence they name, and the clear values of persons beside it.
 *
 * <p>What {@link #record} and {@link #recordEvidence} return is durable. When something can't be made durable they throw, nothing of it is
 * acknowledged, and the ledger takes no more entries until it is opened anew. Thread-safe; many threads share one sync.
 */
public final class Ledger implements Closeable {

    private Ledger() {}

    /**
     * Opens the ledger in this directory, which is made when it is missing.
     *
     * @throws LedgerException when another ledger has it open, or when it can't be read or written
     */
    public static Ledger open(Path directory) throws LedgerException {
        throw new LedgerException("Not yet");
    }

    /** Opens the ledger on a file system of the caller's, with a source of salts. */
    public static Ledger open(Disk disk, SecureRandom salts) throws LedgerException {
        throw new LedgerException("Not yet");
    }

    /**
     * Records a decision: an entry for the evidence, one per gate, and the decision as the last. They become consecutive entries; after a power
     * cut before the return a part of the first ones may be there, and the decision never without its gates.
     */
    public RecordedDecision record(Decision decision, ReleaseContext context, Actor actor) throws LedgerException {
        throw new LedgerException("Not yet");
    }

    /** Records evidence that nobody has judged. */
    public RecordedEvidence recordEvidence(Evidence evidence, Subject subject, Actor actor, Instant at)
            throws LedgerException {
        throw new LedgerException("Not yet");
    }

    /** The run that this one is to be compared with: same branch, then target branch, then the rule's reference, then bootstrap. */
    public Baseline baseline(Subject subject, BaselineRule rule, Instant at) throws LedgerException {
        throw new LedgerException("Not yet");
    }

    /** All entries about a build, by {@link Subject#build()}, in their order; found without reading the trail. */
    public List<TrailEntry> entriesOf(String build) throws LedgerException {
        throw new LedgerException("Not yet");
    }

    /** The entry of that number. */
    public Optional<TrailEntry> entry(long seq) throws LedgerException {
        throw new LedgerException("Not yet");
    }

    /**
     * The evidence of that name; empty when it isn't kept any more.
     *
     * @throws LedgerException when what is kept doesn't match its digest or can't be read
     */
    public Optional<Evidence> evidence(Digest digest) throws LedgerException {
        throw new LedgerException("Not yet");
    }

    /** The clear values of persons that are still kept for an entry. */
    public People people(long seq) throws LedgerException {
        throw new LedgerException("Not yet");
    }

    /** Where the trail ends now. */
    public Head head() {
        return new Head(0, Head.NONE);
    }

    /** What was found and mended while opening, a sentence each for the log; mostly empty. */
    public List<String> notices() {
        return List.of();
    }

    /** Lets go of the directory. */
    @Override
    public void close() {}
}
