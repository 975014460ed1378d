package io.jenkins.lib.releasegates.audit.trail;

import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Follows the chain of lines without reading the entries in them: as much as is needed where the last line is known, and a tenth of the work.
 */
final class ChainOfBytes {

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
                if (!EntryLine.follows(lines, begin, at, last)) {
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

    private static byte[] hex(byte[] digest) {
        return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    }
}
