package io.jenkins.lib.releasegates.audit.index;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.trail.Segments;
import io.jenkins.lib.releasegates.audit.trail.Trail;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds entries without reading the trail. Derived: when it is missing, behind or damaged, it is made anew from the trail, from where it is known
 * to be sound.
 *
 * <p>Written without syncs as entries are appended; forced, with a mark of how far, once per file of the trail and on closing. Thread-safe.
 */
public final class EntryIndex {

    public static final String DIRECTORY = "index";

    private static final String ROWS = DIRECTORY + "/rows";

    /** So many buckets are written for an entry that was appended, at most. */
    private static final int BUCKETS_PER_ENTRY = 64;

    private final Disk disk;
    private final Trail trail;
    private LinkedRows rows;
    private long covered;
    private long marked;
    private boolean sound;

    private EntryIndex(Disk disk, Trail trail, LinkedRows rows) {
        this.disk = disk;
        this.trail = trail;
        this.rows = rows;
    }

    /** With what the trail has beyond the mark; from the beginning where there is none that fits the trail. */
    public static EntryIndex open(Disk disk, Trail trail, Optional<IndexMark> mark)
            throws IOException, LedgerException {
        EntryIndex index =
                new EntryIndex(disk, trail, new LinkedRows(disk, ROWS, 0, new int[LinkedRows.FIRST_BUCKETS]));
        IndexMark start = mark.filter(read -> read.rows() >= 0).orElseGet(IndexMark::start);
        if (!index.resume(start)) {
            index.rebuild();
        }
        return index;
    }

    /** Adds entries that the trail has just taken, all about one build and consecutive. */
    public synchronized void add(List<TrailEntry> entries, List<Integer> offsets) {
        if (!sound || covered != entries.get(0).seq()) {
            return;
        }
        try {
            put(entries, offsets);
        } catch (IOException e) {
            sound = false;
        }
    }

    /** Makes what it holds last, unless that was done for most of it: the mark grows with the index, and is written the less often. */
    public synchronized void markWhenDue() {
        if (covered - marked >= Math.max(Segments.ENTRIES, rows.newest().length / BUCKETS_PER_ENTRY)) {
            mark();
        }
    }

    /** Makes what it holds last. */
    public synchronized void mark() {
        if (!sound || covered != trail.end().head().entries()) {
            return;
        }
        try {
            rows.flush();
            if (rows.rows() > 0) {
                disk.force(ROWS);
            }
            disk.forceDirectory(DIRECTORY);
            new IndexMark(trail.end(), rows.rows(), rows.newest()).write(disk);
            marked = covered;
        } catch (IOException e) {
            sound = false;
        }
    }

    /** Places with this key, the newest first, at most so many. */
    public synchronized List<Place> places(byte[] key, int limit) throws IOException, LedgerException {
        if (sound) {
            try {
                return rows.places(key, limit);
            } catch (IOException e) {
                sound = false;
            }
        }
        rebuild();
        return rows.places(key, limit);
    }

    /** Makes it anew after a reader found that it doesn't say what the trail says. */
    synchronized void rebuild() throws IOException, LedgerException {
        if (!resume(IndexMark.start())) {
            throw new IOException("The index in " + disk + " can't be made anew");
        }
    }

    private synchronized boolean resume(IndexMark mark) throws IOException, LedgerException {
        long entries = mark.end().head().entries();
        if (!fits(mark)) {
            return false;
        }
        long bytes = LinkedRows.bytes(mark.rows());
        long size = disk.size(ROWS).orElse(0);
        if (size < bytes) {
            return false;
        }
        if (size > bytes) {
            disk.truncate(ROWS, bytes);
        }
        rows = new LinkedRows(disk, ROWS, mark.rows(), mark.newest().clone());
        covered = entries;
        marked = entries;
        trail.each(entries, (entry, offset) -> put(List.of(entry), List.of(offset)));
        sound = true;
        return true;
    }

    /** Whether the trail still has the entry that the mark was made behind. */
    private boolean fits(IndexMark mark) throws IOException {
        Head head = mark.end().head();
        try {
            return head.entries() == 0
                    || trail.end().head().equals(head)
                    || trail.entry(head.entries() - 1)
                            .filter(entry -> entry.hash().equals(head.last()))
                            .isPresent();
        } catch (LedgerException e) {
            return false;
        }
    }

    private void put(List<TrailEntry> entries, List<Integer> offsets) throws IOException {
        TrailEntry first = entries.get(0);
        if (!first.build().isEmpty()) {
            rows.add(EntryKeys.build(first.build()), new Place(first.seq(), offsets.get(0), entries.size()));
        }
        for (int i = 0; i < entries.size(); i++) {
            TrailEntry entry = entries.get(i);
            for (byte[] key : EntryKeys.of(entry)) {
                rows.add(key, new Place(entry.seq(), offsets.get(i), 1));
            }
        }
        covered = first.seq() + entries.size();
    }
}
