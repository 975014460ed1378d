package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import io.jenkins.lib.releasegates.verify.note.SignedNote;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The file where clients of transparency logs look for the newest checkpoint; read before all others, since it is written after them. */
final class NewestCheckpoint {

    private static final String FILE = "checkpoint";

    private final Observations observations;
    private Optional<byte[]> found = Optional.empty();
    private boolean unreadable;

    NewestCheckpoint(LedgerDirectory ledger, Observations observations) {
        this.observations = observations;
        try {
            if (ledger.kind(FILE) != Kind.NOTHING) {
                found = Optional.of(ledger.read(FILE, SignedNote.MAX_BYTES));
            }
        } catch (IOException e) {
            unreadable = true;
            observations.wrong(FILE, "can't be read: " + LedgerDirectory.reason(e));
        }
    }

    void end(byte[] newest, byte[] before) {
        if (unreadable) {
            return;
        }
        if (found.isEmpty()) {
            if (newest.length > 0) {
                observations.note("The file " + FILE + " isn't there; the ledger puts it back");
            }
        } else if (newest.length == 0) {
            observations.wrong(
                    FILE,
                    "found a checkpoint, expected it in " + CheckpointFiles.DIRECTORY + "/, which has none: the signed"
                            + " checkpoints were removed there");
        } else if (!Arrays.equals(found.get(), newest)) {
            differs(found.get(), newest, before);
        }
    }

    private void differs(byte[] file, byte[] newest, byte[] before) {
        if (before.length > 0 && Arrays.equals(file, before) || Torn.is(file, newest) || Torn.is(file, before)) {
            observations.note("The file " + FILE + " is behind the newest checkpoint in " + CheckpointFiles.DIRECTORY
                    + "/, as a crash or a checkpoint that is just being written leaves it");
        } else {
            observations.wrong(
                    FILE,
                    "found other bytes than the newest checkpoint in " + CheckpointFiles.DIRECTORY
                            + "/ has: one of the two was changed, put back or removed");
        }
    }
}
