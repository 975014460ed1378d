package io.jenkins.lib.releasegates.report.security;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Scan;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The findings of a build, a page of those that somebody wants to see.
 *
 * @param shown a page of them
 * @param matching all that fit, in their order; their details are read when somebody goes through them
 * @param counts of all findings of the build, by severity and state
 * @param tools findings of the build by tool, without fixed ones
 * @param suppressions rules that left findings out of the count, the remarkable ones first
 * @param notes what a reader has to know about them, a sentence each
 * @param warnings why there may be more than is shown, a sentence each
 */
public record SecurityPage(
        SecurityQuery query,
        List<FindingRow> shown,
        List<FindingRow> matching,
        Map<Severity, Map<FindingState, Integer>> counts,
        Map<String, Integer> tools,
        List<SuppressionRow> suppressions,
        List<String> notes,
        List<String> warnings,
        Instant now) {

    /** Findings on a page. */
    public static final int ROWS = 50;

    /** Rules on a page. */
    public static final int SUPPRESSIONS = 100;

    public SecurityPage {
        suppressions = List.copyOf(suppressions);
        shown = List.copyOf(shown);
        matching = MatchingRows.unchanging(matching);
        counts = Map.copyOf(counts);
        tools = new TreeMap<>(tools);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Of the build of that id, read now.
     *
     * @throws LedgerException when something of it can't be read; less than all would look better than it is
     */
    public static SecurityPage of(Ledger ledger, String build, SecurityQuery query, Instant now)
            throws LedgerException {
        BuildFindings found = BuildFindings.of(ledger, build);
        List<BriefRow> all = found.rows();
        List<FindingRow> matching = new MatchingRows(query.choose(all, found.sources()), found.sources());
        int from = Math.min((query.page() - 1) * ROWS, matching.size());
        Map<Severity, Map<FindingState, Integer>> counts = new EnumMap<>(Severity.class);
        Map<String, Integer> tools = new TreeMap<>();
        for (BriefRow brief : all) {
            FindingRow row = brief.row();
            counts.computeIfAbsent(row.finding().severity(), severity -> new EnumMap<>(FindingState.class))
                    .merge(row.state(), 1, Integer::sum);
            if (row.state() != FindingState.FIXED) {
                tools.merge(row.finding().tool(), 1, Integer::sum);
            }
        }
        return new SecurityPage(
                query,
                matching.subList(from, Math.min(from + ROWS, matching.size())),
                matching,
                counts,
                tools,
                SuppressionRow.rows(found.suppressions(), found.earlierSuppressions()),
                notes(found, now),
                warnings(found),
                now);
    }

    private static List<String> notes(BuildFindings found, Instant now) {
        Set<String> notes = new LinkedHashSet<>();
        for (Report report : found.reports()) {
            report.scan()
                    .flatMap(Scan::database)
                    .ifPresent(database -> notes.add("Vulnerabilities were looked up in version " + database.version()
                            + " of the database, " + database.records() + " records, checked "
                            + Duration.between(database.lastChecked(), now).toHours() + " hours ago."));
        }
        return List.copyOf(notes);
    }

    private static List<String> warnings(BuildFindings found) {
        List<String> warnings = new ArrayList<>();
        found.problems().forEach(problem -> warnings.add(problem.toString()));
        if (found.withoutDetails() > 0) {
            warnings.add("Of " + found.withoutDetails()
                    + " more findings only the number is kept, since there are too many; the metrics count them.");
        }
        return warnings;
    }

    /** Whether nothing was found and nothing is wrong. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Rules of the build, without those that only the run has that it is compared with. */
    public long ownSuppressions() {
        return suppressions.stream().filter(SuppressionRow::isHere).count();
    }

    /** Rules of the build that are over. */
    public long expiredSuppressions() {
        return suppressions(SuppressionRule.Use.EXPIRED);
    }

    /** Rules of the build that covered nothing. */
    public long unusedSuppressions() {
        return suppressions(SuppressionRule.Use.UNUSED);
    }

    private long suppressions(SuppressionRule.Use use) {
        return suppressions.stream()
                .filter(SuppressionRow::isHere)
                .filter(row -> row.rule().use() == use)
                .count();
    }

    /** How many there are of that severity in that state. */
    public int count(Severity severity, FindingState state) {
        return counts.getOrDefault(severity, Map.of()).getOrDefault(state, 0);
    }

    /** Pages of what fits; 1 where nothing does. */
    public int pages() {
        return Math.max(1, (matching.size() + ROWS - 1) / ROWS);
    }
}
