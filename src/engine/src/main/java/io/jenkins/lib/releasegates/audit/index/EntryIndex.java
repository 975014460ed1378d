package io.jenkins.lib.releasegates.audit.index;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Group;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.trail.Segments;
import io.jenkins.lib.releasegates.audit.trail.Trail;
import io.jenkins.lib.releasegates.audit.trail.TrailEnd;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Finds entries without reading the trail, the one that was just appended too. Derived: when it is missing, behind or damaged, it is made anew
 * from the trail, from where it is known to be sound.
 *
 * <p>Written without syncs once entries were appended; forced, with a mark of how far, once per file of the trail and on closing. Thread-safe.
 */
public final class EntryIndex {

    public static final String DIRECTORY = "index";

    private static final MarkedRows.Names NAMES = new MarkedRows.Names("rows", IndexMark.NAME);

    /** So many buckets are written for an entry that was appended, at most. */
    private static final int BUCKETS_PER_ENTRY = 64;

    private final MarkedRows rows;
    private final Queue<Round> untidy = new ConcurrentLinkedQueue<>();
    private TrailEnd end;
    private boolean sound = true;

    private EntryIndex(MarkedRows rows, TrailEnd end) {
        this.rows = rows;
        this.end = end;
    }

    /** What was appended at once. */
    private record Round(List<Group> groups, List<Integer> offsets, TrailEnd end) {}

    /** With what the trail has beyond the mark; from the beginning where there is none that fits the trail. */
    public static EntryIndex open(Disk disk, Trail trail, Optional<IndexMark> mark)
            throws IOException, LedgerException {
        MarkedRows rows = new MarkedRows(disk, trail, NAMES, EntryIndex::keys);
        if (rows.resume(mark.filter(read -> read.rows() >= 0).orElseGet(IndexMark::start))) {
            rows.catchUp();
        } else {
            rows.rebuild();
        }
        return new EntryIndex(rows, trail.end());
    }

    /**
     * Takes note of what the trail has just taken, groups of consecutive entries about one build each; they are added by {@link #tidy}, or when
     * somebody asks.
     *
     * @param offsets where each entry begins in its file
     * @param end where the trail ends behind them, known to be on the disk
     */
    public void took(List<Group> groups, List<Integer> offsets, TrailEnd end) {
        untidy.add(new Round(List.copyOf(groups), offsets, end));
    }

    /** Adds what it has taken note of, and makes what it holds last, unless that was done for most of it. */
    public synchronized void tidy() {
        add();
        // The mark grows with the index, and is written the less often.
        if (end.head().entries() - rows.marked() >= Math.max(Segments.ENTRIES, rows.buckets() / BUCKETS_PER_ENTRY)) {
            writeMark();
        }
    }

    /** Makes what it holds last. */
    public synchronized void mark() {
        add();
        writeMark();
    }

    private void writeMark() {
        if (!sound || rows.covered() != end.head().entries()) {
            return;
        }
        try {
            rows.mark(end);
        } catch (IOException | RuntimeException e) {
            // What was appended lasts all the same; whoever asks next has it made anew.
            sound = false;
        }
    }

    private void add() {
        for (Round round = untidy.poll(); round != null; round = untidy.poll()) {
            int from = 0;
            for (Group group : round.groups()) {
                int to = from + group.entries().size();
                add(group.entries(), round.offsets().subList(from, to));
                from = to;
            }
            end = round.end();
        }
    }

    private void add(List<TrailEntry> entries, List<Integer> offsets) {
        if (!sound || rows.covered() != entries.get(0).seq()) {
            return;
        }
        try {
            rows.put(entries, offsets);
        } catch (IOException | RuntimeException e) {
            // What was appended lasts all the same; whoever asks next has it made anew.
            sound = false;
        }
    }

    /** Places with this key, the newest first, at most so many. */
    public synchronized List<Place> places(byte[] key, int limit) throws IOException, LedgerException {
        add();
        if (sound) {
            try {
                return rows.places(key, Long.MAX_VALUE, limit);
            } catch (IOException e) {
                sound = false;
            }
        }
        // What it is told of later and has by then is passed over.
        end = rows.rebuild();
        sound = true;
        return rows.places(key, Long.MAX_VALUE, limit);
    }

    private static void keys(List<TrailEntry> entries, List<Integer> offsets, MarkedRows.Sink sink) throws IOException {
        TrailEntry first = entries.get(0);
        if (!first.build().isEmpty()) {
            sink.row(EntryKeys.build(first.build()), new Place(first.seq(), offsets.get(0), entries.size()));
        }
        for (int i = 0; i < entries.size(); i++) {
            TrailEntry entry = entries.get(i);
            for (byte[] key : EntryKeys.of(entry)) {
                sink.row(key, new Place(entry.seq(), offsets.get(i), 1));
            }
        }
    }
}
