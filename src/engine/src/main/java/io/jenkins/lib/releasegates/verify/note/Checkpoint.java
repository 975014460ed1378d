package io.jenkins.lib.releasegates.verify.note;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a log promised at some moment, after <a href="https://c2sp.org/tlog-checkpoint">tlog-checkpoint</a>: how many entries it had, and the
 * root of their tree. A form; whether it is signed is another question.
 */
public final class Checkpoint {

    private static final int ROOT_BYTES = 32;

    private final String log;
    private final long size;
    private final byte[] root;
    private final SignedNote note;

    private Checkpoint(String log, long size, byte[] root, SignedNote note) {
        this.log = log;
        this.size = size;
        this.root = root;
        this.note = note;
    }

    /** Reads a note whose text is exactly three lines. */
    public static Checkpoint parse(byte[] bytes) throws RefusedNoteException {
        SignedNote note = SignedNote.parse(bytes);
        String[] lines = new String(note.text(), StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length != 4 || lines[0].isEmpty()) {
            throw new RefusedNoteException("found " + (lines.length - 1)
                    + " lines, expected three: the name of the log, the number of entries and the root");
        }
        byte[] root = StrictText.base64(lines[2], "the root");
        if (root.length != ROOT_BYTES) {
            throw new RefusedNoteException("found a root of " + root.length + " bytes, expected " + ROOT_BYTES);
        }
        return new Checkpoint(lines[0], StrictText.size(lines[1]), root, note);
    }

    /** The name that it gives the log. */
    public String log() {
        return log;
    }

    /** Number of entries. */
    public long size() {
        return size;
    }

    public boolean hasRoot(byte[] other) {
        return Arrays.equals(root, other);
    }

    /** The root as it is written. */
    public String root() {
        return Base64.getEncoder().encodeToString(root);
    }

    public boolean signedBy(VerifierKey key) {
        return key.signed(note);
    }
}
