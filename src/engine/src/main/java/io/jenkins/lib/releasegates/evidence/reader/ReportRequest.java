package io.jenkins.lib.releasegates.evidence.reader;

import java.util.Optional;

/**
 * Which files to read.
 *
 * @param patterns Ant-style, relative to the workspace, several separated by commas: {@code **&#47;target/surefire-reports/*.xml}
 * @param format a name of {@link EvidenceReading#formats()}; empty to find it out from the first bytes of each file
 */
public record ReportRequest(String patterns, Optional<String> format) {

    /** Files whose format is found out. */
    public static ReportRequest of(String patterns) {
        return new ReportRequest(patterns, Optional.empty());
    }

    /** Files of a named format. */
    public static ReportRequest of(String patterns, String format) {
        return new ReportRequest(patterns, Optional.of(format));
    }
}
