package io.jenkins.lib.releasegates.verify.files;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** What a ledger that wasn't closed in order wrote last: a file then holds what it has, and over it what the journal has for it. */
final class RedoJournal {

    static final RedoJournal NONE = new RedoJournal(new byte[0]);

    private static final byte[] MAGIC = "RGJ1".getBytes(StandardCharsets.US_ASCII);
    private static final int TURN = 16;
    private static final int HEAD = MAGIC.length + TURN + 3 * Integer.BYTES;

    /** The files that a journal may be about. */
    private static final Pattern FILE = Pattern.compile("(trail|people)/[0-9]{12,18}\\.jsonl");

    /** Where the pieces of a file begin, and these behind each other. */
    private record Patch(long offset, byte[] bytes) {}

    private final byte[] turn;
    private final Map<String, Patch> patches = new LinkedHashMap<>();

    private RedoJournal(byte[] turn) {
        this.turn = turn;
    }

    /**
     * The records that were written whole.
     *
     * @throws IOException when a record is about something else than the end of such a file, in words
     */
    static RedoJournal of(byte[] bytes) throws IOException {
        RedoJournal journal = new RedoJournal(Arrays.copyOf(bytes, Math.min(bytes.length, MAGIC.length + TURN)));
        int at = 0;
        int number = 0;
        for (int end = end(bytes, at, number); end > at; end = end(bytes, at, number)) {
            journal.take(new DataInputStream(new ByteArrayInputStream(bytes, at + HEAD, end - at - HEAD)));
            at = end;
            number++;
        }
        return journal;
    }

    private void take(DataInputStream in) throws IOException {
        while (in.available() > 0) {
            String file = in.readUTF();
            long offset = in.readLong();
            int length = in.readInt();
            if (!FILE.matcher(file).matches() || offset < 0 || length < 0 || length > in.available()) {
                throw new IOException("a record is about something else than files of the trail and of persons");
            }
            byte[] piece = in.readNBytes(length);
            Patch before = patches.get(file);
            if (before == null) {
                patches.put(file, new Patch(offset, piece));
            } else if (before.offset() + before.bytes().length == offset) {
                byte[] longer = Arrays.copyOf(before.bytes(), before.bytes().length + length);
                System.arraycopy(piece, 0, longer, before.bytes().length, length);
                patches.put(file, new Patch(before.offset(), longer));
            } else {
                throw new IOException("it goes on at byte " + offset + " of " + file + " behind byte "
                        + (before.offset() + before.bytes().length));
            }
        }
    }

    /** Whether it is about that file. */
    boolean isAbout(String file) {
        return patches.containsKey(file);
    }

    /** Names of the files that it is about, and where it goes on in each. */
    Map<String, Long> begins() {
        Map<String, Long> begins = new LinkedHashMap<>();
        patches.forEach((file, patch) -> begins.put(file, patch.offset()));
        return begins;
    }

    /** Whether a journal that begins with these bytes is of the same turn: another one means that all of this lies in the files. */
    boolean isSameTurn(byte[] beginning) {
        return Arrays.equals(beginning, 0, Math.min(beginning.length, MAGIC.length + TURN), turn, 0, turn.length);
    }

    /** The file as it is meant to be. */
    InputStream over(String file, InputStream there) {
        Patch patch = patches.get(file);
        if (patch == null) {
            return there;
        }
        InputStream rest = new LaterStream(there, patch.bytes().length);
        return new SequenceInputStream(Collections.enumeration(
                List.of(new LimitedLength(there, patch.offset()), new ByteArrayInputStream(patch.bytes()), rest)));
    }

    private static int end(byte[] bytes, int at, int number) {
        if (bytes.length - at < HEAD
                || !Arrays.equals(bytes, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)
                || !Arrays.equals(
                        bytes, at + MAGIC.length, at + MAGIC.length + TURN, bytes, MAGIC.length, MAGIC.length + TURN)) {
            return at;
        }
        ByteBuffer head = ByteBuffer.wrap(bytes, at + MAGIC.length + TURN, 3 * Integer.BYTES);
        boolean next = head.getInt() == number;
        int length = head.getInt();
        int checksum = head.getInt();
        if (!next || length < 0 || length > bytes.length - at - HEAD) {
            return at;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, HEAD - Integer.BYTES);
        crc.update(new byte[Integer.BYTES]);
        crc.update(bytes, at + HEAD, length);
        return (int) crc.getValue() == checksum ? at + HEAD + length : at;
    }

    /** So many bytes of a stream, which stays open. */
    private static final class LimitedLength extends InputStream {

        private final InputStream stream;
        private long left;

        LimitedLength(InputStream stream, long left) {
            this.stream = stream;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            int one = left > 0 ? stream.read() : -1;
            left -= one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = left > 0 ? stream.read(into, from, (int) Math.min(length, left)) : -1;
            left -= Math.max(0, read);
            return read;
        }
    }

    /** A stream without its next bytes, once somebody reads it. */
    private static final class LaterStream extends InputStream {

        private final InputStream stream;
        private long passed;

        LaterStream(InputStream stream, long passed) {
            this.stream = stream;
            this.passed = passed;
        }

        private void pass() throws IOException {
            while (passed > 0) {
                long skipped = stream.skip(passed);
                if (skipped <= 0 && stream.read() < 0) {
                    passed = 0;
                } else {
                    passed -= Math.max(1, skipped);
                }
            }
        }

        @Override
        public int read() throws IOException {
            pass();
            return stream.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            pass();
            return stream.read(into, from, length);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
