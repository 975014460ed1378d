package io.jenkins.lib.releasegates.audit.trail;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where some lines of files begin that were read lately, so that the next reader of such a file needn't pass over all lines before the one that it
 * wants. Lines of the trail never move. At most {@value #FILES} files are remembered, some 200 bytes each. Thread-safe.
 */
final class LineMarks {

    /** Lines from one that is remembered to the next. */
    static final int STEP = 64;

    static final int FILES = 1_024;

    private static final int PER_FILE = (Segments.ENTRIES - 1) / STEP;

    private final Map<Long, long[]> offsets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, long[]> eldest) {
            return size() > FILES;
        }
    };

    /**
     * A line that is known, and where it begins.
     *
     * @param line counted from the beginning of its file
     */
    record Mark(long line, long offset) {}

    /** The last one that is known, up to the line of that entry; the beginning of its file where none is. */
    synchronized Mark before(long seq) {
        long first = Segments.first(seq);
        long[] known = offsets.get(first);
        if (known != null) {
            for (int i = (int) ((seq - first) / STEP) - 1; i >= 0; i--) {
                if (known[i] >= 0) {
                    return new Mark((i + 1L) * STEP, known[i]);
                }
            }
        }
        return new Mark(0, 0);
    }

    /** Remembers where the line of that entry begins, as far as it is one of those that are remembered. */
    synchronized void found(long seq, long offset) {
        long first = Segments.first(seq);
        long line = seq - first;
        if (line > 0 && line % STEP == 0) {
            long[] known = offsets.computeIfAbsent(first, none -> {
                long[] unknown = new long[PER_FILE];
                Arrays.fill(unknown, -1);
                return unknown;
            });
            known[(int) (line / STEP) - 1] = offset;
        }
    }
}
