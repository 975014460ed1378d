package io.jenkins.lib.releasegates.audit.note;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key that signs for a log: Ed25519, with the log's name. Thread-safe.
 *
 * @param name of the log, which is also the first line of its checkpoints
 * @param hex the 32 bytes of the key as RFC 8032 writes them, in 64 lower-case hexadecimal digits
 */
public record LogKey(String name, String hex) {

    /** Bytes of a key's id. */
    public static final int ID_BYTES = 4;

    /** Signature type of signed notes: Ed25519 over the text. */
    private static final byte ED25519 = 1;

    private static final int KEY_BYTES = 32;

    /** What X.509 puts before the 32 bytes of such a key (RFC 8410). */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    public LogKey {
        if (name.isEmpty() || name.chars().anyMatch(c -> c == '+' || c < ' ' || Character.isSpaceChar(c))) {
            throw new IllegalArgumentException("The name of a log has neither spaces nor '+', found: " + name);
        }
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("An Ed25519 key has 32 bytes, found: " + hex);
        }
    }

    static LogKey of(String name, PublicKey key) {
        byte[] spki = key.getEncoded();
        return new LogKey(name, HexFormat.of().formatHex(spki, SPKI.length, spki.length));
    }

    /**
     * Reads the written form of c2sp.org/signed-note.
     *
     * @throws IllegalArgumentException when the text is no Ed25519 vkey, or its id is not that of its key
     */
    public static LogKey parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length == 3) {
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length == KEY_BYTES + 1 && typed[0] == ED25519) {
                LogKey key = new LogKey(parts[0], HexFormat.of().formatHex(typed, 1, typed.length));
                if (key.vkey().equals(vkey)) {
                    return key;
                }
            }
        }
        throw new IllegalArgumentException(
                "The key of a log is written <name>+<id>+<base64 of the byte 1 and 32 bytes>, found: " + vkey);
    }

    /** The same key for a log of that name. */
    LogKey named(String log) {
        return new LogKey(log, hex);
    }

    /** Eight hexadecimal digits that tell the keys of one name apart; no fingerprint. */
    public String id() {
        return HexFormat.of().formatHex(idBytes());
    }

    byte[] idBytes() {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(typed());
        return Arrays.copyOf(sha256.digest(), ID_BYTES);
    }

    /** The written form, as clients of transparency logs take it. */
    public String vkey() {
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed());
    }

    /** The key as PEM, as openssl takes it. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(spki())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Whether this signature of the message is of this key. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki())));
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private byte[] spki() {
        byte[] spki = Arrays.copyOf(SPKI, SPKI.length + KEY_BYTES);
        System.arraycopy(HexFormat.of().parseHex(hex), 0, spki, SPKI.length, KEY_BYTES);
        return spki;
    }

    private byte[] typed() {
        byte[] typed = new byte[KEY_BYTES + 1];
        typed[0] = ED25519;
        System.arraycopy(HexFormat.of().parseHex(hex), 0, typed, 1, KEY_BYTES);
        return typed;
    }
}
