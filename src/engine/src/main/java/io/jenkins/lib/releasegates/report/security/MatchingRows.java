package io.jenkins.lib.releasegates.report.security;

import java.util.AbstractSequentialList;
import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;

/** Rows whose details are read while somebody goes through them, some at a time; to be gone through from the first to the last. */
final class MatchingRows extends AbstractSequentialList<FindingRow> {

    private static final int AT_A_TIME = 20_000;

    private final List<BriefRow> rows;
    private final FindingSources sources;

    MatchingRows(List<BriefRow> rows, FindingSources sources) {
        this.rows = List.copyOf(rows);
        this.sources = sources;
    }

    /** The same in a form that can't change. */
    static List<FindingRow> unchanging(List<FindingRow> rows) {
        return rows instanceof MatchingRows ? rows : List.copyOf(rows);
    }

    /** The same rows, those of one tool behind each other. */
    static List<FindingRow> byTool(List<FindingRow> rows) {
        Comparator<FindingRow> order = Comparator.comparing(row -> row.finding().tool());
        return rows instanceof MatchingRows matching
                ? new MatchingRows(
                        matching.rows.stream()
                                .sorted(Comparator.comparing(BriefRow::row, order))
                                .toList(),
                        matching.sources)
                : rows.stream().sorted(order).toList();
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public List<FindingRow> subList(int from, int to) {
        return sources.reading().rows(rows.subList(from, to));
    }

    @Override
    public ListIterator<FindingRow> listIterator(int index) {
        if (index < 0 || index > rows.size()) {
            throw new IndexOutOfBoundsException("Found " + index + ", allowed are 0 to " + rows.size());
        }
        return new Pass(index);
    }

    /** From the first to the last. */
    private final class Pass implements ListIterator<FindingRow> {

        private final FindingSources.Reading reading = sources.reading();
        private List<FindingRow> read = List.of();
        private int begin;
        private int next;

        Pass(int next) {
            this.begin = next;
            this.next = next;
        }

        @Override
        public boolean hasNext() {
            return next < rows.size();
        }

        @Override
        public FindingRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (next == begin + read.size()) {
                begin = next;
                read = reading.rows(rows.subList(next, Math.min(next + AT_A_TIME, rows.size())));
            }
            return read.get(next++ - begin);
        }

        @Override
        public int nextIndex() {
            return next;
        }

        @Override
        public int previousIndex() {
            return next - 1;
        }

        @Override
        public boolean hasPrevious() {
            return next > 0;
        }

        @Override
        public FindingRow previous() {
            throw new UnsupportedOperationException("Rows are gone through from the first to the last");
        }

        @Override
        public void remove() {
            throw unchangeable();
        }

        @Override
        public void set(FindingRow row) {
            throw unchangeable();
        }

        @Override
        public void add(FindingRow row) {
            throw unchangeable();
        }

        private static UnsupportedOperationException unchangeable() {
            return new UnsupportedOperationException("Rows that match can't be changed");
        }
    }
}
