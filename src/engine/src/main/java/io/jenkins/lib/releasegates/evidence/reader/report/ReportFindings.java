package io.jenkins.lib.releasegates.evidence.reader.report;

import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.workspace.SourceLines;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings of one report: 18 bytes for each up to the limit, and the details of the worst.
 *
 * <p>Among equally bad findings the first ones of the report are kept.
 */
public final class ReportFindings {

    /** Of a finding that has its identity by itself, so that no other tool's can be the same one. */
    public static final int ALONE = -1;

    private static final int MAX_PATH = 1_000;
    private static final int MAX_RULE = 300;
    private static final int MAX_TOOLS = 100;

    /** Texts that are remembered in order to share them. */
    private static final int MAX_WORDS = 10_000;

    /** A finding whose identity isn't final yet, since other reports may have the same one. */
    public record Detail(
            int ordinal,
            String rule,
            Severity severity,
            String path,
            int line,
            SharedText message,
            String tool,
            FindingKind kind,
            Details details) {

        /** Whether somebody decided that it isn't to be counted. */
        public boolean isSuppressed() {
            return details.suppressed().isPresent();
        }
    }

    private static final Comparator<Detail> WORST_FIRST = (one, other) -> {
        if (one.isSuppressed() != other.isSuppressed()) {
            return one.isSuppressed() ? 1 : -1;
        }
        int order = one.severity.compareTo(other.severity);
        return order == 0 ? Integer.compare(one.ordinal, other.ordinal) : order;
    };

    private final Workspace workspace;
    private final SourceLines sources;
    private final FindingHash hash;
    private final int limit;
    private final Worst<Detail> worst = new Worst<>(Evidence.MAX_FINDINGS, WORST_FIRST);
    private final long[] counts = new long[Brief.CODES];
    private final List<String> tools = new ArrayList<>();
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> messages = new HashMap<>();
    private long[] high = new long[64];
    private long[] low = new long[64];
    private short[] briefs = new short[64];
    private byte[] toolOf = new byte[64];
    private int size;

    public ReportFindings(Workspace workspace, SourceLines sources, FindingHash hash, int limit) {
        this.workspace = workspace;
        this.sources = sources;
        this.hash = hash;
        this.limit = limit;
    }

    /**
     * Adds one of which nothing more is known.
     *
     * @param message read before this returns, never kept
     * @param fingerprint what the tool itself recognises the finding by, empty when it has nothing
     */
    public void add(
            String rule,
            Severity severity,
            String path,
            int line,
            CharSequence message,
            String tool,
            String fingerprint) {
        add(new Found(FindingKind.ISSUE, rule, severity, path, line, message, tool, fingerprint, Details.NONE));
    }

    /** Adds one. */
    public void add(Found found) {
        int code = Brief.of(found.kind(), found.severity(), found.details()).code();
        counts[code]++;
        if (size == limit) {
            return;
        }
        String rule = found.rule().isBlank() ? "(no rule)" : cut(found.rule(), MAX_RULE);
        String path = cut(workspace.relativize(found.path()), MAX_PATH);
        boolean shared = identify(found, rule, path);
        if (size == briefs.length) {
            grow();
        }
        high[size] = hash.high();
        low[size] = hash.low();
        briefs[size] = (short) code;
        toolOf[size] = (byte) (shared ? tool(found.tool()) : ALONE);
        keep(found, rule, path);
        size++;
    }

    /** Forgets all, for a reader that begins anew. */
    public void clear() {
        worst.clear();
        words.clear();
        messages.clear();
        Arrays.fill(counts, 0);
        size = 0;
    }

    /** Findings with that {@link Brief#code}, also of those beyond the limit. */
    public long count(int code) {
        return counts[code];
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

    public Brief brief(int ordinal) {
        return Brief.ofCode(briefs[ordinal]);
    }

    /** The tool of a vulnerability that another tool may have found as well; else {@link #ALONE}. */
    public int tool(int ordinal) {
        return toolOf[ordinal];
    }

    /** The tools by these numbers. */
    public List<String> tools() {
        return List.copyOf(tools);
    }

    /** The kept details in the order of the report. */
    public Detail[] details() {
        Detail[] details = worst.kept().toArray(new Detail[0]);
        Arrays.sort(details, Comparator.comparingInt(Detail::ordinal));
        return details;
    }

    /** Whether other tools give the same vulnerability the same identity. */
    private boolean identify(Found found, String rule, String path) {
        String component = found.lasting();
        if (!component.isEmpty()) {
            hash.compute(found.commonName(), "", FindingHash.Content.COMPONENT, component);
            return true;
        }
        if (!found.fingerprint().isEmpty()) {
            hash.compute(rule, path, FindingHash.Content.FINGERPRINT, found.fingerprint());
            return false;
        }
        // The line of a secret holds the secret, and a hash that everybody can compute would tell whether a guess is
        // right.
        String content = found.kind() == FindingKind.SECRET ? "" : sources.content(path, found.line());
        if (content.isEmpty()) {
            hash.compute(rule, path, FindingHash.Content.MESSAGE, FindingHash.normalMessage(found.message()));
        } else {
            hash.compute(rule, path, FindingHash.Content.SOURCE, content);
        }
        return false;
    }

    private int tool(String name) {
        int index = tools.indexOf(name);
        if (index < 0 && tools.size() < MAX_TOOLS) {
            tools.add(name);
            return tools.size() - 1;
        }
        return index < 0 ? MAX_TOOLS - 1 : index;
    }

    private void keep(Found found, String rule, String path) {
        CharSequence message = found.message();
        Detail best = worst.last();
        if (best != null) {
            boolean suppressed = found.details().suppressed().isPresent();
            int order = Boolean.compare(suppressed, best.isSuppressed());
            if (order > 0 || order == 0 && found.severity().compareTo(best.severity()) >= 0) {
                return;
            }
        }
        String shared = shared(rule);
        worst.add(new Detail(
                size,
                shared,
                found.severity(),
                shared(path),
                found.line(),
                shown(shared, message.subSequence(0, Math.min(message.length(), Finding.MAX_MESSAGE + 1))),
                found.tool(),
                found.kind(),
                found.details()));
    }

    /** Many findings have the same rule, and the same path. */
    private String shared(String text) {
        if (words.size() >= MAX_WORDS) {
            words.clear();
        }
        String before = words.putIfAbsent(text, text);
        return before == null ? text : before;
    }

    private SharedText shown(String rule, CharSequence message) {
        if (messages.size() >= MAX_WORDS) {
            messages.clear();
        }
        String before = messages.get(rule);
        SharedText text = before == null ? SharedText.alone(message) : SharedText.of(message, before);
        messages.put(rule, text.base());
        return text;
    }

    private void grow() {
        int more = Math.min(limit, size * 2);
        high = Arrays.copyOf(high, more);
        low = Arrays.copyOf(low, more);
        briefs = Arrays.copyOf(briefs, more);
        toolOf = Arrays.copyOf(toolOf, more);
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
