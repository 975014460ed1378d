package io.jenkins.lib.releasegates.verify.bundle;

import io.jenkins.lib.releasegates.verify.log.Keys;
import io.jenkins.lib.releasegates.verify.log.LogSummary;
import io.jenkins.lib.releasegates.verify.log.Observations;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.Checkpoint;
import io.jenkins.lib.releasegates.verify.note.InclusionProof;
import io.jenkins.lib.releasegates.verify.note.KeyRotation;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import io.jenkins.lib.releasegates.verify.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Holds the entries of a bundle against its checkpoint, each by its proof, and the checkpoint against the keys that the proven entries name. Takes
 * the entries in ascending order. Not thread-safe.
 */
public final class ProvenEntries {

    private static final String CHECKPOINT = "checkpoint";
    private static final String PEM = "key.pem";
    private static final String VKEY = "key.vkey";
    private static final String LOG = "release-gates/";

    private final BundleFile bundle;
    private final Observations observations;
    private final Keys keys;
    private final Optional<byte[]> written;
    private final Optional<Checkpoint> checkpoint;
    private final List<Long> notCovered = new ArrayList<>();
    private long proven;
    private boolean ofThisLog = true;

    /** With the keys that somebody brings from elsewhere. */
    public ProvenEntries(BundleFile bundle, List<TrustedKey> given, Observations observations)
            throws IOException, RefusedBundleException {
        this.bundle = bundle;
        this.observations = observations;
        this.keys = new Keys(given, observations);
        this.written = bundle.read(CHECKPOINT);
        this.checkpoint = written.flatMap(this::parse);
    }

    private Optional<Checkpoint> parse(byte[] bytes) {
        try {
            return Optional.of(Checkpoint.parse(bytes));
        } catch (RefusedNoteException e) {
            observations.wrong(CHECKPOINT, "not a checkpoint: " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * An entry was read.
     *
     * @param place its name in the bundle
     * @param origin of the log, 16 hexadecimal digits
     * @param line its bytes
     * @param rotation what it says when it names another key
     */
    public void entry(String place, long seq, String origin, byte[] line, Optional<KeyRotation> rotation)
            throws IOException, RefusedBundleException {
        String file = "proofs/" + seq + ".tlog-proof";
        Optional<byte[]> proof = bundle.read(file);
        if (checkpoint.isEmpty() || seq >= checkpoint.get().size()) {
            notCovered.add(seq);
            if (proof.isPresent() && checkpoint.isPresent()) {
                observations.wrong(
                        file,
                        "found a proof, expected none: the checkpoint of "
                                + checkpoint.get().size() + " entries doesn't cover entry " + seq);
            } else if (proof.isPresent() && written.isEmpty()) {
                observations.wrong(file, "found a proof, expected the file " + CHECKPOINT + ", too, to which it leads");
            }
        } else if (!checkpoint.get().log().equals(LOG + origin)) {
            ofThisLog = false;
            observations.wrong(
                    place,
                    "found an entry of the log " + LOG + origin + ", expected "
                            + checkpoint.get().log() + " as the checkpoint says");
        } else if (proof.isEmpty()) {
            observations.wrong(
                    file,
                    "missing, expected the proof that entry " + seq + " is among the "
                            + checkpoint.get().size() + " entries that the checkpoint covers");
        } else if (holds(file, proof.get(), place, seq, line, checkpoint.get())) {
            proven++;
            rotation.ifPresent(to -> keys.rotate(place, to, LOG + origin, false));
        }
    }

    /** After all entries. */
    public LogSummary end(List<Witness> witnesses) throws IOException, RefusedBundleException {
        List<LogSummary.Witnessed> witnessed = new ArrayList<>();
        long right = 0;
        if (checkpoint.isPresent() && ofThisLog && isSigned(checkpoint.get())) {
            VerifierKey key = keys.inForce().orElseThrow();
            right = checkpoint.get().size();
            keys.signed(right);
            for (Witness witness : witnesses) {
                new WitnessedCheckpoint(checkpoint.get(), key, observations)
                        .at(witness)
                        .ifPresent(witnessed::add);
            }
            expect(PEM, key.pem(), key);
            expect(VKEY, key + "\n", key);
        } else if (written.isEmpty()) {
            for (String file : List.of(PEM, VKEY)) {
                if (bundle.read(file).isPresent()) {
                    observations.wrong(
                            file, "found a key, expected the file " + CHECKPOINT + ", too, that was signed with it");
                }
            }
            if (!witnesses.isEmpty()) {
                observations.note("Nothing in this bundle is signed, so no witness can say anything about it");
            }
        }
        keys.end();
        return new LogSummary(right > 0 ? 1 : 0, right, keys.signedUpTo(), keys.named(), witnessed);
    }

    /** Entries that are proved to be in the tree of the checkpoint. */
    public long proven() {
        return proven;
    }

    /** Numbers of the entries that the checkpoint doesn't cover, or of all without one. */
    public List<Long> notCovered() {
        return List.copyOf(notCovered);
    }

    private boolean holds(String file, byte[] bytes, String place, long seq, byte[] line, Checkpoint covering) {
        try {
            InclusionProof proof = InclusionProof.parse(bytes);
            if (proof.index() != seq) {
                observations.wrong(file, "found the proof of entry " + proof.index() + ", expected that of " + seq);
            } else if (!proof.hasCheckpoint(written.orElseThrow())) {
                observations.wrong(
                        file, "found another checkpoint at its end, expected the same as in the file " + CHECKPOINT);
            } else {
                Optional<byte[]> root = proof.root(line, covering.size());
                if (root.map(covering::hasRoot).orElse(false)) {
                    return true;
                }
                observations.wrong(
                        file,
                        root.map(found -> "its hashes lead from " + place + " to the root "
                                                + Base64.getEncoder().encodeToString(found) + ", the checkpoint has "
                                                + covering.root())
                                        .orElse("found more or fewer hashes than lead to the root of " + covering.size()
                                                + " entries")
                                + ": the entry or its proof was changed, or they don't belong together");
            }
        } catch (RefusedNoteException e) {
            observations.wrong(file, "not a proof: " + e.getMessage());
        }
        return false;
    }

    private boolean isSigned(Checkpoint covering) {
        if (keys.inForce().isEmpty()) {
            observations.wrong(
                    CHECKPOINT,
                    "found a signed checkpoint, expected a proven entry of the kind key-rotated that names the key");
            return false;
        }
        VerifierKey key = keys.inForce().get();
        if (!covering.signedBy(key)) {
            observations.wrong(
                    CHECKPOINT,
                    "found no valid signature of the key that the entries name last, expected one of " + key);
            return false;
        }
        return true;
    }

    private void expect(String file, String text, VerifierKey key) throws IOException, RefusedBundleException {
        Optional<byte[]> found = bundle.read(file);
        if (found.isEmpty() || !Arrays.equals(found.get(), text.getBytes(StandardCharsets.UTF_8))) {
            observations.wrong(
                    file,
                    (found.isEmpty() ? "missing, expected " : "found something else than ")
                            + "the key that signed the checkpoint, " + key);
        }
    }
}
