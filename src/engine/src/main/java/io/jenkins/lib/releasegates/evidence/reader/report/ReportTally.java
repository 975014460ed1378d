package io.jenkins.lib.releasegates.evidence.reader.report;

import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Scan;
import io.jenkins.lib.releasegates.evidence.load.LoadTally;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one report adds to the evidence: whole numbers only; it counts as a whole or not at all. */
public final class ReportTally {

    private static final int MAX_TOOLS = 5;

    private final long[] covered = new long[Coverage.values().length];
    private final long[] missed = new long[Coverage.values().length];
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final Set<String> tools = new TreeSet<>();
    private final Set<Topic> topics = EnumSet.noneOf(Topic.class);
    private final ReportFindings findings;
    private final LoadTally load = new LoadTally();
    private Optional<Scan> scan = Optional.empty();
    private final List<Problem> problems = new ArrayList<>();

    public long tests;
    public long failed;
    public long skipped;
    public long nanos;
    public boolean timed;
    public boolean timeUnknown;
    public long unresolved;

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

    /** What load tests measured. */
    public LoadTally load() {
        return load;
    }

    public ReportFindings findings() {
        return findings;
    }

    /** Says that this report can tell of these things, also where it tells of none. */
    public void speaksOf(Topic... named) {
        topics.addAll(List.of(named));
    }

    public Set<Topic> topics() {
        return topics;
    }

    /** Says how the scan came to be whose result this is. */
    public void scan(Scan made) {
        scan = Optional.of(made);
    }

    public Optional<Scan> scan() {
        return scan;
    }

    /** Something that the report itself says wasn't looked at; the rest of it counts, and nothing that this touches passes. */
    public void problem(Problem problem) {
        problems.add(problem);
    }

    public List<Problem> problems() {
        return problems;
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
