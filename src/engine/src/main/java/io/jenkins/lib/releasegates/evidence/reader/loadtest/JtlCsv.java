package io.jenkins.lib.releasegates.evidence.reader.loadtest;

import io.jenkins.lib.releasegates.evidence.load.ResponseTimes;
import io.jenkins.lib.releasegates.evidence.load.Samples;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import io.jenkins.lib.releasegates.evidence.reader.xml.JtlXml;
import java.io.IOException;
import java.util.OptionalLong;

/** The samples of a JTL in CSV, line by line. */
final class JtlCsv {

    /** The end of the year 9999, in milliseconds since 1970. */
    private static final long LATEST = 253_402_300_799_999L;

    private final CsvRows rows;
    private final Samples samples;
    private final JtlColumns columns;

    private JtlCsv(CsvRows rows, Samples samples) throws UnreadableReportException {
        this.rows = rows;
        this.samples = samples;
        this.columns = JtlColumns.of(rows);
    }

    /** Reads all of them. */
    static void read(CsvRows rows, Samples samples) throws IOException {
        if (rows.next()) {
            new JtlCsv(rows, samples).read();
        }
    }

    private void read() throws IOException {
        if (!columns.named()) {
            sample();
        }
        rows.want(columns.timeStamp(), columns.elapsed(), columns.success(), columns.message(), columns.sampleCount());
        while (rows.next()) {
            sample();
        }
    }

    private void sample() throws UnreadableReportException {
        if (rows.columns() != columns.count()) {
            throw rows.unreadable("a line of " + rows.columns() + " columns; allowed are " + columns.count()
                    + ", as many as the first line has");
        }
        long elapsed = rows.number(columns.elapsed(), "elapsed", 0, ResponseTimes.MAX);
        long start = columns.timeStamp() < 0 ? -1 : rows.number(columns.timeStamp(), "timeStamp", 1, LATEST);
        boolean succeeded = rows.is(columns.success(), "true");
        if (!succeeded && !rows.is(columns.success(), "false")) {
            throw rows.unreadable("success '" + UnreadableReportException.shown(rows.text(columns.success()))
                    + "'; allowed are true and false");
        }
        if (columns.sampleCount() >= 0 && !rows.is(columns.sampleCount(), "1")) {
            throw rows.unreadable("SampleCount '" + UnreadableReportException.shown(rows.text(columns.sampleCount()))
                    + "'; allowed is 1, since the times of several in one line aren't known");
        }
        count(start, elapsed, succeeded);
    }

    private void count(long start, long elapsed, boolean succeeded) {
        boolean maybe = columns.message() >= 0 && rows.begins(columns.message(), JtlXml.TRANSACTION);
        OptionalLong inside = maybe ? JtlXml.transaction(rows.text(columns.message())) : OptionalLong.empty();
        if (inside.isEmpty()) {
            samples.request(start, elapsed, succeeded);
        } else if (inside.getAsLong() > 0 || !succeeded) {
            samples.transaction(start, elapsed, succeeded, inside.getAsLong());
        }
    }
}
