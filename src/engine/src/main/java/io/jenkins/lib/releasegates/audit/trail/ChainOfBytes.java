package io.jenkins.lib.releasegates.audit.trail;

import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;

/**
 * Follows the chain of lines without reading the entries in them: as much as is needed where the last line is known, and a tenth of the work.
 */
final class ChainOfBytes {

    /** Stands in a canonical line behind {@code body}, where no text can look like it: quotes in a text are escaped. */
    private static final byte[] PREV = ",\"prev\":\"".getBytes(StandardCharsets.US_ASCII);

    private Head head;

    ChainOfBytes(Head head) {
        this.head = head;
    }

    Head head() {
        return head;
    }

    /** Whether it is a whole line that names the one before; takes it up then. */
    boolean follows(byte[] line) {
        byte[] bare = LineReader.bare(line);
        byte[] named = head.last().toString().getBytes(StandardCharsets.US_ASCII);
        if (!LineReader.whole(line) || !names(bare, named)) {
            return false;
        }
        head = new Head(head.entries() + 1, Digest.of(bare));
        return true;
    }

    private static boolean names(byte[] line, byte[] digest) {
        int from = line.length - digest.length - PREV.length;
        while (from >= 0 && !stands(PREV, line, from)) {
            from--;
        }
        return from >= 0 && stands(digest, line, from + PREV.length);
    }

    private static boolean stands(byte[] part, byte[] line, int from) {
        for (int i = 0; i < part.length; i++) {
            if (line[from + i] != part[i]) {
                return false;
            }
        }
        return true;
    }
}
