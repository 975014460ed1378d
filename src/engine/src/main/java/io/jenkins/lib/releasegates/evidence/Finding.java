package io.jenkins.lib.releasegates.evidence;

import java.util.Comparator;

/**
 * One thing a tool objects to, with an identity that survives edits elsewhere in the file.
 *
 * @param identity 32 hexadecimal digits, equal for the same rule, path and content in two runs; what "new" and "fixed" are computed from.
 *     Never the line number, which moves.
 * @param rule the tool's name of the rule, or its category where it has no rules; never empty
 * @param severity on the one scale
 * @param path normalised: forward slashes, relative to the workspace where that is known; {@code ""} when the tool names none
 * @param line 1-based, or 0 when the tool names none
 * @param message what the tool says, cut to {@value #MAX_MESSAGE} characters; hostile text, to be escaped where it is shown
 * @param tool as the report names it
 */
public record Finding(
        String identity, String rule, Severity severity, String path, int line, String message, String tool) {

    /** Characters that are kept of a message. */
    public static final int MAX_MESSAGE = 400;

    /** The order of details: by severity, then by place. */
    public static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::path)
            .thenComparing(Finding::line)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::identity);

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

    Finding withIdentity(String other) {
        return new Finding(other, rule, severity, path, line, message, tool);
    }
}
