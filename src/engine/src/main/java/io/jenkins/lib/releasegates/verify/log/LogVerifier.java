package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.note.KeyRotation;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what surrounds a trail against it while somebody else walks over the entries: everything there is ordered by the number of entries, so
 * that one walk is enough and little has to be remembered. Not thread-safe.
 */
public final class LogVerifier implements Closeable {

    private static final String NAME = "release-gates/";

    private final LedgerDirectory ledger;
    private final List<Witness> witnesses;
    private final Observations observations;
    private final Keys keys;
    private final Tiles tiles;
    private final MerkleTree tree;
    private final List<WitnessedCheckpoints> witnessed = new ArrayList<>();
    private String log = "";
    private @Nullable NewestCheckpoint newest;
    private @Nullable RecordedCheckpoints recorded;
    private Optional<String> gap = Optional.empty();
    private long awaited;

    /** Of a ledger; nothing is read until the first entry. */
    public LogVerifier(
            LedgerDirectory ledger, List<TrustedKey> keys, List<Witness> witnesses, Observations observations) {
        this.ledger = ledger;
        this.witnesses = witnesses;
        this.observations = observations;
        this.keys = new Keys(keys, observations);
        this.tiles = new Tiles(ledger, observations);
        this.tree = new MerkleTree(tiles);
    }

    /**
     * An entry was read.
     *
     * @param place where
     * @param seq the number that it has
     * @param origin of the log, 16 hexadecimal digits
     * @param line its bytes without the line feed
     * @param rotation what it says when it names another key
     */
    public void entry(String place, long seq, String origin, byte[] line, Optional<KeyRotation> rotation) {
        if (recorded == null) {
            begin(origin);
        }
        if (gap.isEmpty() && seq != tree.size()) {
            gap(place);
        }
        if (gap.isEmpty()) {
            tree.add(line);
            tiles.entry(line);
        }
        rotation.ifPresent(to -> keys.rotate(place, to, log, gap.isPresent()));
        if (gap.isEmpty() && tree.size() >= awaited) {
            reach();
        }
    }

    /** From here on entries are missing or could not be read, and the tree can't be computed any more. */
    public void gap(String place) {
        if (gap.isEmpty()) {
            gap = Optional.of(place);
        }
    }

    /** After all entries, of which there were so many, those included that could not be read. */
    public LogSummary end(long entries) {
        RecordedCheckpoints checkpoints = recorded == null ? begin("") : recorded;
        checkpoints.end(entries);
        witnessed.forEach(witness -> witness.end(entries));
        if (newest != null) {
            newest.end(checkpoints.newest(), checkpoints.secondNewest());
        }
        tiles.end(checkpoints.signedUpTo(), gap.isPresent() ? Long.MAX_VALUE : tree.size());
        keys.end();
        if (gap.isPresent()
                && (checkpoints.unchecked() || witnessed.stream().anyMatch(WitnessedCheckpoints::unchecked))) {
            observations.note("The tree can't be computed behind " + tree.size() + " entries, from " + gap.get()
                    + " on: roots that were signed for more of them were not checked");
        }
        long signed = checkpoints.signedUpTo();
        if (signed > 0 && signed < entries) {
            observations.note("Entries behind the newest checkpoint: " + (entries - signed) + ", from entry " + signed
                    + " on, not signed yet");
        }
        return new LogSummary(
                checkpoints.right(),
                checkpoints.rightUpTo(),
                keys.signedUpTo(),
                keys.named(),
                witnessed.stream()
                        .map(WitnessedCheckpoints::summary)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Looks first at what is written last, so that all that is seen of a running ledger stands in the trail already. */
    private RecordedCheckpoints begin(String origin) {
        log = NAME + origin;
        if (!origin.isEmpty()) {
            witnesses.forEach(witness -> witnessed.add(new WitnessedCheckpoints(witness, log, keys, observations)));
        } else if (!witnesses.isEmpty()) {
            observations.note("No entry tells which log this is, so no witness can say anything about it");
        }
        newest = new NewestCheckpoint(ledger, observations);
        RecordedCheckpoints checkpoints =
                new RecordedCheckpoints(new CheckpointFiles(ledger, observations), log, keys, observations);
        recorded = checkpoints;
        await();
        return checkpoints;
    }

    private void reach() {
        if (recorded == null) {
            return;
        }
        long size = tree.size();
        byte[] root = tree.root();
        recorded.reach(size, root);
        for (WitnessedCheckpoints witness : witnessed) {
            witness.reach(size, root, recorded.has(size));
        }
        await();
    }

    private void await() {
        awaited = recorded == null ? Long.MAX_VALUE : recorded.awaited();
        for (WitnessedCheckpoints witness : witnessed) {
            awaited = Math.min(awaited, witness.awaited());
        }
    }

    @Override
    public void close() {
        tiles.close();
        if (recorded != null) {
            recorded.close();
        }
    }
}
