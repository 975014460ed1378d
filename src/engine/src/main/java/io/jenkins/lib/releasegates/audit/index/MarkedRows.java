package io.jenkins.lib.releasegates.audit.index;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.trail.Trail;
import io.jenkins.lib.releasegates.audit.trail.TrailEnd;
import java.io.IOException;
import java.util.List;

/**
 * Rows derived from the trail, and a mark of how far they are known to be on the disk. From there they are made anew where they are missing,
 * behind or damaged. Not thread-safe.
 */
final class MarkedRows {

    private final Disk disk;
    private final Trail trail;
    private final Names names;
    private final Keys keys;
    private LinkedRows rows;
    private long covered;
    private long marked;

    MarkedRows(Disk disk, Trail trail, Names names, Keys keys) {
        this.disk = disk;
        this.trail = trail;
        this.names = names;
        this.keys = keys;
        this.rows = none();
    }

    /** Its files below {@link EntryIndex#DIRECTORY}. */
    record Names(String rows, String mark) {}

    /** What consecutive entries of one subject are found by. */
    interface Keys {

        void each(List<TrailEntry> entries, List<Integer> offsets, Sink sink) throws IOException;
    }

    /** Takes rows. */
    interface Sink {

        void row(byte[] key, Place place) throws IOException;
    }

    /** Entries that it covers, from the first one on. */
    long covered() {
        return covered;
    }

    /** Entries that the mark covers. */
    long marked() {
        return marked;
    }

    int buckets() {
        return rows.newest().length;
    }

    List<Place> places(byte[] key, long before, int limit) throws IOException {
        return rows.places(key, before, limit);
    }

    void put(List<TrailEntry> entries, List<Integer> offsets) throws IOException {
        keys.each(entries, offsets, (key, place) -> rows.add(key, place));
        covered = entries.get(0).seq() + entries.size();
    }

    /** Adds what the trail has beyond; up to where is told. */
    TrailEnd catchUp() throws IOException, LedgerException {
        TrailEnd end = trail.end();
        trail.each(covered, end.head().entries(), (entry, offset) -> put(List.of(entry), List.of(offset)));
        return end;
    }

    /** Takes rows up where that mark left them; whether these are there and the mark fits the trail. */
    boolean resume(IndexMark mark) throws IOException, LedgerException {
        if (!fits(mark)) {
            return false;
        }
        long bytes = LinkedRows.bytes(mark.rows());
        long size = disk.size(file()).orElse(0);
        if (size < bytes) {
            return false;
        }
        if (size > bytes) {
            disk.truncate(file(), bytes);
        }
        rows = new LinkedRows(disk, file(), mark.rows(), mark.newest().clone());
        covered = mark.end().head().entries();
        marked = covered;
        return true;
    }

    /** Makes it anew, from the first entry on; up to where is told. */
    TrailEnd rebuild() throws IOException, LedgerException {
        if (!resume(IndexMark.start())) {
            throw new IOException("The index in " + disk + " can't be made anew");
        }
        return catchUp();
    }

    /** Makes what it holds last, which has to be all that the trail has up to that end. */
    void mark(TrailEnd end) throws IOException {
        if (covered != end.head().entries()) {
            return;
        }
        rows.flush();
        if (rows.rows() > 0) {
            disk.force(file());
        }
        disk.forceDirectory(EntryIndex.DIRECTORY);
        new IndexMark(end, rows.rows(), rows.newest()).write(disk, names.mark());
        marked = covered;
    }

    private LinkedRows none() {
        return new LinkedRows(disk, file(), 0, new int[LinkedRows.FIRST_BUCKETS]);
    }

    private String file() {
        return EntryIndex.DIRECTORY + "/" + names.rows();
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
}
