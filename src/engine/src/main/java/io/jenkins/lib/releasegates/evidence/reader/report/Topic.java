package io.jenkins.lib.releasegates.evidence.reader.report;

/**
 * What a report can speak of. A number exists only where somebody could have said another one: that a report tells of no secrets means nothing
 * unless its tool looked for some.
 */
public enum Topic {
    /** Known vulnerabilities of components. */
    VULNERABILITIES,
    /** Which of them are known to be exploited. */
    EXPLOITED,
    /** Which of them are mended in a known version. */
    FIXES,
    /** Which components there are, by a scan of our own. */
    COMPONENTS,
    /** Which of them it could not look up, since nothing told their versions. */
    UNRESOLVED,
    /** Keys and passwords that lie in the open. */
    SECRETS
}
