package io.jenkins.lib.releasegates.audit.index;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * From a key to the places in the trail where it occurs, the newest first: a file of rows of fixed size that are only ever appended, and a table
 * in memory that knows the newest row of each bucket.
 *
 * <p>A row points to the one before it with the same key, and to the newest one before it in its bucket with another key; so neither a key
 * with many rows nor its neighbours are slow to find. Not thread-safe.
 */
final class LinkedRows {

    /** Buckets of an empty one. */
    static final int FIRST_BUCKETS = 1_024;

    /** Buckets of the largest one; beyond it chains grow. */
    static final int MAX_BUCKETS = 1 << 22;

    /** Rows per bucket at which the table doubles. */
    private static final int LOAD = 1;

    static final int KEY_BYTES = EntryKeys.BYTES;

    private static final int ROW_BYTES = KEY_BYTES + Long.BYTES + 5 * Integer.BYTES;

    /** Rows that are looked at to find one with a key. */
    private static final int NEAR = 2_048;

    /** Rows that are handed over to the file at once; until then a crash loses them, and the trail has them. */
    private static final int BUFFERED = 1_024;

    private final Disk disk;
    private final String file;
    private int[] newest;
    private int rows;
    /** Rows that the file has; the others are in the buffer. */
    private int written;

    private final byte[] buffer = new byte[BUFFERED * ROW_BYTES];
    private int buffered;

    /** What is in that file, as far as these rows and this table say. */
    LinkedRows(Disk disk, String file, int rows, int[] newest) {
        this.disk = disk;
        this.file = file;
        this.rows = rows;
        this.written = rows;
        this.newest = newest;
    }

    /** A row with its links; 0 is no row, others count from 1. */
    private record Row(byte[] key, Place place, int sameKey, int otherKey) {}

    int rows() {
        return rows;
    }

    int[] newest() {
        return newest;
    }

    static long bytes(int rows) {
        return (long) rows * ROW_BYTES;
    }

    void add(byte[] key, Place place) throws IOException {
        int head = newest[bucket(key)];
        int same = find(key);
        int other = head;
        if (head != 0) {
            Row first = row(head);
            if (Arrays.equals(first.key(), key)) {
                other = first.otherKey();
            }
        }
        ByteBuffer row = ByteBuffer.allocate(ROW_BYTES);
        row.put(key).putLong(place.first()).putInt(place.offset()).putInt(place.count());
        row.putInt(same).putInt(other).putInt(checksum(row.array()));
        System.arraycopy(row.array(), 0, buffer, buffered, ROW_BYTES);
        buffered += ROW_BYTES;
        rows++;
        newest[bucket(key)] = rows;
        if (buffered == buffer.length) {
            flush();
        }
        if (rows > LOAD * newest.length && newest.length < MAX_BUCKETS) {
            grow();
        }
    }

    /** Hands what it still holds over to the file. */
    void flush() throws IOException {
        if (buffered > 0) {
            disk.append(file, Arrays.copyOf(buffer, buffered));
            buffered = 0;
            written = rows;
        }
    }

    /**
     * Doubles the table. Both halves of a bucket begin with the chain that it had, so that no row is written anew; a chain gets longer by half a
     * load with each doubling, and by no more.
     */
    private void grow() {
        int[] doubled = Arrays.copyOf(newest, 2 * newest.length);
        System.arraycopy(newest, 0, doubled, newest.length, newest.length);
        newest = doubled;
    }

    /** Places with this key that begin before that entry, the newest first. */
    List<Place> places(byte[] key, long before, int limit) throws IOException {
        List<Place> places = new ArrayList<>();
        for (int number = start(key, before); number != 0 && places.size() < limit; ) {
            Row row = row(number);
            if (row.place().first() < before) {
                places.add(row.place());
            }
            number = row.sameKey();
        }
        return places;
    }

    /** A row with this key from where on all are found that begin before that entry. */
    private int start(byte[] key, long before) throws IOException {
        int newestOne = find(key);
        if (newestOne == 0 || row(newestOne).place().first() < before) {
            return newestOne;
        }
        // Rows are in the order of their entries. A key with many rows has one near by; one with few is walked from its
        // newest.
        int last = lastBefore(before, newestOne);
        for (int number = last; number > Math.max(0, last - NEAR); number--) {
            if (Arrays.equals(row(number).key(), key)) {
                return number;
            }
        }
        return newestOne;
    }

    /** The last row that begins before that entry; 0 when none does. */
    private int lastBefore(long before, int to) throws IOException {
        int below = 0;
        int above = to;
        while (below + 1 < above) {
            int middle = (below + above) >>> 1;
            if (row(middle).place().first() < before) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    private int find(byte[] key) throws IOException {
        int number = newest[bucket(key)];
        while (number != 0) {
            Row row = row(number);
            if (Arrays.equals(row.key(), key)) {
                return number;
            }
            number = row.otherKey();
        }
        return 0;
    }

    private Row row(int number) throws IOException {
        byte[] bytes = number > written
                ? Arrays.copyOfRange(buffer, (int) bytes(number - 1 - written), (int) bytes(number - written))
                : disk.read(file, bytes(number - 1), ROW_BYTES);
        if (bytes.length < ROW_BYTES) {
            throw new IOException(file + " ends before row " + number);
        }
        ByteBuffer row = ByteBuffer.wrap(bytes);
        byte[] key = new byte[KEY_BYTES];
        row.get(key);
        Place place = new Place(row.getLong(), row.getInt(), row.getInt());
        int same = row.getInt();
        int other = row.getInt();
        if (row.getInt() != checksum(bytes) || same >= number || other >= number || same < 0 || other < 0) {
            throw new IOException(file + ": row " + number + " is damaged");
        }
        return new Row(key, place, same, other);
    }

    private int bucket(byte[] key) {
        return ByteBuffer.wrap(key).getInt() & (newest.length - 1);
    }

    private static int checksum(byte[] row) {
        CRC32 crc = new CRC32();
        crc.update(row, 0, ROW_BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }
}
