package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.Checkpoints;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.audit.tlog.InclusionProof;
import io.jenkins.lib.releasegates.audit.tlog.Proofs;
import io.jenkins.lib.releasegates.audit.witness.Witness;
import io.jenkins.lib.releasegates.audit.witness.WitnessFeed;
import io.jenkins.lib.releasegates.audit.witness.WitnessState;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a ledger and, where it has keys, what signs more of them. */
final class Signing {

    private final Disk disk;
    private final Store store;
    private final Checkpoints checkpoints;
    private final String origin;
    private final Proofs proofs;

    private List<WitnessFeed> feeds = List.of();
    private volatile Runnable releasing = () -> {};
    private volatile @Nullable LogKeys keys;
    private volatile @Nullable CheckpointKeeper keeper;

    Signing(Disk disk, Store store, Checkpoints checkpoints, String origin) {
        this.disk = disk;
        this.store = store;
        this.checkpoints = checkpoints;
        this.origin = origin;
        this.proofs = new Proofs(disk);
    }

    /**
     * Signs from now on; the trail names the key on return.
     *
     * @throws LedgerException when the trail doesn't lead to what was signed, or can't be written
     */
    void begin(Drafts drafts, GroupCommit commit, SigningKeys signingKeys, Instant at)
            throws IOException, LedgerException {
        CheckpointKeeper signing =
                new CheckpointKeeper(disk, store, checkpoints, Checkpoint.logName(origin), this::signed, commit::shut);
        checkSigned();
        signing.resume();
        new SignedEarlier(store, Checkpoint.logName(origin), signingKeys.memory()).check(checkpoints.newest());
        LogKeys named = new LogKeys(store, drafts, commit, origin, signingKeys);
        signing.start(named.begin(at), signingKeys.memory());
        keys = named;
        keeper = signing;
    }

    /** Nobody but a key that the trail names may have signed what is gone on from: else a foreign checkpoint would be taken for ours. */
    private void checkSigned() throws IOException, LedgerException {
        Optional<Checkpoint> newest = checkpoints.newest();
        if (newest.isEmpty()) {
            return;
        }
        Optional<LogKey> key = LogKeys.inForce(store, newest.get().size());
        if (key.isEmpty() || !newest.get().note().isSignedBy(key.get())) {
            throw new LedgerException(
                    "The checkpoints are damaged and the ledger takes no more entries: the newest one, of "
                            + newest.get().size() + " entries, isn't signed by the key that the trail names for it ("
                            + key.map(LogKey::vkey).orElse("none")
                            + "). No crash leaves it so; `release-gates verify` lists all that is wrong.");
        }
    }

    /** Goes over to the key that is wanted now, where that is another one. */
    void adopt(Drafts drafts, GroupCommit commit, SigningKeys signingKeys, Instant at)
            throws IOException, LedgerException {
        CheckpointKeeper signing = keeper;
        if (signing == null) {
            throw unsigned();
        }
        LogKeys named = new LogKeys(store, drafts, commit, origin, signingKeys);
        signing.rotate(from -> named.begin(at), signingKeys.memory());
        keys = named;
        signing.appended();
    }

    void rotate(Actor actor, Instant at) throws IOException, LedgerException {
        CheckpointKeeper signing = keeper;
        LogKeys named = keys;
        if (signing == null || named == null) {
            throw unsigned();
        }
        signing.rotate(from -> named.rotate(from, actor, at), named.memory());
        signing.appended();
    }

    /** Sends checkpoints to these witnesses from now on, and to no others. */
    synchronized void witnesses(List<Witness> witnesses, Duration firstPause) {
        feeds.forEach(WitnessFeed::close);
        feeds = witnesses.stream()
                .map(witness -> new WitnessFeed(disk, checkpoints, witness, firstPause))
                .toList();
        feeds.forEach(WitnessFeed::start);
    }

    synchronized List<WitnessState> witnesses() {
        return feeds.stream().map(WitnessFeed::state).toList();
    }

