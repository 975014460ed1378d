package io.jenkins.lib.releasegates.scanner.result;

/** How bad a finding is. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    /** The bands of the CVSS 3.1 specification, section 5, which CVSS 4.0 has kept; a score of 0 is LOW here, because something was found. */
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
