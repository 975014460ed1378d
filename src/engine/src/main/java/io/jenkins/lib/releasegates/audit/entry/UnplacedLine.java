package io.jenkins.lib.releasegates.audit.entry;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A line of the trail that lacks its place: all that can be made of it before it is known which entry stands before it. */
public final class UnplacedLine {

    private static final int HEX = 64;

    /** Digits of the largest number. */
    private static final int DIGITS = 19;

    private static final byte[] SEQ = ascii("\",\"seq\":");

    private final byte[] beforePrev;
    private final byte[] behindSeq;

    private UnplacedLine(byte[] beforePrev, byte[] behindSeq) {
        this.beforePrev = beforePrev;
        this.behindSeq = behindSeq;
    }

    /**
     * The members stand in canonical order, and none of those spliced in needs escaping.
     *
     * @param subject canonical
     * @param body canonical
     */
    public static UnplacedLine of(Instant at, String kind, String origin, byte[] subject, byte[] body) {
        return new UnplacedLine(
                joined(
                        ascii("{\"at\":\"" + Instants.text(at) + "\",\"body\":"),
                        body,
                        ascii(",\"kind\":\"" + kind + "\",\"origin\":\"" + origin + "\",\"prev\":\"sha256:")),
                joined(ascii(",\"subject\":"), subject, ascii(",\"v\":" + EntryLine.VERSION + "}")));
    }

    /** Bytes that the line has at most, without its line feed. */
    public int maxBytes() {
        return beforePrev.length + HEX + SEQ.length + DIGITS + behindSeq.length;
    }

    /** The line of the entry of that number, behind the one with that hash; without its line feed. */
    public byte[] at(long seq, Digest prev) {
        return joined(beforePrev, ascii(prev.hex()), SEQ, ascii(Long.toString(seq)), behindSeq);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
