package io.jenkins.lib.releasegates.evidence.reader.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one report adds to the evidence: whole numbers only; it counts as a whole or not at all. */
public final class ReportTally {

    private static final int MAX_TOOLS = 5;

    private final long[] covered = new long[Coverage.values().length];
    private final long[] missed = new long[Coverage.values().length];
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final Set<String> tools = new TreeSet<>();
    private final ReportFindings findings;

    public long tests;
    public long failed;
    public long skipped;
    public long nanos;
    public boolean timed;
    public boolean timeUnknown;

    public ReportTally(ReportFindings findings) {
        this.findings = findings;
    }

    public void cover(Coverage what, long coveredCount, long missedCount) {
        covered[what.ordinal()] = Math.addExact(covered[what.ordinal()], coveredCount);
        missed[what.ordinal()] = Math.addExact(missed[what.ordinal()], missedCount);
    }

    public long covered(Coverage what) {
        return covered[what.ordinal()];
    }

    public long missed(Coverage what) {
        return missed[what.ordinal()];
    }

    /** A number of a generic report; false when it had that name before. */
    public boolean number(String name, double value) {
        return numbers.putIfAbsent(name, value) == null;
    }

    public Map<String, Double> numbers() {
        return numbers;
    }

    public ReportFindings findings() {
        return findings;
    }

    /** Names the writer of the report; of many the first few. */
    public void tool(String name) {
        if (!name.isBlank() && tools.size() < MAX_TOOLS) {
            tools.add(UnreadableReportException.shown(name.strip()));
        }
    }

    public String tools() {
        return String.join(", ", tools);
    }
}
