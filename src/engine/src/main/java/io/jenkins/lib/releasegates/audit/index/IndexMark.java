package io.jenkins.lib.releasegates.audit.index;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.trail.TrailEnd;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * How far the index is known to be on the disk, and where the trail ended then.
 *
 * @param end entries and bytes of the trail; its origin isn't kept
 * @param rows of {@link LinkedRows}
 * @param newest table of {@link LinkedRows}
 */
public record IndexMark(TrailEnd end, int rows, int[] newest) {

    /** The mark of {@link EntryIndex}. */
    static final String NAME = "mark";

    private static final long MAGIC = 0x5247_494e_4445_5833L;
    private static final int FRAME_BYTES = 4 * Long.BYTES + 32 + Integer.BYTES;

    static IndexMark start() {
        return new IndexMark(TrailEnd.EMPTY, 0, new int[LinkedRows.FIRST_BUCKETS]);
    }

    /** The last one of {@link EntryIndex} that was written; empty when there is none or it is damaged. */
    public static Optional<IndexMark> read(Disk disk) throws IOException {
        return read(disk, NAME);
    }

    static Optional<IndexMark> read(Disk disk, String name) throws IOException {
        String file = EntryIndex.DIRECTORY + "/" + name;
        OptionalLong size = disk.size(file);
        long buckets = (size.orElse(0) - FRAME_BYTES) / Integer.BYTES;
        if (buckets < LinkedRows.FIRST_BUCKETS || buckets > LinkedRows.MAX_BUCKETS || Long.bitCount(buckets) != 1) {
            return Optional.empty();
        }
        int length = (int) size.getAsLong();
        ByteBuffer bytes = ByteBuffer.wrap(disk.read(file, 0, length));
        if (bytes.limit() != length
                || length != FRAME_BYTES + buckets * Integer.BYTES
                || bytes.getLong() != MAGIC
                || bytes.getLong(length - Long.BYTES) != checksum(bytes)) {
            return Optional.empty();
        }
        long entries = bytes.getLong();
        long segmentBytes = bytes.getLong();
        byte[] last = new byte[32];
        bytes.get(last);
        int rows = bytes.getInt();
        int[] newest = new int[(int) buckets];
        bytes.asIntBuffer().get(newest);
        Head head = new Head(entries, new Digest(HexFormat.of().formatHex(last)));
        return Optional.of(new IndexMark(new TrailEnd(head, segmentBytes, Optional.empty()), rows, newest));
    }

    /** Durable on return. */
    void write(Disk disk, String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(FRAME_BYTES + newest.length * Integer.BYTES);
        bytes.putLong(MAGIC).putLong(end.head().entries()).putLong(end.segmentBytes());
        bytes.put(end.head().last().bytes()).putInt(rows);
        for (int row : newest) {
            bytes.putInt(row);
        }
        bytes.putLong(checksum(bytes));
        WholeFile.place(disk, EntryIndex.DIRECTORY, name, bytes.array());
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, bytes.capacity() - Long.BYTES);
        return crc.getValue();
    }
}
