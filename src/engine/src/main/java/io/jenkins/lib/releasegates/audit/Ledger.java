package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.delivery.DeliveryState;
import io.jenkins.lib.releasegates.audit.delivery.Target;
import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.Checkpoints;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.audit.tlog.InclusionProof;
import io.jenkins.lib.releasegates.audit.witness.Witness;
import io.jenkins.lib.releasegates.audit.witness.WitnessState;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.Policy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The record of one host: an append-only trail of hash-chained entries, the evidence they name, and the clear values of persons beside it.
 *
 * <p>What {@link #record} and {@link #recordEvidence} return is durable. When they throw, nothing of it is acknowledged; after the trail itself
 * could not be forced, the ledger takes no more entries until it is opened anew. Thread-safe; many threads share one sync. How it lies on the
 * disk is told in docs/formats/ledger.md.
 */
public final class Ledger implements Closeable {

    private final Store store;
    private final Drafts drafts;
    private final GroupCommit commit;
    private final Signing signing;
    private final LedgerReading reading;
    private final LedgerWriting writing;
    private final Deliveries deliveries;
    private final List<String> notices;
    private final List<String> damage;

    Ledger(Disk disk, Store store, Checkpoints checkpoints, SecureRandom salts, List<String> damage) {
        this.store = store;
        String origin = store.origin().orElseGet(() -> LogOrigin.random(salts));
        EvidenceBlobs blobs = new EvidenceBlobs(store);
        this.drafts = new Drafts(origin, salts, blobs);
        this.commit = new GroupCommit(new TrailWriter(store, origin));
        this.signing = new Signing(disk, store, checkpoints, origin);
        this.reading = new LedgerReading(store, blobs);
        this.writing = new LedgerWriting(store, blobs, drafts, commit, signing);
        this.deliveries = new Deliveries(disk, store, signing::releasable);
        signing.onReleasable(deliveries::grown);
        List<String> mended = new ArrayList<>(store.notices());
        mended.addAll(checkpoints.notices());
        this.notices = List.copyOf(mended);
        this.damage = List.copyOf(damage);
    }

    /**
     * Opens the ledger in this directory, which is made when it is missing, and signs nothing.
     *
     * @throws LedgerException when another ledger has it open, or when it can't be read or written
     */
    public static Ledger open(Path directory) throws LedgerException {
        return open(LedgerOpening.disk(directory), new SecureRandom());
    }

    /**
     * Opens a ledger to read it, without a lock and without changing a byte of it: one that a host is writing, or a copy that somebody handed
     * over. It shows what had been recorded when it was opened and takes no entries. Of a damaged one it shows what is left, see
     * {@link #damage}.
     *
     * @throws LedgerException when there is none, or when it can't be read
     */
    public static Ledger openForReading(Path directory) throws LedgerException {
        return LedgerOpening.reading(directory);
    }

    /**
     * Opens the ledger in this directory, which is made when it is missing, and signs checkpoints with these keys.
     *
     * @param at dates the entry that names a key, where one has to be written
     * @throws LedgerException when another ledger has it open, when it can't be read or written, or when there is no key
     */
    public static Ledger open(Path directory, SigningKeys keys, Instant at) throws LedgerException {
        return open(LedgerOpening.disk(directory), new SecureRandom(), keys, at);
    }

    /** Opens the ledger on a file system of the caller's, with a source of salts and the keys that sign. */
    public static Ledger open(Disk disk, SecureRandom salts, SigningKeys keys, Instant at) throws LedgerException {
        return LedgerOpening.signed(disk, salts, keys, at);
    }

    /** Opens the ledger on a file system of the caller's, with a source of salts; signs nothing. */
    public static Ledger open(Disk disk, SecureRandom salts) throws LedgerException {
        return LedgerOpening.unsigned(disk, salts);
    }

    /** Takes no entries. */
    Ledger shut(LedgerException reason) {
        commit.shut(reason);
        return this;
    }

    /** Signs from now on; the trail names the key on return. */
    void sign(SigningKeys keys, Instant at) throws IOException, LedgerException {
        signing.begin(drafts, commit, keys, at);
    }

    /**
     * Goes over to a new key; durable on return.
     *
     * @throws LedgerException when it signs nothing, when the key is its owner's to exchange, or when it can't be recorded
     */
    public void rotateKey(Actor actor, Instant at) throws LedgerException {
        try {
            signing.rotate(actor, at);
        } catch (IOException e) {
            throw new LedgerException("The key of the ledger could not be rotated: " + LedgerException.reason(e), e);
        }
    }

    /**
     * Takes its keys from there from now on; where another one is wanted than the trail names, that is durable on return.
     *
     * @throws LedgerException when it signs nothing, when there is no key, or when it can't be recorded; all is as before then
     */
    public void adoptKeys(SigningKeys keys, Instant at) throws LedgerException {
        try {
            signing.adopt(drafts, commit, keys, at);
        } catch (IOException e) {
            throw new LedgerException("The key of the ledger could not be exchanged: " + LedgerException.reason(e), e);
        }
    }

    /** The newest checkpoint; empty as long as nothing was signed. */
    public Optional<Checkpoint> checkpoint() {
        return signing.checkpoint();
    }

    /**
     * The proof that an entry is covered by the newest checkpoint, made and checked now; empty when it isn't yet, or nothing was signed.
     *
     * @throws LedgerException when it doesn't hold, or can't be made
     */
    public Optional<InclusionProof> prove(long seq) throws LedgerException {
        try {
            return signing.prove(seq);
        } catch (IOException e) {
            throw notRead(e);
        }
    }

    /** The key that the trail names; empty when it names none. */
    public Optional<LogKey> key() throws LedgerException {
        try {
            return signing.key();
        } catch (IOException e) {
            throw notRead(e);
        }
    }

    /**
     * Sends every checkpoint to these witnesses from now on, and to no others; nobody waits for them.
     *
     * @param firstPause how long to wait after a witness wasn't reached; each further time doubles it
     */
    public void witnesses(List<Witness> witnesses, Duration firstPause) {
        signing.witnesses(witnesses, firstPause);
    }

    /** How far each witness has got. */
    public List<WitnessState> witnesses() {
        return signing.witnesses();
    }

    /**
     * Tells these targets of every entry from now on, and no others; nobody waits for them.
     *
     * @param firstPause how long to wait after a target didn't take what it was sent; each further time doubles it
     * @throws IllegalArgumentException when two of them have one name
     */
    public void deliverTo(List<Target> targets, Duration firstPause) {
        deliveries.to(targets, firstPause);
    }

    /** How far each target has got. */
    public List<DeliveryState> deliveries() {
        return deliveries.states();
    }

    /** Why nothing is signed at present, a sentence; empty when nothing hinders it, and when nothing is to be signed. */
    public Optional<String> signingTrouble() {
        return signing.trouble();
    }

    /**
     * Records a decision: an entry for the evidence, one per gate, and the decision as the last. They become consecutive entries; after a power
     * cut before the return a part of the first ones may be there, and the decision never without its gates.
     */
    public RecordedDecision record(Decision decision, ReleaseContext context, Actor actor) throws LedgerException {
        return writing.record(decision, context, actor);
    }

    /** Records evidence that nobody has judged. */
    public RecordedEvidence recordEvidence(Evidence evidence, Subject subject, Actor actor, Instant at)
            throws LedgerException {
        return writing.recordEvidence(evidence, subject, actor, at);
    }

    /** Records what stands for itself; of what the actor has typed, by field, commitments stand in the entry. */
    public TrailEntry record(Event event, EntrySubject subject, Actor actor, Map<String, String> typed, Instant at)
            throws LedgerException {
        return writing.record(event, subject, actor, typed, at);
    }

    /**
     * The run that this one is to be compared with: same branch, then target branch, then the policy's reference, then bootstrap.
     *
     * <p>Only runs are looked at that were judged under the same title by an ordinary build of this job, were admitted, and didn't lack a
     * baseline themselves; rehearsals are compared with rehearsals alone. A run that should be there and can't be read is not passed over in
     * favour of an older one.
     */
    public Baseline baseline(Subject subject, Policy policy, Instant at) throws LedgerException {
        return reading.baseline(new Lineage(subject, Optional.empty()), policy, at);
    }

    /**
     * The same for a run with this evidence. Where it suppresses anything, there may be a run to compare that with even if no gate compares: gates
     * have no use for it, and the record tells what has changed.
     */
    public Baseline baseline(Subject subject, Policy policy, Evidence run, Instant at) throws LedgerException {
        return reading.baseline(new Lineage(subject, Optional.empty()), policy, run, at);
    }

    /** The run of this job that was admitted to an environment last, which another one is compared with that is to go there. */
    public Baseline admittedBefore(Subject subject, String environment, Policy policy, Evidence run, Instant at)
            throws LedgerException {
        return reading.baseline(new Lineage(subject, Optional.of(environment)), policy, run, at);
    }

    /**
     * All entries about a build, by {@link Subject#build()}, in their order; found without reading the trail.
     *
     * @throws LedgerException when one of them can't be read
     */
    public List<TrailEntry> entriesOf(String build) throws LedgerException {
        return reading.entriesOf(build);
    }

    /**
     * The entries about a build that can be read, for somebody who shows what is left.
     *
     * @param faults is told of each that can't
     */
    public List<TrailEntry> entriesOf(String build, Consumer<? super LedgerException> faults) throws LedgerException {
        return reading.entriesOf(build, faults);
    }

    /** What an entry tells, in full where its body was cut; empty when its kind is not known here, or when the full body isn't kept. */
    public Optional<Event> event(TrailEntry entry) throws LedgerException {
        return reading.event(entry);
    }

    /** Whether an entry holds only the beginning of its body, because all of it was too large; the rest lies beside the trail. */
    public boolean isCut(TrailEntry entry) {
        return entry.body().has(EntryLine.CUT);
    }

    /**
     * Finds entries, the newest first.
     *
     * @param before only those before this one; {@link Long#MAX_VALUE} begins with the newest
     * @param limit how many at most
     */
    public LedgerSearch.Page find(LedgerQuery query, long before, int limit) throws LedgerException {
        return reading.find(query, before, limit);
    }

    /** Takes out of the ledger what may be taken out. */
    public Erasure erasure() {
        return new Erasure(store, this);
    }

    /** States what it holds to those who don't see it. */
    public Statements statements() {
        return new Statements(this, signing);
    }

    /** What was admitted to environments, and what became of it. */
    public Promotions promotions() {
        return new Promotions(this);
    }

    /** What people were asked to approve, and what they said. */
    public Approvals approvals() {
        return new Approvals(this);
    }

    /** What people were asked to let through although it doesn't pass. */
    public RecordedExemptions exemptions() {
        return new RecordedExemptions(this);
    }

    /** What people have said about the readiness of services. */
    public RecordedReadiness readiness() {
        return new RecordedReadiness(store, this);
    }

    /** Takes decisions back. */
    public Revocations revocations() {
        return new Revocations(store, this);
    }

    /** What lies in it, byte for byte. */
    public Originals originals() {
        return new Originals(store, signing, this);
    }

    /** The entry of that number. */
    public Optional<TrailEntry> entry(long seq) throws LedgerException {
        return reading.entry(seq);
    }

    /** The entry that others name by that id, {@code <origin>/<seq>}; empty when there is none. */
    public Optional<TrailEntry> entryOf(String id) throws LedgerException {
        return reading.entryOf(id);
    }

    /** The evidence of that name; empty when it isn't kept any more. What doesn't match its digest, or can't be read, throws. */
    public Optional<Evidence> evidence(Digest digest) throws LedgerException {
        return reading.evidence(digest, finding -> {});
    }

    /** The same; each finding is shown as it is read, so that whoever wants to see all needn't go through them once more. */
    public Optional<Evidence> evidence(Digest digest, Consumer<Finding> each) throws LedgerException {
        return reading.evidence(digest, each);
    }

    /** The clear values of persons that are still kept for an entry. */
    public People people(long seq) throws LedgerException {
        return reading.people(seq);
    }

    /** Where the trail ends now. */
    public Head head() {
        return store.head();
    }

    /** Whether it takes entries; not after {@link #close}, nor after the trail could not be forced, when only opening it anew helps. */
    public boolean takesEntries() {
        return commit.sound();
    }

    /** What was found and mended while opening, a sentence each for the log; mostly empty. */
    public List<String> notices() {
        return notices;
    }

    /** What is wrong with the trail as a whole, a sentence each; only one that was opened for reading has any. */
    public List<String> damage() {
        return damage;
    }

    /** Lets go of the directory, after what is being written is done. */
    @Override
    public void close() {
        boolean sound = commit.sound();
        commit.shut(new LedgerException("The ledger in " + store + " is closed"));
        signing.close();
        deliveries.close();
        if (sound) {
            store.settle();
        }
        LedgerOpening.release(store);
    }

    LedgerException notRead(IOException e) {
        return reading.notRead(e);
    }
}
