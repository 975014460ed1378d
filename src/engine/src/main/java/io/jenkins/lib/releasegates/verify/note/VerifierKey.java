package io.jenkins.lib.releasegates.verify.note;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A public key with its name, written as the vkey of <a href="https://c2sp.org/signed-note">signed notes</a>. Immutable; two are equal when
 * they are written alike.
 */
public final class VerifierKey {

    /** Ed25519 among the types of signatures. */
    private static final byte TYPE = 1;

    private static final int ID_BYTES = 4;
    private static final int MAX_CHARACTERS = 1_000;

    private final String name;
    private final byte[] raw;
    private final byte[] id;
    private final PublicKey key;

    private VerifierKey(String name, byte[] raw) throws RefusedNoteException {
        this.name = name;
        this.raw = raw;
        this.key = Ed25519.key(raw);
        MessageDigest sha256 = Digest.sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update(new byte[] {'\n', TYPE});
        this.id = Arrays.copyOf(sha256.digest(raw), ID_BYTES);
    }

    /** Reads {@code <name>+<id>+<base64 of type and key>}, to the letter. */
    public static VerifierKey parse(String text) throws RefusedNoteException {
        String[] parts = text.split("\\+", 3);
        if (text.length() > MAX_CHARACTERS || parts.length != 3 || !StrictText.isName(parts[0])) {
            throw new RefusedNoteException(
                    "found " + StrictText.shown(text) + ", expected a key written <name>+<key id>+<base64>");
        }
        byte[] bytes = StrictText.base64(parts[2], "the key in a vkey");
        if (bytes.length != Ed25519.KEY_BYTES + 1 || bytes[0] != TYPE) {
            throw new RefusedNoteException("found " + bytes.length + " bytes in the key " + StrictText.shown(text)
                    + ", expected the byte 1 for Ed25519 and 32 bytes");
        }
        VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(bytes, 1, bytes.length));
        if (!key.idText().equals(parts[1])) {
            throw new RefusedNoteException("found the key id " + StrictText.shown(parts[1]) + ", expected "
                    + key.idText() + " for this name and key");
        }
        return key;
    }

    public String name() {
        return name;
    }

    /** Whether the text was signed with it, as the bytes of a signature alone say. */
    public boolean verifies(byte[] text, byte[] signature) {
        return Ed25519.verifies(key, text, signature);
    }

    /** Whether the note has a signature of this key and each that claims to be one is right. */
    public boolean signed(SignedNote note) {
        boolean signed = false;
        for (SignedNote.Signed line : note.signatures()) {
            if (line.name().equals(name) && StrictText.startsWith(line.bytes(), id)) {
                byte[] signature = Arrays.copyOfRange(line.bytes(), ID_BYTES, line.bytes().length);
                if (!verifies(note.text(), signature)) {
                    return false;
                }
                signed = true;
            }
        }
        return signed;
    }

    boolean has(byte[] otherKey) {
        return Arrays.equals(raw, otherKey);
    }

    /** As PEM, in the one form that the ledger writes. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(Ed25519.framed(raw))
                + "\n-----END PUBLIC KEY-----\n";
    }

    private String idText() {
        return HexFormat.of().formatHex(id);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    /** The vkey. */
    @Override
    public String toString() {
        byte[] typed = new byte[raw.length + 1];
        typed[0] = TYPE;
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return name + "+" + idText() + "+" + Base64.getEncoder().encodeToString(typed);
    }
}
