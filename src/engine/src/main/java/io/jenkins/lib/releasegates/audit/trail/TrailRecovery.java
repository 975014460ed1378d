package io.jenkins.lib.releasegates.audit.trail;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.EntryLine.MalformedLine;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the end of a trail when it is opened, and mends what a crash leaves there; reads one file, whatever the trail's length.
 *
 * <p>Bytes behind the last whole entry were never acknowledged: they are moved aside. Anything else that doesn't fit is damage, which is not
 * mended here: the ledger stays shut until a person has looked at it.
 */
public final class TrailRecovery {

    private static final int LAST_LINE = EntryLine.MAX_BYTES + 2;

    private final Disk disk;
    private final List<String> notices = new ArrayList<>();

    public TrailRecovery(Disk disk) {
        this.disk = disk;
    }

    /** What was mended, a sentence each. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /**
     * The end of the trail after whatever has happened.
     *
     * @param marked an end that was once known to be on the disk, as the index notes it after a forced write; {@link TrailEnd#EMPTY} when it
     *     notes none
     * @throws LedgerException when the trail is damaged, or doesn't reach that end any more
     */
    public TrailEnd mend(TrailEnd marked) throws IOException, LedgerException {
        long known = Segments.first(Math.max(0, marked.head().entries() - 1));
        Optional<Long> present = Segments.last(disk, Trail.DIRECTORY, known);
        if (present.isEmpty()) {
            checkReached(marked, TrailEnd.EMPTY);
            return TrailEnd.EMPTY;
        }
        long first = present.get();
        TrailEnd end = startFrom(first, marked);
        checkPassed(marked, end);
        long size = end.head().entries() > first ? end.segmentBytes() : 0;
        LineReader lines = new LineReader(disk, Trail.file(first), size);
        byte[] line = lines.next();
        while (line.length > 0) {
            Optional<TrailEntry> entry = follow(end, first, line);
            if (entry.isEmpty()) {
                break;
            }
            size += line.length;
            TrailEntry read = entry.get();
            end = new TrailEnd(new Head(read.seq() + 1, read.hash()), size, Optional.of(read.origin()));
            checkPassed(marked, end);
            line = lines.next();
        }
        checkReached(marked, end);
        if (line.length > 0) {
            setAside(first, end.head().entries(), size, line, lines);
        } else if (end.head().equals(marked.head()) && size == marked.segmentBytes()) {
            // It still is where an orderly close left it.
            return end;
        }
        settle(first, disk.read(Trail.file(first), 0, (int) size));
        return end;
    }

    /** The end of the trail as far as it has lines, for somebody who reads a damaged one to see what is left. */
    public TrailEnd asFarAsThereAreLines() throws IOException {
        long first = Segments.last(disk, Trail.DIRECTORY).orElse(0L);
        TrailEnd end = new TrailEnd(new Head(first, Head.NONE), 0, Optional.empty());
        if (disk.size(Trail.file(first)).isEmpty()) {
            return end;
        }
        LineReader lines = new LineReader(disk, Trail.file(first), 0);
        for (byte[] line = lines.next(); LineReader.whole(line); line = lines.next()) {
            Digest last = Head.NONE;
            Optional<String> origin = end.origin();
            try {
                TrailEntry entry = EntryLine.read(LineReader.bare(line));
                last = entry.hash();
                origin = Optional.of(entry.origin());
            } catch (MalformedLine e) {
                // It stands where an entry stood, and whoever asks for that one is told.
            }
            end = new TrailEnd(new Head(end.head().entries() + 1, last), end.segmentBytes() + line.length, origin);
        }
        return end;
    }

    private static void checkReached(TrailEnd marked, TrailEnd end) throws LedgerException {
        if (end.head().entries() < marked.head().entries()) {
            throw new LedgerException("The trail is damaged and takes no more entries: its index knows of "
                    + marked.head().entries() + " entries that were on the disk, and "
                    + end.head().entries()
                    + " are there. No crash leaves it so: entries were removed or changed, or a backup was put back in which index/ is newer"
                    + " than trail/. Find out which; an index is made anew when the folder index/ is deleted.");
        }
    }

    /** Where the trail passes the marked end, it has to have the entry that it had then. */
    private void checkPassed(TrailEnd marked, TrailEnd end) throws LedgerException {
        Head then = marked.head();
        if (then.entries() > 0
                && then.entries() == end.head().entries()
                && !then.last().equals(end.head().last())) {
            throw damage(
                    Segments.first(then.entries() - 1),
                    "entry " + (then.entries() - 1) + " is " + end.head().last() + ", and was " + then.last()
                            + " when the index was last written");
        }
    }

