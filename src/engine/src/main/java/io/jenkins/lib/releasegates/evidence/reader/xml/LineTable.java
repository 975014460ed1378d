package io.jenkins.lib.releasegates.evidence.reader.xml;

import io.jenkins.lib.releasegates.evidence.reader.report.Coverage;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import java.util.HashMap;
import java.util.Map;

/** The lines of one source file, each once, however often a report names it: covered when any mention is, with the most branches seen. */
final class LineTable {

    private static final int COVERED = 0;
    private static final int BRANCHES_COVERED = 1;
    private static final int BRANCHES = 2;

    private final Map<Long, long[]> lines = new HashMap<>();

    void line(long number, boolean covered, long branchesCovered, long branches) {
        long[] line = lines.computeIfAbsent(number, key -> new long[3]);
        line[COVERED] |= covered ? 1 : 0;
        line[BRANCHES] = Math.max(line[BRANCHES], branches);
        line[BRANCHES_COVERED] = Math.max(line[BRANCHES_COVERED], branchesCovered);
    }

    void merge(LineTable other) {
        other.lines.forEach((number, line) -> line(number, line[COVERED] == 1, line[BRANCHES_COVERED], line[BRANCHES]));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean anyCovered() {
        return lines.values().stream().anyMatch(line -> line[COVERED] == 1);
    }

    /** Counts the lines and forgets them. */
    void flush(ReportTally tally) {
        for (long[] line : lines.values()) {
            tally.cover(Coverage.LINE, line[COVERED], 1 - line[COVERED]);
            tally.cover(Coverage.BRANCH, line[BRANCHES_COVERED], line[BRANCHES] - line[BRANCHES_COVERED]);
        }
        lines.clear();
    }
}
