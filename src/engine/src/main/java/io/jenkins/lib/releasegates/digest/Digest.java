package io.jenkins.lib.releasegates.digest;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A SHA-256 digest, written {@code sha256:} followed by 64 lower-case hexadecimal digits (the form that OCI and in-toto use).
 *
 * @param hex the 64 digits without the prefix
 */
public record Digest(String hex) implements Comparable<Digest> {

    private static final int DIGITS = 64;
    private static final String PREFIX = "sha256:";

    public Digest {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("Not a SHA-256 digest of 64 lower-case hexadecimal digits: " + hex);
        }
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return of(sha256().digest(bytes), 0);
    }

    /** The digest of all that the stream still holds; the stream is read to its end and not closed. */
    public static Digest of(InputStream stream) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[16 * 1024];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            sha256.update(buffer, 0, read);
        }
        return of(sha256.digest(), 0);
    }

    /** What a finished {@link #sha256()} has computed. */
    public static Digest from(MessageDigest sha256) {
        return of(sha256.digest(), 0);
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException when the text isn't {@code sha256:} and 64 hexadecimal digits
     */
    public static Digest parse(String text) {
        String lower = text.startsWith(PREFIX) && isHex(text.substring(PREFIX.length()))
                ? text
                : text.toLowerCase(Locale.ROOT);
        if (!lower.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A digest is written sha256:<64 hexadecimal digits>, found: " + text);
        }
        return new Digest(lower.substring(PREFIX.length()));
    }

    /** A new SHA-256 computation of the JDK. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }

    private static boolean isHex(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            char digit = text.charAt(i);
            if (digit > 'f' || digit < '0' || digit > '9' && digit < 'a') {
                return false;
            }
        }
        return true;
    }

    private static Digest of(byte[] bytes, int from) {
        return new Digest(HexFormat.of().formatHex(bytes, from, from + 32));
    }
}
