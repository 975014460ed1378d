package io.jenkins.lib.releasegates.audit.note;

import io.jenkins.lib.releasegates.digest.Digest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log was at some moment, signed: c2sp.org/tlog-checkpoint without extension lines.
 *
 * @param log its name
 * @param size how many entries it had
 * @param root Merkle tree hash over them
 * @param note the same as it was signed
 */
public record Checkpoint(String log, long size, Digest root, SignedNote note) {

    private static final String NAMES = "release-gates/";
    private static final Pattern TEXT = Pattern.compile("([^\\n]+)\\n(0|[1-9][0-9]{0,15})\\n([A-Za-z0-9+/]{43}=)\\n");

    /** The name of the log whose entries have this origin. */
    public static String logName(String origin) {
        return NAMES + origin;
    }

    /** The origin of the entries of the log with this name. */
    public String origin() {
        return log.substring(log.lastIndexOf('/') + 1);
    }

    /** Signs. */
    public static Checkpoint sign(String log, long size, Digest root, SigningKey key) {
        return new Checkpoint(log, size, root, SignedNote.sign(text(log, size, root), log, key));
    }

    /**
     * Reads the written form; whose signature it has is another question.
     *
     * @throws IllegalArgumentException when it is no checkpoint
     */
    public static Checkpoint parse(String written) {
        SignedNote note = SignedNote.parse(written);
        Matcher text = TEXT.matcher(note.text());
        if (!text.matches()) {
            throw new IllegalArgumentException("A checkpoint has the name of its log, a size and a root, a line each");
        }
        byte[] root = Base64.getDecoder().decode(text.group(3));
        Checkpoint read = new Checkpoint(
                text.group(1),
                Long.parseLong(text.group(2)),
                new Digest(HexFormat.of().formatHex(root)),
                note);
        if (!text(read.log, read.size, read.root).equals(note.text())) {
            throw new IllegalArgumentException("The root of a checkpoint is base64 of 32 bytes in its one form");
        }
        return read;
    }

    /** The written form. */
    @Override
    public String toString() {
        return note.toString();
    }

    private static String text(String log, long size, Digest root) {
        return log + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
    }
}
