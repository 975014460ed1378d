package io.jenkins.lib.releasegates.evidence.reader.report;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.workspace.SourceLines;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The findings of one report: 17 bytes for each up to the limit, and the details of the worst.
 *
 * <p>Among equally bad findings the first ones of the report are kept.
 */
public final class ReportFindings {

    private static final Severity[] SEVERITIES = Severity.values();
    private static final int MAX_PATH = 1_000;
    private static final int MAX_RULE = 300;

    /** A finding whose identity isn't final yet, since other reports may have the same one. */
    public record Detail(
            int ordinal, String rule, Severity severity, String path, int line, String message, String tool) {}

    private final Workspace workspace;
    private final SourceLines sources;
    private final FindingHash hash;
    private final int limit;
    private final PriorityQueue<Detail> worst = new PriorityQueue<>(Comparator.comparing(Detail::severity)
            .thenComparing(Detail::ordinal)
            .reversed());
    private final long[] counts = new long[SEVERITIES.length];
    private long[] high = new long[64];
    private long[] low = new long[64];
    private byte[] severities = new byte[64];
    private int size;

    public ReportFindings(Workspace workspace, SourceLines sources, FindingHash hash, int limit) {
        this.workspace = workspace;
        this.sources = sources;
        this.hash = hash;
        this.limit = limit;
    }

    /**
     * Adds one.
     *
     * @param message read before this returns, never kept
     * @param fingerprint what the tool itself recognises the finding by, empty when it has nothing
     */
    public void add(
            String namedRule,
            Severity severity,
            String namedPath,
            int line,
            CharSequence message,
            String tool,
            String fingerprint) {
        counts[severity.ordinal()]++;
        if (size == limit) {
            return;
        }
        String rule = namedRule.isBlank() ? "(no rule)" : cut(namedRule, MAX_RULE);
        String path = cut(workspace.relativize(namedPath), MAX_PATH);
        identify(rule, path, line, message, fingerprint);
        if (size == severities.length) {
            grow();
        }
        high[size] = hash.high();
        low[size] = hash.low();
        severities[size] = (byte) severity.ordinal();
        keep(rule, severity, path, line, message, tool);
        size++;
    }

    /** Forgets all, for a reader that begins anew. */
    public void clear() {
        worst.clear();
        Arrays.fill(counts, 0);
        size = 0;
    }

    public long count(Severity severity) {
        return counts[severity.ordinal()];
    }

    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** Findings whose identity is kept; fewer than {@link #total} when there are too many. */
    public int size() {
        return size;
    }

    public long high(int ordinal) {
        return high[ordinal];
    }

    public long low(int ordinal) {
        return low[ordinal];
    }

    public Severity severity(int ordinal) {
        return SEVERITIES[severities[ordinal]];
    }

    /** The kept details in the order of the report. */
    public Detail[] details() {
        Detail[] details = worst.toArray(new Detail[0]);
        Arrays.sort(details, Comparator.comparingInt(Detail::ordinal));
        return details;
    }

    private void identify(String rule, String path, int line, CharSequence message, String fingerprint) {
        if (!fingerprint.isEmpty()) {
            hash.compute(rule, path, FindingHash.Content.FINGERPRINT, fingerprint);
            return;
        }
        String content = sources.content(path, line);
        if (content.isEmpty()) {
            hash.compute(rule, path, FindingHash.Content.MESSAGE, FindingHash.normalMessage(message));
        } else {
            hash.compute(rule, path, FindingHash.Content.SOURCE, content);
        }
    }

    private void keep(String rule, Severity severity, String path, int line, CharSequence message, String tool) {
        if (worst.size() == Evidence.MAX_FINDINGS) {
            if (severity.compareTo(worst.element().severity()) >= 0) {
                return;
            }
            worst.remove();
        }
        String shown = message.subSequence(0, Math.min(message.length(), Finding.MAX_MESSAGE + 1))
                .toString();
        worst.add(new Detail(size, rule, severity, path, line, shown, tool));
    }

    private void grow() {
        int more = Math.min(limit, size * 2);
        high = Arrays.copyOf(high, more);
        low = Arrays.copyOf(low, more);
        severities = Arrays.copyOf(severities, more);
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
