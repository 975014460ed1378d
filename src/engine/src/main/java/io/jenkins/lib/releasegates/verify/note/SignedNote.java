package io.jenkins.lib.releasegates.verify.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text and who claims to have signed it, after <a href="https://c2sp.org/signed-note">signed notes</a>. */
public final class SignedNote {

    /** Bytes of the longest note. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_SIGNATURES = 32;
    private static final int SHORTEST_SIGNATURE = 5;
    private static final String DASH = "\u2014 ";

    private final byte[] text;
    private final List<Signed> signatures;

    private SignedNote(byte[] text, List<Signed> signatures) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
    }

    /** A line of signature: the key's name, and its id in four bytes before the signature itself. */
    record Signed(String name, byte[] bytes) {}

    /** Takes a note apart; verifies nothing. */
    public static SignedNote parse(byte[] note) throws RefusedNoteException {
        if (note.length > MAX_BYTES) {
            throw new RefusedNoteException("the note has " + note.length + " bytes, allowed are " + MAX_BYTES);
        }
        String all = decoded(note);
        if (all.codePoints().anyMatch(character -> character < ' ' && character != '\n')) {
            throw new RefusedNoteException("found a control character in the note, expected none but line feeds");
        }
        int blank = all.lastIndexOf("\n\n");
        if (blank < 0 || !all.endsWith("\n") || blank + 2 >= all.length()) {
            throw new RefusedNoteException(
                    "found no signature, expected a text, an empty line and lines of signatures, each with its line feed");
        }
        String text = all.substring(0, blank + 1);
        List<Signed> signatures = new ArrayList<>();
        for (String line : all.substring(blank + 2, all.length() - 1).split("\n", -1)) {
            signatures.add(signature(line));
            if (signatures.size() > MAX_SIGNATURES) {
                throw new RefusedNoteException("found more than " + MAX_SIGNATURES + " signatures");
            }
        }
        return new SignedNote(Arrays.copyOf(note, text.getBytes(StandardCharsets.UTF_8).length), signatures);
    }

    private static Signed signature(String line) throws RefusedNoteException {
        String[] parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
        if (parts.length != 2 || !StrictText.isName(parts[0])) {
            throw new RefusedNoteException("found the line " + StrictText.shown(line)
                    + ", expected a signature: an em dash, the key's name and base64");
        }
        byte[] bytes = StrictText.base64(parts[1], "a signature");
        if (bytes.length < SHORTEST_SIGNATURE) {
            throw new RefusedNoteException(
                    "found a signature of " + bytes.length + " bytes, expected a key id and more");
        }
        return new Signed(parts[0], bytes);
    }

    private static String decoded(byte[] note) throws RefusedNoteException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(note))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedNoteException("the note is not in UTF-8");
        }
    }

    /** What is signed, with its last line feed. */
    byte[] text() {
        return text;
    }

    List<Signed> signatures() {
        return signatures;
    }
}
