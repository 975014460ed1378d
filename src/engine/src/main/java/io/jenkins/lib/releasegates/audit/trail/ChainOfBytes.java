package io.jenkins.lib.releasegates.audit.trail;

import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Follows the chain of lines without reading the entries in them: as much as is needed where the last line is known, and a tenth of the work.
 */
final class ChainOfBytes {

    /** Stands in a canonical line behind {@code body}, where no text can look like it: quotes in a text are escaped. */
    private static final byte[] PREV = ",\"prev\":\"sha256:".getBytes(StandardCharsets.US_ASCII);

    private static final int HEX = 64;

    private final MessageDigest sha256 = Digest.sha256();
    private byte[] last;
    private long entries;

    ChainOfBytes(Head head) {
        entries = head.entries();
        last = hex(head.last().bytes());
    }

    /** Behind the last line that was taken up. */
    Head head() {
        return new Head(entries, new Digest(new String(last, StandardCharsets.US_ASCII)));
    }

    /** Whether these are whole lines each of which names the one before; takes them up as far as they do. */
    boolean follows(byte[] lines) {
        int begin = 0;
        for (int at = 0; at < lines.length; at++) {
            if (lines[at] == '\n') {
                if (!names(lines, begin, at)) {
                    return false;
                }
                sha256.update(lines, begin, at - begin);
                last = hex(sha256.digest());
                entries++;
                begin = at + 1;
            }
        }
        return begin == lines.length;
    }

    private boolean names(byte[] lines, int begin, int end) {
        for (int from = end - HEX - PREV.length; from >= begin; from--) {
            if (lines[from] == ',' && Arrays.equals(lines, from, from + PREV.length, PREV, 0, PREV.length)) {
                int digest = from + PREV.length;
                return Arrays.equals(lines, digest, digest + HEX, last, 0, HEX);
            }
        }
        return false;
    }

    private static byte[] hex(byte[] digest) {
        return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    }
}
