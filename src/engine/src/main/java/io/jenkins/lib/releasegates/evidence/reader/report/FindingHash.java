package io.jenkins.lib.releasegates.evidence.reader.report;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The identity of a finding: the first 16 bytes of SHA-256 over rule, path and content, each behind its length in bytes (four, big endian).
 *
 * <p>The first of several equal findings has that identity; the n-th one (n from 1) the hash of the first one's 16 bytes and n. The format
 * is published in docs/formats/finding-identity.md. One instance hashes many findings without allocating; not thread-safe.
 */
public final class FindingHash {

    /** What the content of a finding is; part of the hash, so that one kind is never taken for another. */
    enum Content {
        FINGERPRINT('f'),
        SOURCE('s'),
        MESSAGE('m'),
        /** What of a component stays the same in its next version. */
        COMPONENT('c');

        private final char mark;

        Content(char mark) {
            this.mark = mark;
        }
    }

    private final MessageDigest sha256 = Digest.sha256();
    private final byte[] hash = new byte[32];
    private final ByteBuffer words = ByteBuffer.wrap(hash);
    private byte[] text = new byte[1024];
    private int used;

    /** The identity of a finding that its tool recognises by this fingerprint, where it is the n-th one (n from 0) with it. */
    public String identity(String rule, String path, String fingerprint, int n) {
        compute(rule, path, Content.FINGERPRINT, fingerprint);
        return repetition(high(), low(), n);
    }

    /** The identity of a vulnerability of a component, where it is the n-th one (n from 0) with it. */
    public String ofComponent(String vulnerability, String component, int n) {
        compute(vulnerability, "", Content.COMPONENT, component);
        return repetition(high(), low(), n);
    }

    /** Computes; {@link #high} and {@link #low} then have the result. */
    void compute(String rule, String path, Content kind, String content) {
        used = 0;
        add(rule);
        add(path);
        add(kind.mark);
        add(content);
        sha256.update(text, 0, used);
        finish();
    }

    /** The identity of the n-th repetition of a finding. */
    public String repetition(long high, long low, int n) {
        if (n > 0) {
            sha256.update(
                    ByteBuffer.allocate(20).putLong(high).putLong(low).putInt(n).flip());
            finish();
            return hex(high(), low());
        }
        return hex(high, low);
    }

    long high() {
        return words.getLong(0);
    }

    long low() {
        return words.getLong(8);
    }

    /**
     * The message without what moves when nothing changed: a word of digits alone (a line, a size, a count) becomes {@code #}, white space one
     * blank.
     *
     * <p>A word with anything else in it stays as it is: {@code CVE-2021-44228} and {@code CVE-2021-45046} are two findings, and so are
     * {@code 2.14.1} and {@code 2.17.0}.
     */
    static String normalMessage(CharSequence message) {
        StringBuilder normal = new StringBuilder(message.length());
        int length = message.length();
        int i = 0;
        while (i < length) {
            char c = message.charAt(i);
            if (isInWord(c)) {
                int end = i;
                boolean digits = true;
                while (end < length && isInWord(message.charAt(end))) {
                    digits &= Character.isDigit(message.charAt(end));
                    end++;
                }
                if (digits && !isJoined(message, i - 2, i - 1) && !isJoined(message, end, end + 1)) {
                    normal.append('#');
                } else {
                    normal.append(message, i, end);
                }
                i = end;
            } else {
                if (!Character.isWhitespace(c)) {
                    normal.append(c);
                } else if (normal.isEmpty() || normal.charAt(normal.length() - 1) != ' ') {
                    normal.append(' ');
                }
                i++;
            }
        }
        return normal.toString();
    }

    private static boolean isInWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Whether these two neighbours tie a number to a larger name or version: a joint, and a word on its other side. */
    private static boolean isJoined(CharSequence message, int one, int other) {
        if (one < 0 || other >= message.length()) {
            return false;
        }
        char first = message.charAt(one);
        char second = message.charAt(other);
        return (isJoint(first) && isInWord(second)) || (isJoint(second) && isInWord(first));
    }

    private static boolean isJoint(char c) {
        return c == '.' || c == '-' || c == '+' || c == '/' || c == '@';
    }

    private static String hex(long high, long low) {
        HexFormat digits = HexFormat.of();
        return digits.toHexDigits(high) + digits.toHexDigits(low);
    }

    private void finish() {
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
    }

    private void add(String value) {
        int length = value.length();
        room(4 + length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                add(value.getBytes(StandardCharsets.UTF_8));
                return;
            }
            text[used + 4 + i] = (byte) c;
        }
        length(length);
        used += length;
    }

    private void add(byte[] value) {
        room(4 + value.length);
        length(value.length);
        System.arraycopy(value, 0, text, used, value.length);
        used += value.length;
    }

    private void add(char mark) {
        room(1);
        text[used++] = (byte) mark;
    }

    private void length(int bytes) {
        text[used++] = (byte) (bytes >>> 24);
        text[used++] = (byte) (bytes >>> 16);
        text[used++] = (byte) (bytes >>> 8);
        text[used++] = (byte) bytes;
    }

    private void room(int bytes) {
        if (text.length - used < bytes) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, used + bytes));
        }
    }
}
