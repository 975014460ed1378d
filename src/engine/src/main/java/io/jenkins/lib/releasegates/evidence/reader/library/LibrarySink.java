package io.jenkins.lib.releasegates.evidence.reader.library;

import io.jenkins.lib.releasegates.evidence.Severity;

/** Takes what a library found in a report. */
public interface LibrarySink {

    /** One finding; what the tool doesn't say is empty, or 0 for the line. */
    void finding(String rule, Severity severity, String path, int line, String message, String tool);

    /** Counts of a metric such as {@code coverage.line}. */
    void covered(String metric, long covered, long missed);

    /** Test cases; the skipped and failed ones are among them. */
    void tests(long total, long failed, long skipped);
}
