package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.note.Checkpoint;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.SignedNote;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What a witness was given: each checkpoint has to be what the tree is when the walk over the entries passes its size. */
final class WitnessedCheckpoints {

    private final LedgerDirectory directory;
    private final String witness;
    private final String log;
    private final WitnessFiles files;
    private final Keys keys;
    private final Observations observations;
    private final Repeated otherRoots;
    private final Repeated notRecorded;
    private Optional<Pending> pending = Optional.empty();
    private boolean any;
    private long rightUpTo;
    private Instant at = Instant.EPOCH;
    private boolean unchecked;

    WitnessedCheckpoints(Witness witness, String log, Keys keys, Observations observations) {
        this.directory = new LedgerDirectory(witness.directory());
        this.witness = witness.name();
        this.log = log;
        this.files = new WitnessFiles(directory, witness.name(), log.substring(log.indexOf('/') + 1), observations);
        this.keys = keys;
        this.observations = observations;
        this.otherRoots = new Repeated(
                observations, "more checkpoints of witness " + witness.name() + " have other roots than the trail");
        this.notRecorded = new Repeated(
                observations,
                "more checkpoints of witness " + witness.name() + " are missing in " + CheckpointFiles.DIRECTORY + "/");
        advance();
    }

    private record Pending(String file, Checkpoint checkpoint) {}

    /** The size that is waited for. */
    long awaited() {
        return pending.map(waiting -> waiting.checkpoint().size()).orElse(Long.MAX_VALUE);
    }

    /** The entries are as many as somebody waited for, {@code recorded} tells whether the ledger itself has a checkpoint of that size. */
    void reach(long size, byte[] root, boolean recorded) {
        while (awaited() <= size) {
            Pending now = pending.orElseThrow();
            if (now.checkpoint().size() == size) {
                check(now, root, recorded);
            } else {
                unchecked = true;
            }
            advance();
        }
    }

    /** Whether some could not be held against a root. */
    boolean unchecked() {
        return unchecked;
    }

    /** What is right; empty when nothing is. */
    Optional<LogSummary.Witnessed> summary() {
        return rightUpTo == 0 ? Optional.empty() : Optional.of(new LogSummary.Witnessed(witness, rightUpTo, at));
    }

    /** After all entries, of which there are so many. */
    void end(long entries) {
        otherRoots.end();
        notRecorded.end();
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
            Checkpoint checkpoint = first.get().checkpoint();
            observations.wrong(
                    files.place(first.get().file()),
                    "witness " + witness + " has a checkpoint of " + checkpoint.size() + " entries"
                            + (beyond > 1 ? ", and " + (beyond - 1) + " of more" : "") + ", the trail has " + entries
                            + ": entries were cut off the end, or the directory was put back to an earlier state; the"
                            + " checkpoint is signed by a key that this trail "
                            + (keys.anySigned(checkpoint) ? "names" : "doesn't name"));
        } else if (!any) {
            observations.note("Witness " + witness + " has no checkpoint of " + log + ", so it says nothing about it");
        }
    }

    private void check(Pending now, byte[] root, boolean recorded) {
        String place = files.place(now.file());
        Checkpoint checkpoint = now.checkpoint();
        boolean signedInForce = keys.inForce().map(checkpoint::signedBy).orElse(false);
        if (!checkpoint.hasRoot(root)) {
            otherRoots.wrong(place, "of witness " + witness + ": " + RecordedCheckpoints.otherRoot(checkpoint, root));
        } else if (!signedInForce && !keys.anySigned(checkpoint)) {
            observations.wrong(
                    place,
                    "of witness " + witness + ": found no valid signature of a key that the trail names up to entry "
                            + (checkpoint.size() - 1) + ", expected one"
                            + keys.inForce().map(key -> " of " + key).orElse(""));
        } else {
            rightUpTo = checkpoint.size();
            at = modified(now.file());
            if (signedInForce) {
                keys.signed(rightUpTo);
            }
            if (!recorded) {
                notRecorded.wrong(
                        place,
                        "witness " + witness + " has a checkpoint of " + checkpoint.size() + " entries that "
                                + CheckpointFiles.DIRECTORY + "/ doesn't have: it was removed there");
            }
        }
    }

    private Instant modified(String file) {
        try {
            return directory.modified(file);
        } catch (IOException e) {
            observations.wrong(files.place(file), "can't be read: " + LedgerDirectory.reason(e));
            return Instant.EPOCH;
        }
    }

    private void advance() {
        pending = Optional.empty();
        for (Optional<String> next = files.next(); next.isPresent(); next = files.next()) {
            any = true;
            try {
                pending = Optional.of(new Pending(next.get(), read(next.get())));
                return;
            } catch (RefusedNoteException e) {
                observations.wrong(
                        files.place(next.get()), "of witness " + witness + ", not a checkpoint: " + e.getMessage());
            } catch (IOException e) {
                observations.wrong(files.place(next.get()), "can't be read: " + LedgerDirectory.reason(e));
            }
        }
    }

    private Checkpoint read(String file) throws IOException, RefusedNoteException {
        byte[] bytes = directory.read(file, SignedNote.MAX_BYTES);
        Checkpoint checkpoint = Checkpoint.parse(bytes);
        if (!checkpoint.log().equals(log)) {
            throw new RefusedNoteException("found the log " + checkpoint.log() + ", expected " + log);
        }
        if (checkpoint.size() != WitnessFiles.size(file)) {
            throw new RefusedNoteException("found a checkpoint of " + checkpoint.size()
                    + " entries, expected as many as the name of the file says");
        }
        String digest =
                Digest.of(bytes).hex().substring(0, WitnessFiles.digest(file).length());
        if (!digest.equals(WitnessFiles.digest(file))) {
            throw new RefusedNoteException(
                    "found bytes whose digest begins with " + digest + ", expected what the name of the file says");
        }
        return checkpoint;
    }
}
