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
        MESSAGE('m');

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

    /** Digits become one {@code #} and white space one blank, since line numbers, sizes and addresses move. */
    static String normalMessage(CharSequence message) {
        StringBuilder normal = new StringBuilder(message.length());
        char last = 0;
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            char shown = Character.isDigit(c) ? '#' : Character.isWhitespace(c) ? ' ' : c;
            if (shown != last || (shown != '#' && shown != ' ')) {
                normal.append(shown);
            }
            last = shown;
        }
        return normal.toString();
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