    /** The marked end where it lies in this file and the file's chain leads there; else the end of all files before. */
    private TrailEnd startFrom(long first, TrailEnd marked) throws IOException, LedgerException {
        TrailEnd before = before(first);
        long entries = marked.head().entries();
        if (entries <= first
                || entries > first + Segments.ENTRIES
                || disk.size(Trail.file(first)).orElse(0) < marked.segmentBytes()) {
            return before;
        }
        ChainOfBytes chain = new ChainOfBytes(before.head());
        byte[] lines = disk.read(Trail.file(first), 0, (int) marked.segmentBytes());
        try {
            return chain.follows(lines) && chain.head().equals(marked.head())
                    ? new TrailEnd(
                            marked.head(),
                            marked.segmentBytes(),
                            Optional.of(lastEntry(first, marked.segmentBytes()).origin()))
                    : before;
        } catch (MalformedLine e) {
            // Read line by line, the file tells what is wrong with it.
            return before;
        }
    }

    /** The end of all files before that one. */
    private TrailEnd before(long first) throws IOException, LedgerException {
        if (first == 0) {
            return TrailEnd.EMPTY;
        }
        long previous = first - Segments.ENTRIES;
        try {
            TrailEntry last =
                    lastEntry(previous, disk.size(Trail.file(previous)).orElse(0));
            if (last.seq() == first - 1) {
                return new TrailEnd(
                        new Head(first, last.hash()),
                        disk.size(Trail.file(previous)).orElse(0),
                        Optional.of(last.origin()));
            }
            throw damage(previous, "its last entry is " + last.seq() + ", expected " + (first - 1));
        } catch (MalformedLine e) {
            throw damage(previous, "its last line is " + e.getMessage());
        }
    }

    /** The entry in this line; empty when the line is none. */
    private static Optional<TrailEntry> follow(TrailEnd end, long first, byte[] line) throws LedgerException {
        if (!LineReader.whole(line)) {
            return Optional.empty();
        }
        TrailEntry entry;
        try {
            entry = EntryLine.read(LineReader.bare(line));
        } catch (MalformedLine e) {
            return Optional.empty();
        }
        if (entry.seq() != end.head().entries()) {
            throw damage(
                    first, "found entry " + entry.seq() + " where " + end.head().entries() + " belongs");
        }
        if (!entry.prev().equals(end.head().last())) {
            throw damage(
                    first,
                    "entry " + entry.seq() + " follows " + entry.prev() + ", the one before it is "
                            + end.head().last());
        }
        return Optional.of(entry);
    }

    private void setAside(long first, long seq, long from, byte[] line, LineReader lines)
            throws IOException, LedgerException {
        ByteArrayOutputStream torn = new ByteArrayOutputStream();
        for (byte[] rest = line; rest.length > 0; rest = lines.next()) {
            if (torn.size() > 0 && holdsEntry(rest)) {
                throw damage(first, "what stands at byte " + from + " is not an entry, and entries stand behind it");
            }
            torn.writeBytes(rest);
        }
        int number = 0;
        while (disk.size(torn(seq, number)).isPresent()) {
            number++;
        }
        String name = torn(seq, number);
        WholeFile.place(disk, Trail.DIRECTORY, name.substring(name.indexOf('/') + 1), torn.toByteArray());
        notices.add(Trail.file(first) + " ended with " + torn.size()
                + " bytes of an entry that was never finished and never acknowledged; they now lie in " + name);
    }

    private static String torn(long seq, int number) {
        return Trail.DIRECTORY + "/torn-" + seq + "-" + number;
    }

    private static boolean holdsEntry(byte[] line) {
        try {
            EntryLine.read(LineReader.bare(line));
            return LineReader.whole(line);
        } catch (MalformedLine e) {
            return false;
        }
    }

    /**
     * Writes the file anew. What was read may stand in the operating system's memory alone, and where a sync has failed it may never reach the
     * disk; only bytes that were written again and forced are known to be there.
     */
    private void settle(long first, byte[] sound) throws IOException {
        if (sound.length == 0) {
            disk.delete(Trail.file(first));
            disk.forceDirectory(Trail.DIRECTORY);
        } else {
            WholeFile.place(disk, Trail.DIRECTORY, Segments.name(first), sound);
        }
    }

    /** The entry that ends at that place of the file. */
    private TrailEntry lastEntry(long first, long size) throws IOException, MalformedLine {
        String file = Trail.file(first);
        byte[] tail = disk.read(file, Math.max(0, size - LAST_LINE), (int) Math.min(size, LAST_LINE));
        if (!LineReader.whole(tail)) {
            throw new MalformedLine("not finished");
        }
        int begin = tail.length - 1;
        while (begin > 0 && tail[begin - 1] != '\n') {
            begin--;
        }
        return EntryLine.read(Arrays.copyOfRange(tail, begin, tail.length - 1));
    }

    private static LedgerException damage(long first, String what) {
        return new LedgerException("The trail is damaged and takes no more entries: " + Trail.file(first) + ": " + what
                + ". No crash leaves it so; `release-gates verify` lists all that is wrong.");
    }
}
