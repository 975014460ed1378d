package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.verify.note.Checkpoint;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import java.io.Closeable;
import java.util.Base64;
import java.util.Optional;

/** The ledger's own checkpoints: each has to be what the tree is when the walk over the entries passes its size. */
final class RecordedCheckpoints implements Closeable {

    private final CheckpointFiles files;
    private final String log;
    private final Keys keys;
    private final Observations observations;
    private final Repeated otherRoots;
    private Optional<Pending> pending = Optional.empty();
    private long previous;
    private long passed;
    private byte[] newest = new byte[0];
    private byte[] secondNewest = new byte[0];
    private long right;
    private long rightUpTo;
    private long signedUpTo;
    private boolean unchecked;

    RecordedCheckpoints(CheckpointFiles files, String log, Keys keys, Observations observations) {
        this.files = files;
        this.log = log;
        this.keys = keys;
        this.observations = observations;
        this.otherRoots =
                new Repeated(observations, "more checkpoints behind it are signed and have other roots than the trail");
        advance();
    }

    private record Pending(String place, Checkpoint checkpoint) {}

    /** The size that is waited for. */
    long awaited() {
        return pending.map(waiting -> waiting.checkpoint().size()).orElse(Long.MAX_VALUE);
    }

    /** The entries are as many as somebody waited for. */
    void reach(long size, byte[] root) {
        while (awaited() <= size) {
            Pending now = pending.orElseThrow();
            if (now.checkpoint().size() == size) {
                passed = size;
                check(now, root);
            } else {
                unchecked = true;
            }
            advance();
        }
    }

    /** Whether there is one of the size that was reached last. */
    boolean has(long size) {
        return passed == size;
    }

    /** How many are right. */
    long right() {
        return right;
    }

    /** The entries of the newest one that is right. */
    long rightUpTo() {
        return rightUpTo;
    }

    /** The entries of the newest one with a valid signature, right or of other entries than the trail has. */
    long signedUpTo() {
        return signedUpTo;
    }

    /** Whether some could not be held against a root. */
    boolean unchecked() {
        return unchecked;
    }

    /** The bytes of the newest one, right or wrong; none without any. */
    byte[] newest() {
        return newest.clone();
    }

    /** The bytes of the one before. */
    byte[] secondNewest() {
        return secondNewest.clone();
    }

    /** After all entries, of which there are so many. */
    void end(long entries) {
        otherRoots.end();
        Optional<Pending> first = Optional.empty();
        long beyond = 0;
        for (; pending.isPresent(); advance()) {
            if (awaited() <= entries) {
                unchecked = true;
            } else {
                first = first.or(() -> pending);
                beyond++;
            }
        }
        if (first.isPresent()) {
            observations.wrong(
                    first.get().place(),
                    cutOff(first.get().checkpoint().size(), entries)
                            + (beyond > 1 ? "; so are the " + (beyond - 1) + " behind it" : ""));
        }
    }

    /** That a checkpoint is of more entries than there are. */
    static String cutOff(long size, long entries) {
        return "the checkpoint is of " + size + " entries, the trail has " + entries
                + ": entries were cut off the end, or the directory was put back to an earlier state";
    }

    /** That a checkpoint has another root than the entries. */
    static String otherRoot(Checkpoint checkpoint, byte[] root) {
        return "found the root " + checkpoint.root() + " for " + checkpoint.size() + " entries, the trail has "
                + Base64.getEncoder().encodeToString(root)
                + ": entries before it were changed, or this is the checkpoint of another history";
    }

    private void check(Pending now, byte[] root) {
        if (!now.checkpoint().log().equals(log)) {
            observations.wrong(
                    now.place(),
                    "found the log " + now.checkpoint().log() + ", expected " + log + " as the entries say");
        } else if (keys.inForce().isEmpty()) {
            if (!keys.any()) {
                observations.wrong(
                        now.place(),
                        "found a signed checkpoint of " + now.checkpoint().size()
                                + " entries, expected that one of them names the key");
            }
        } else if (!now.checkpoint().signedBy(keys.inForce().get())) {
            observations.wrong(
                    now.place(),
                    "found no valid signature of the key in force for "
                            + now.checkpoint().size() + " entries, expected one of "
                            + keys.inForce().get());
        } else if (!now.checkpoint().hasRoot(root)) {
            signedUpTo = now.checkpoint().size();
            otherRoots.wrong(now.place(), otherRoot(now.checkpoint(), root));
        } else {
            right++;
            rightUpTo = now.checkpoint().size();
            signedUpTo = rightUpTo;
            keys.signed(rightUpTo);
        }
    }

    private void advance() {
        pending = Optional.empty();
        for (Optional<CheckpointFiles.Piece> next = files.next(); next.isPresent(); next = files.next()) {
            CheckpointFiles.Piece piece = next.get();
            secondNewest = newest;
            newest = piece.bytes();
            try {
                Checkpoint checkpoint = Checkpoint.parse(piece.bytes());
                boolean grows = grows(piece, checkpoint.size());
                previous = checkpoint.size();
                if (grows) {
                    pending = Optional.of(new Pending(piece.place(), checkpoint));
                    return;
                }
            } catch (RefusedNoteException e) {
                observations.wrong(piece.place(), "not a checkpoint: " + e.getMessage());
            }
        }
    }

    private boolean grows(CheckpointFiles.Piece piece, long size) {
        if (piece.named().isPresent() && piece.named().get() != size) {
            observations.wrong(
                    piece.place(),
                    "found a checkpoint of " + size + " entries, expected "
                            + piece.named().get() + " as the name of the file says");
        }
        if (size <= previous) {
            observations.wrong(
                    piece.place(),
                    "found a checkpoint of " + size + " entries behind one of " + previous
                            + ", expected more from each to the next: one stands here again or out of its order");
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        files.close();
    }
}
