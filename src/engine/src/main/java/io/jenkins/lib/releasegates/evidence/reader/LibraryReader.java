package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.reader.library.LibraryException;
import io.jenkins.lib.releasegates.evidence.reader.library.LibraryFormat;
import io.jenkins.lib.releasegates.evidence.reader.library.LibrarySink;
import io.jenkins.lib.releasegates.evidence.reader.report.Coverage;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.util.Locale;

/** Hands a small report to a library, which holds it in memory as a whole. */
final class LibraryReader implements ReportReader {

    private final LibraryFormat library;

    LibraryReader(LibraryFormat library) {
        this.library = library;
    }

    @Override
    public String format() {
        return library.name();
    }

    @Override
    public String family() {
        return library.family();
    }

    @Override
    public long maxBytes(ReadLimits limits) {
        return limits.libraryBytes();
    }

    @Override
    public void read(ReportSource source, ReportTally tally) throws IOException {
        byte[] bytes = source.stream(maxBytes(source.limits())).readAllBytes();
        try {
            library.read(bytes, source.file().path(), new IntoTally(tally));
        } catch (LibraryException e) {
            throw new UnreadableReportException(e.getMessage());
        }
    }

    private record IntoTally(ReportTally tally) implements LibrarySink {

        @Override
        public void finding(String rule, Severity severity, String path, int line, String message, String tool) {
            tally.tool(tool);
            tally.findings().add(rule, severity, path.replace('\\', '/'), line, message, tool, "");
        }

        @Override
        public void covered(String metric, long covered, long missed) {
            String what = metric.substring("coverage.".length()).toUpperCase(Locale.ROOT);
            tally.cover(Coverage.valueOf(what), covered, missed);
        }

        @Override
        public void tests(long total, long failed, long skipped) {
            tally.tests += total;
            tally.failed += failed;
            tally.skipped += skipped;
        }
    }
}
