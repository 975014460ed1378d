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
    private static final int CHUNK = 1_024;

    /** The newest rows stay in memory, for most links of a new one lead there: 2.75 MiB at most. */
    private static final int KEPT_CHUNKS = 64;

    private final Disk disk;
    private final String file;
    private int[] newest;
    private int rows;

    /** Rows that the file has. */
    private int written;

    /** Rows that aren't in memory: the first so many. */
    private int forgotten;

    private final byte[][] kept = new byte[KEPT_CHUNKS][];

    /** What is in that file, as far as these rows and this table say. */
    LinkedRows(Disk disk, String file, int rows, int[] newest) {
        this.disk = disk;
        this.file = file;
        this.rows = rows;
        this.written = rows;
        this.forgotten = rows;
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
        int bucket = bucket(key);
        int same = 0;
        int other = 0;
        for (int number = newest[bucket]; number != 0 && (same == 0 || other == 0); ) {
            Row row = row(number);
            if (Arrays.equals(row.key(), key)) {
                same = same == 0 ? number : same;
            } else if (other == 0 && bucket(row.key()) == bucket) {
                // One that has come into the other half when the table doubled is never looked for from here.
                other = number;
            }
            number = row.otherKey();
        }
        if (rows % CHUNK == 0 || kept[chunk(rows)] == null) {
            flush();
            begin(rows);
        }
        byte[] chunk = kept[chunk(rows)];
        int at = rows % CHUNK * ROW_BYTES;
        ByteBuffer row = ByteBuffer.wrap(chunk, at, ROW_BYTES);
        row.put(key).putLong(place.first()).putInt(place.offset()).putInt(place.count());
        row.putInt(same).putInt(other).putInt(checksum(chunk, at));
        rows++;
        newest[bucket] = rows;
        if (rows > LOAD * newest.length && newest.length < MAX_BUCKETS) {
            grow();
        }
    }

    private static int chunk(int row) {
        return row / CHUNK % KEPT_CHUNKS;
    }

    /** Makes room for that row and those behind it, where the oldest ones were. */
    private void begin(int row) {
        int chunk = chunk(row);
        if (kept[chunk] == null) {
            kept[chunk] = new byte[CHUNK * ROW_BYTES];
        }
        forgotten = Math.max(forgotten, (row / CHUNK - KEPT_CHUNKS + 1) * CHUNK);
    }

    /** Hands what it still holds over to the file. */
    void flush() throws IOException {
        if (rows > written) {
            int from = written % CHUNK * ROW_BYTES;
            disk.append(file, Arrays.copyOfRange(kept[chunk(written)], from, from + (int) bytes(rows - written)));
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
        byte[] bytes;
        int at;
        if (number > forgotten) {
            bytes = kept[chunk(number - 1)];
            at = (number - 1) % CHUNK * ROW_BYTES;
        } else {
            bytes = disk.read(file, bytes(number - 1), ROW_BYTES);
            at = 0;
            if (bytes.length < ROW_BYTES) {
                throw new IOException(file + " ends before row " + number);
            }
        }
        ByteBuffer row = ByteBuffer.wrap(bytes, at, ROW_BYTES);
        byte[] key = new byte[KEY_BYTES];
        row.get(key);
        Place place = new Place(row.getLong(), row.getInt(), row.getInt());
        int same = row.getInt();
        int other = row.getInt();
        if (row.getInt() != checksum(bytes, at) || same >= number || other >= number || same < 0 || other < 0) {
            throw new IOException(file + ": row " + number + " is damaged");
        }
        return new Row(key, place, same, other);
    }

    private int bucket(byte[] key) {
        return ByteBuffer.wrap(key).getInt() & (newest.length - 1);
    }

    private static int checksum(byte[] rows, int at) {
        CRC32 crc = new CRC32();
        crc.update(rows, at, ROW_BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }
}
