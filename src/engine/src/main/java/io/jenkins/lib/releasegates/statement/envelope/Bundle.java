package io.jenkins.lib.releasegates.statement.envelope;

import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file with one envelope, or with one per line (the <a
 * href="https://github.com/in-toto/attestation/blob/main/spec/v1/bundle.md">bundle</a> of in-toto). Nothing vouches for the file as a whole: lines
 * may have been added or taken away.
 */
public final class Bundle {

    /** A file is at most that long. */
    public static final int MAX_BYTES = 16 << 20;

    private static final int MAX_LINES = 1_000;

    private Bundle() {}

    /** One envelope, or why it is none. */
    public sealed interface Item {

        /** Where it stands, for people. */
        String place();

        /** An envelope; who signed it is still open. */
        record Read(String place, Envelope envelope) implements Item {}

        /** Something else. */
        record Refused(String place, String reason) implements Item {}
    }

    /**
     * Reads such a file.
     *
     * @return at least one item; lines of a bundle that are no envelopes are among them
     * @throws RefusedDocumentException when it is neither an envelope nor a bundle with at least one object on a line
     */
    public static List<Item> read(byte[] bytes) throws RefusedDocumentException {
        if (bytes.length > MAX_BYTES) {
            throw new RefusedDocumentException(
                    "found more than " + MAX_BYTES + " bytes, which is the most that may be read");
        }
        RefusedDocumentException asOne;
        try {
            return List.of(new Item.Read("the envelope", Envelope.read(bytes)));
        } catch (RefusedDocumentException e) {
            asOne = e;
        }
        List<Item> items = new ArrayList<>();
        boolean objects = false;
        int number = 0;
        for (int begin = 0; begin < bytes.length; ) {
            int end = begin;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            number++;
            byte[] line = Arrays.copyOfRange(bytes, begin, end > begin && bytes[end - 1] == '\r' ? end - 1 : end);
            begin = end + 1;
            if (line.length > 0) {
                objects |= line[0] == '{' && line[line.length - 1] == '}';
                items.add(item("line " + number, line));
            }
            if (items.size() > MAX_LINES) {
                throw new RefusedDocumentException("found more than " + MAX_LINES + " lines, which is the most");
            }
        }
        if (items.size() < 2 || !objects) {
            throw asOne;
        }
        return items;
    }

    private static Item item(String place, byte[] line) {
        try {
            return new Item.Read(place, Envelope.read(line));
        } catch (RefusedDocumentException e) {
            return new Item.Refused(place, e.reason());
        }
    }
}