    private void signed() {
        releasing.run();
        synchronized (this) {
            feeds.forEach(WitnessFeed::signed);
        }
    }

    /** Is told, and waited for, whenever {@link #releasable} has grown. */
    void onReleasable(Runnable told) {
        releasing = told;
    }

    /** How many entries others may be told of: those that a checkpoint covers, where it signs; else all that are acknowledged. */
    long releasable() {
        return keeper == null
                ? store.head().entries()
                : checkpoints.newest().map(Checkpoint::size).orElse(0L);
    }

    private LedgerException unsigned() {
        return new LedgerException("The ledger in " + store + " isn't signed, so that there is no key to exchange");
    }

    /** Entries were appended. */
    void appended() {
        CheckpointKeeper signing = keeper;
        if (signing == null) {
            releasing.run();
        } else {
            signing.appended();
        }
    }

    Optional<Checkpoint> checkpoint() {
        return checkpoints.newest();
    }

    /**
     * The proof that an entry is covered by the newest checkpoint, made and checked now; empty when it isn't yet.
     *
     * @throws LedgerException when it doesn't hold
     */
    Optional<InclusionProof> prove(long seq) throws IOException, LedgerException {
        Optional<Checkpoint> newest = checkpoints.newest().filter(checkpoint -> seq < checkpoint.size());
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(prove(seq, newest.get()));
    }

    /**
     * The proof that an entry is covered by this checkpoint, the newest or an older one, made and checked now.
     *
     * @throws LedgerException when it doesn't hold
     * @throws IllegalArgumentException when the checkpoint doesn't cover the entry
     */
    InclusionProof prove(long seq, Checkpoint checkpoint) throws IOException, LedgerException {
        InclusionProof proof;
        try {
            proof = proofs.inclusion(seq, checkpoint);
        } catch (IOException e) {
            // The partial tiles of a checkpoint go once the full ones are there, which hold the same.
            proof = proofs.inclusion(seq, checkpoint);
        }
        if (!holds(proof)) {
            proofs.forget();
            proof = proofs.inclusion(seq, checkpoint);
        }
        if (!holds(proof)) {
            throw new LedgerException("Entry " + origin + "/" + seq + " is not what the checkpoint of "
                    + checkpoint.size() + " entries was signed over, or the tiles are damaged;"
                    + " `release-gates verify` tells which");
        }
        return proof;
    }

    private boolean holds(InclusionProof proof) throws IOException, LedgerException {
        boolean[] holds = {false};
        store.lines(proof.index(), proof.index() + 1, (number, line) -> holds[0] = proof.holds(line));
        return holds[0];
    }

    Optional<LogKey> key() throws IOException, LedgerException {
        return LogKeys.inForce(store);
    }

    Optional<String> trouble() {
        CheckpointKeeper signing = keeper;
        return signing == null ? Optional.empty() : signing.trouble();
    }

    /** Name of the log. */
    String log() {
        return Checkpoint.logName(origin);
    }

    /** Signs with the key in force; empty when nothing is signed here. */
    Optional<EnvelopeSigner> signer() throws LedgerException {
        CheckpointKeeper signing = keeper;
        return signing == null ? Optional.empty() : Optional.of(signer(signing.key()));
    }

    private EnvelopeSigner signer(SigningKey key) throws LedgerException {
        EnvelopeKey shown;
        try {
            shown = EnvelopeKey.parse(key.publicKey(log()).pem());
        } catch (RefusedDocumentException e) {
            throw new LedgerException("The key of the ledger can't sign statements: " + e.getMessage(), e);
        }
        return new EnvelopeSigner() {
            @Override
            public EnvelopeKey key() {
                return shown;
            }

            @Override
            public byte[] sign(byte[] message) {
                return key.sign(message);
            }
        };
    }

    /** Signs what is left and ends. */
    void close() {
        CheckpointKeeper signing = keeper;
        if (signing != null) {
            signing.close();
        }
        witnesses(List.of(), Duration.ZERO);
    }
}
