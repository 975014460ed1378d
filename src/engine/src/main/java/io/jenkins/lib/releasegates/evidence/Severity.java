package io.jenkins.lib.releasegates.evidence;

import java.util.Locale;

/**
 * How bad a finding is, on one scale for all tools, the worst first.
 *
 * <p>The four steps correspond one to one to ERROR, HIGH, NORMAL and LOW of the Warnings plugin, and to the qualitative scale of CVSS
 * (v3.1, section 5) without its zero.
 */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    /** The name in metrics and records, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The step of a CVSS score, or of a SARIF {@code security-severity}, which uses the same scale.
     *
     * @param score from 0.0 to 10.0
     */
    public static Severity ofScore(double score) {
        if (score >= 9.0) {
            return CRITICAL;
        }
        if (score >= 7.0) {
            return HIGH;
        }
        return score >= 4.0 ? MEDIUM : LOW;
    }
}
