package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * One thing a tool objects to, with an identity that survives edits elsewhere in the file.
 *
 * @param identity 32 hexadecimal digits, equal for the same thing in two runs, see docs/formats/finding-identity.md; what "new" and "fixed"
 *     are computed from. Never the line number, which moves.
 * @param rule the tool's name of the rule or vulnerability, or its category where it has no rules; never empty
 * @param severity on the one scale
 * @param path normalised: forward slashes, relative to the workspace where that is known; {@code ""} when the tool names none
 * @param line 1-based, or 0 when the tool names none
 * @param message what the tool says, cut to {@value #MAX_MESSAGE} characters; hostile text, to be escaped where it is shown
 * @param tool as the report names it; of several that told of one vulnerability all, separated by commas
 * @param kind what sort of thing it is
 * @param details what else is known of it
 */
public record Finding(
        String identity,
        String rule,
        Severity severity,
        String path,
        int line,
        String message,
        String tool,
        FindingKind kind,
        Details details) {

    /** Characters that are kept of a message. */
    public static final int MAX_MESSAGE = 400;

    /** The order of details: those that count first, then by severity, then by place. */
    public static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::isSuppressed)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::path)
            .thenComparing(Finding::line)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::identity)
            .thenComparing(Finding::tool);

    private static final String BETWEEN_TOOLS = ", ";
    private static final int MAX_TOOL = 300;

    public Finding {
        if (identity.length() != 32) {
            throw new IllegalArgumentException("An identity has 32 hexadecimal digits, found: " + identity);
        }
        if (rule.isEmpty()) {
            throw new IllegalArgumentException("A finding names its rule");
        }
        if (message.length() > MAX_MESSAGE) {
            message = message.substring(0, MAX_MESSAGE - 1) + "…";
        }
    }

    /** One of which nothing more is known. */
    public Finding(
            String identity, String rule, Severity severity, String path, int line, String message, String tool) {
        this(identity, rule, severity, path, line, message, tool, FindingKind.ISSUE, Details.NONE);
    }

    /** Whether somebody decided that it isn't to be counted. */
    public boolean isSuppressed() {
        return details.suppressed().isPresent();
    }

    /** What is kept of it in any case. */
    public Brief brief() {
        return Brief.of(kind, severity, details);
    }

    /** One finding that two tools have told of: the worse one's words, and what the other one knows besides. */
    public Finding and(Finding other) {
        Finding worse = WORST_FIRST.compare(this, other) <= 0 ? this : other;
        Finding further = worse == this ? other : this;
        Severity severest = severity.compareTo(other.severity) <= 0 ? severity : other.severity;
        TreeSet<String> tools = new TreeSet<>();
        for (Finding one : new Finding[] {this, other}) {
            for (String name : one.tool.split(BETWEEN_TOOLS, -1)) {
                tools.add(name);
            }
        }
        String names = String.join(BETWEEN_TOOLS, tools);
        return new Finding(
                identity,
                worse.rule,
                severest,
                worse.path,
                worse.line,
                worse.message,
                names.length() > MAX_TOOL ? worse.tool : names,
                kind,
                worse.details.or(further.details));
    }

    Finding withIdentity(String other) {
        return new Finding(other, rule, severity, path, line, message, tool, kind, details);
    }
}
