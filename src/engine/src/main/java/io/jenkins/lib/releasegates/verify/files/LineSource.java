package io.jenkins.lib.releasegates.verify.files;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** Takes a stream apart into lines and keeps no more than one in memory, of which no more than the limit. */
public final class LineSource implements Closeable {

    private static final int BLOCK = 64 * 1024;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * LOW_BITS;

    private final InputStream stream;
    private final int limit;
    private final byte[] block = new byte[BLOCK];
    private final MessageDigest sha256 = Digest.sha256();
    private int position;
    private int filled;
    private long number;

    /** Of which at most {@code limit} bytes of a line are kept. */
    public LineSource(InputStream stream, int limit) {
        this.stream = stream;
        this.limit = limit;
    }

    /** The next line; empty at the end, which may move on when somebody appends meanwhile. */
    public Optional<Line> next() throws IOException {
        if (!fill()) {
            return Optional.empty();
        }
        number++;
        int end = end();
        if (end < filled && end - position <= limit) {
            byte[] line = Arrays.copyOfRange(block, position, end);
            sha256.update(line);
            position = end + 1;
            return Optional.of(new Line(number, line, line.length, Digest.from(sha256), true));
        }
        return Optional.of(longer());
    }

    /** A line that goes on in the next block, or has no end. */
    private Line longer() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        long length = 0;
        do {
            int end = end();
            int size = end - position;
            sha256.update(block, position, size);
            length += size;
            if (length <= limit) {
                kept.write(block, position, size);
            } else {
                kept = new ByteArrayOutputStream(0);
            }
            boolean finished = end < filled;
            position = finished ? end + 1 : end;
            if (finished) {
                return new Line(number, kept.toByteArray(), length, Digest.from(sha256), true);
            }
        } while (fill());
        return new Line(number, kept.toByteArray(), length, Digest.from(sha256), false);
    }

    /** Where the line ends in the block, or the block does. */
    private int end() {
        int end = position;
        // A byte of eight is zero when the borrow of a subtraction reaches its highest bit (Hacker's Delight, section
        // 6-1).
        for (; end + Long.BYTES <= filled; end += Long.BYTES) {
            long differs = (long) EIGHT_BYTES.get(block, end) ^ LINE_FEEDS;
            if ((differs - LOW_BITS & ~differs & HIGH_BITS) != 0) {
                break;
            }
        }
        while (end < filled && block[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean fill() throws IOException {
        if (position == filled) {
            position = 0;
            filled = Math.max(0, stream.read(block, 0, BLOCK));
        }
        return position < filled;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
