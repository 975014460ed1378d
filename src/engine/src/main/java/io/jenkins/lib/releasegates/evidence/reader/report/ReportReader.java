package io.jenkins.lib.releasegates.evidence.reader.report;

import java.io.IOException;

/** Reads one format. Has no state, so that one serves any number of reports and threads. */
public interface ReportReader {

    /** The name in requests and records. */
    String format();

    /** The metrics that it feeds, as in {@link io.jenkins.lib.releasegates.evidence.Problem#family()}. */
    String family();

    /** Largest report, in bytes. */
    default long maxBytes(ReadLimits limits) {
        return limits.reportBytes();
    }

    /**
     * Adds what the report says; after an exception what was added is thrown away.
     *
     * @throws UnreadableReportException when the report isn't what it should be
     * @throws IOException when the file can't be read
     */
    void read(ReportSource source, ReportTally tally) throws IOException;
}
