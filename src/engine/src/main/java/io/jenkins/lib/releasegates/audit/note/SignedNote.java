package io.jenkins.lib.releasegates.audit.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures below it, as c2sp.org/signed-note says.
 *
 * @param text what is signed; ends with a line feed
 * @param signatures the lines below it, without line feeds
 */
public record SignedNote(String text, List<String> signatures) {

    private static final String DASH = "\u2014 ";
    private static final int MAX_SIGNATURES = 32;
    private static final int MAX_CHARACTERS = 64 * 1024;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    static SignedNote sign(String text, String log, SigningKey key) {
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] line = Arrays.copyOf(key.publicKey(log).idBytes(), LogKey.ID_BYTES + signature.length);
        System.arraycopy(signature, 0, line, LogKey.ID_BYTES, signature.length);
        return new SignedNote(
                text, List.of(DASH + log + " " + Base64.getEncoder().encodeToString(line)));
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (note.length() > MAX_CHARACTERS || end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("A signed note has a text, an empty line and signatures");
        }
        List<String> signatures = new ArrayList<>();
        for (String line : note.substring(end + 2).split("\n", -1)) {
            if (!line.isEmpty()) {
                if (!line.startsWith(DASH) || signatures.size() == MAX_SIGNATURES) {
                    throw new IllegalArgumentException("A signature of a note is a line that begins with an em dash");
                }
                signatures.add(line);
            }
        }
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("The note has no signature");
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    /** Whether one of the signatures is of this key. */
    public boolean isSignedBy(LogKey key) {
        String begin = DASH + key.name() + " ";
        byte[] id = key.idBytes();
        for (String line : signatures) {
            if (line.startsWith(begin)) {
                byte[] signature = decoded(line.substring(begin.length()));
                if (signature.length > LogKey.ID_BYTES
                        && Arrays.equals(signature, 0, LogKey.ID_BYTES, id, 0, LogKey.ID_BYTES)) {
                    return key.verifies(
                            text.getBytes(StandardCharsets.UTF_8),
                            Arrays.copyOfRange(signature, LogKey.ID_BYTES, signature.length));
                }
            }
        }
        return false;
    }

    /** The written form. */
    @Override
    public String toString() {
        return text + "\n" + String.join("\n", signatures) + "\n";
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
