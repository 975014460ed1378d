package io.jenkins.lib.releasegates.evidence.reader;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one report adds to the evidence: whole numbers only; it counts as a whole or not at all. */
final class ReportTally {

    private static final int MAX_TOOLS = 5;

    private final long[] covered = new long[Coverage.values().length];
    private final long[] missed = new long[Coverage.values().length];
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final Set<String> tools = new TreeSet<>();
    private final ReportFindings findings;

    long tests;
    long failed;
    long skipped;
    long nanos;
    boolean timed;
    boolean timeUnknown;

    ReportTally(ReportFindings findings) {
        this.findings = findings;
    }

    void cover(Coverage what, long coveredCount, long missedCount) {
        covered[what.ordinal()] = Math.addExact(covered[what.ordinal()], coveredCount);
        missed[what.ordinal()] = Math.addExact(missed[what.ordinal()], missedCount);
    }

    long covered(Coverage what) {
        return covered[what.ordinal()];
    }

    long missed(Coverage what) {
        return missed[what.ordinal()];
    }

    /** A number of a generic report; false when it had that name before. */
    boolean number(String name, double value) {
        return numbers.putIfAbsent(name, value) == null;
    }

    Map<String, Double> numbers() {
        return numbers;
    }

    ReportFindings findings() {
        return findings;
    }

    /** Names the writer of the report; of many the first few. */
    void tool(String name) {
        if (!name.isBlank() && tools.size() < MAX_TOOLS) {
            tools.add(XmlReport.shown(name.strip()));
        }
    }

    String tools() {
        return String.join(", ", tools);
    }
}
