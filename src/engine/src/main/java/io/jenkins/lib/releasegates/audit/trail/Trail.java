package io.jenkins.lib.releasegates.audit.trail;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.Piece;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.EntryLine.MalformedLine;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.LineSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of the trail. One thread appends at a time; any number reads what was acknowledged. */
public final class Trail {

    public static final String DIRECTORY = "trail";

    private static final int BLOCK = 16 * 1024;

    private final Disk disk;
    private final boolean damaged;
    private final LineMarks marks = new LineMarks();
    private volatile TrailEnd end;

    /** With whether {@link #each} passes over lines that can't be read, for somebody who looks at what is left. */
    public Trail(Disk disk, TrailEnd end, boolean damaged) {
        this.disk = disk;
        this.end = end;
        this.damaged = damaged;
    }

    /** The file that the entry of this number stands in. */
    static String file(long seq) {
        return DIRECTORY + "/" + Segments.name(seq);
    }

    public TrailEnd end() {
        return end;
    }

    /**
     * What the trail grows by.
     *
     * @param pieces for its files, in order
     * @param offsets where in its file each of the lines begins
     * @param end the end behind them
     */
    public record Growth(List<Piece> pieces, List<Integer> offsets, TrailEnd end) {

        public Growth {
            pieces = List.copyOf(pieces);
            offsets = List.copyOf(offsets);
        }
    }

    /**
     * What it grows by when it takes these lines.
     *
     * @param lines without line feeds, numbered on from the end
     * @param after the end behind them
     */
    public Growth growth(List<byte[]> lines, Head after, String origin) {
        long seq = end.head().entries();
        long offset = end.nextOffset();
        List<Piece> pieces = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>(lines.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            offsets.add((int) (offset + bytes.size()));
            bytes.writeBytes(lines.get(i));
            bytes.write('\n');
            boolean lastOfFile = (seq + 1) % Segments.ENTRIES == 0;
            if (lastOfFile || i == lines.size() - 1) {
                pieces.add(new Piece(file(seq), offset, bytes.toByteArray()));
                offset = lastOfFile && i < lines.size() - 1 ? 0 : offset + bytes.size();
                bytes.reset();
            }
            seq++;
        }
        return new Growth(pieces, offsets, new TrailEnd(after, offset, Optional.of(origin)));
    }

    /** Has grown by that; shown to readers from now on. */
    public void grew(Growth growth) {
        end = growth.end();
    }

    /** The entry of that number. */
    public Optional<TrailEntry> entry(long seq) throws IOException, LedgerException {
        if (seq < 0 || seq >= end.head().entries()) {
            return Optional.empty();
        }
        return Optional.of(read(seq, reader(seq)));
    }

    /** Reads from that entry on; looked for from the end of the trail where it stands nearer to it. */
    private LineReader reader(long seq) throws IOException {
        TrailEnd now = end;
        long behind = now.head().entries() - seq;
        if (now.segmentBytes() > 0
                && Segments.first(seq) == Segments.first(now.head().entries() - 1)
                && behind < seq - Segments.first(seq)) {
            return new LineReader(disk, file(seq), offsetBefore(file(seq), now.segmentBytes(), behind));
        }
        LineMarks.Mark mark = marks.before(seq);
        LineReader lines = new LineReader(disk, file(seq), mark.offset());
        for (long at = Segments.first(seq) + mark.line(); at < seq; ) {
            long next = Math.min(seq, at + LineMarks.STEP);
            if (lines.skip(next - at)) {
                marks.found(next, lines.offset());
            }
            at = next;
        }
        return lines;
    }

    /** Where the lines begin that are the last so many before that place. */
    private long offsetBefore(String file, long place, long lines) throws IOException {
        long left = lines + 1;
        for (long to = place; to > 0; ) {
            int length = (int) Math.min(BLOCK, to);
            byte[] block = disk.read(file, to - length, length);
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n' && --left == 0) {
                    return to - length + i + 1;
                }
            }
            to -= length;
        }
        return 0;
    }

    /** Consecutive entries, the first of which begins at that place of its file. */
    public List<TrailEntry> entries(long first, int offset, int count) throws IOException, LedgerException {
        List<TrailEntry> entries = new ArrayList<>(count);
        LineReader lines = new LineReader(disk, file(first), offset);
        for (long seq = first; seq < first + count; seq++) {
            if (seq > first && seq % Segments.ENTRIES == 0) {
                lines = new LineReader(disk, file(seq), 0);
            }
            entries.add(read(seq, lines));
        }
        return entries;
    }

    /** Shows the entries from that number on, in their order; the last one excluded. */
    public void each(long from, long to, Reader reader) throws IOException, LedgerException {
        for (long seq = from; seq < to; ) {
            LineReader lines = new LineReader(disk, file(seq), 0);
            lines.skip(seq - Segments.first(seq));
            do {
                int offset = (int) lines.offset();
                Optional<TrailEntry> entry = readable(seq, lines);
                if (entry.isPresent()) {
                    reader.entry(entry.get(), offset);
                }
                seq++;
            } while (seq < to && seq % Segments.ENTRIES != 0);
        }
    }

    /** Shows the bytes of these lines, without their line feeds, in their order; the last one excluded. */
    public void lines(long from, long to, LineSink sink) throws IOException, LedgerException {
        LineReader lines = reader(from);
        for (long seq = from; seq < to; seq++) {
            if (seq > from && seq % Segments.ENTRIES == 0) {
                lines = new LineReader(disk, file(seq), 0);
            }
            byte[] line = lines.next();
            if (!LineReader.whole(line)) {
                throw new LedgerException(file(seq) + ": entry " + seq + " isn't there, or has no end");
            }
            sink.line(seq, LineReader.bare(line));
        }
    }

    private Optional<TrailEntry> readable(long seq, LineReader lines) throws IOException, LedgerException {
        try {
            return Optional.of(read(seq, lines));
        } catch (LedgerException e) {
            if (damaged) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static TrailEntry read(long seq, LineReader lines) throws IOException, LedgerException {
        long offset = lines.offset();
        byte[] line = lines.next();
        try {
            TrailEntry entry = EntryLine.read(LineReader.bare(line));
            if (entry.seq() == seq) {
                return entry;
            }
            throw new LedgerException(file(seq) + ": found entry " + entry.seq() + " at byte " + offset + ", expected "
                    + seq + "; `release-gates verify` lists all that is wrong");
        } catch (MalformedLine e) {
            throw new LedgerException(file(seq) + ": entry " + seq + " at byte " + offset + " can't be read: "
                    + e.getMessage() + "; `release-gates verify` lists all that is wrong");
        }
    }

    /** Is shown entries. */
    public interface Reader {

        /** An entry, and where in its file it begins. */
        void entry(TrailEntry entry, int offset) throws IOException, LedgerException;
    }
}
