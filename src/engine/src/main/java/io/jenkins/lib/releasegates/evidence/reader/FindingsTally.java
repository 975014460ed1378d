package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.reader.report.FindingHash;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportFindings;
import io.jenkins.lib.releasegates.evidence.reader.report.Worst;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The findings of all reports, with their final identities.
 *
 * <p>Equal findings are told apart by their number. A vulnerability of a component is numbered for each tool by itself, so that the n-th one of
 * one tool and the n-th one of another are the same finding, told of twice.
 */
final class FindingsTally {

    private final FindingHash hash;
    private final IdentityCounts seen = new IdentityCounts();
    private final Map<String, IdentityCounts> seenByTool = new HashMap<>();
    private final List<Map.Entry<String, Brief>> alone = new ArrayList<>();
    private final Map<String, Brief> shared = new HashMap<>();
    private final long[] beyond = new long[Brief.CODES];
    private final Worst<Named> worst = new Worst<>(Evidence.MAX_FINDINGS, Named.WORST_FIRST);

    FindingsTally(FindingHash hash) {
        this.hash = hash;
    }

    /** How many identities are kept. */
    int size() {
        return alone.size() + shared.size();
    }

    /** Adds those of one report that was read to its end. */
    void add(ReportFindings added) {
        for (int code = 0; code < beyond.length; code++) {
            beyond[code] += added.count(code);
        }
        List<String> tools = added.tools();
        ReportFindings.Detail[] details = added.details();
        int next = 0;
        for (int i = 0; i < added.size(); i++) {
            Brief brief = added.brief(i);
            beyond[brief.code()]--;
            String identity = identity(added, i, tools, brief);
            if (next < details.length && details[next].ordinal() == i) {
                keep(details[next], identity);
                next++;
            }
        }
    }

    /** By the name of each metric that something counts in. */
    Map<String, Long> counts() {
        long[] counts = beyond.clone();
        alone.forEach(entry -> counts[entry.getValue().code()]++);
        shared.values().forEach(brief -> counts[brief.code()]++);
        Map<String, Long> byMetric = new TreeMap<>();
        for (int code = 0; code < counts.length; code++) {
            long count = counts[code];
            if (count > 0) {
                Brief.ofCode(code).metrics().forEach(metric -> byMetric.merge(metric, count, Long::sum));
            }
        }
        return byMetric;
    }

    /** Built at once, in the form that the record keeps without a copy: half a million would be hashed twice otherwise. */
    @SuppressWarnings("unchecked")
    Map<String, Brief> identities() {
        List<Map.Entry<String, Brief>> all = new ArrayList<>(alone);
        shared.forEach((identity, brief) -> all.add(Map.entry(identity, brief)));
        return Map.ofEntries(all.toArray(new Map.Entry[0]));
    }

    /** The details that are kept, worst first. */
    List<Finding> details() {
        return new NamedFindings(SortedNames.worstFirst(worst.kept())).once(shared.keySet());
    }

    private String identity(ReportFindings added, int i, List<String> tools, Brief brief) {
        int tool = added.tool(i);
        if (tool == ReportFindings.ALONE) {
            String identity = hash.repetition(added.high(i), added.low(i), seen.count(added.high(i), added.low(i)));
            alone.add(Map.entry(identity, brief));
            return identity;
        }
        IdentityCounts ofTool = seenByTool.computeIfAbsent(tools.get(tool), name -> new IdentityCounts());
        String identity = hash.repetition(added.high(i), added.low(i), ofTool.count(added.high(i), added.low(i)));
        shared.merge(identity, brief, Brief::and);
        return identity;
    }

    private void keep(ReportFindings.Detail detail, String identity) {
        worst.add(new Named(detail, identity));
    }
}
