package io.jenkins.lib.releasegates.evidence.reader.library;

import edu.hm.hafner.analysis.Issue;
import edu.hm.hafner.analysis.IssueParser;
import edu.hm.hafner.analysis.ReaderFactory;
import edu.hm.hafner.analysis.Report;
import edu.hm.hafner.analysis.registry.ParserRegistry;
import io.jenkins.lib.releasegates.evidence.Severity;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/** Reports of findings, through analysis-model; loaded only where that is on the class path. */
final class IssueReports {

    private IssueReports() {}

    static Set<String> names() {
        return new TreeSet<>(new ParserRegistry().getIds());
    }

    static void read(String name, byte[] bytes, String path, LibrarySink sink) throws LibraryException {
        ReaderFactory factory = new InMemory(bytes, path);
        IssueParser parser = new ParserRegistry().get(name).createParser();
        if (!parser.accepts(factory)) {
            throw new LibraryException("the library doesn't accept it as '" + name + "'");
        }
        Report report = parser.parse(factory);
        if (report.isEmpty()) {
            CleanReport.check(name, bytes);
        }
        for (Issue issue : report) {
            String rule = given(issue.getType()).isEmpty() ? given(issue.getCategory()) : issue.getType();
            sink.finding(
                    rule,
                    severity(issue),
                    given(issue.getFileName()),
                    issue.getLineStart(),
                    issue.getMessage().isEmpty() ? issue.getDescription() : issue.getMessage(),
                    given(issue.getOriginName()).isEmpty() ? name : issue.getOriginName());
        }
    }

    /** The library writes a hyphen where it knows nothing. */
    private static String given(String text) {
        return text.equals("-") ? "" : text;
    }

    private static Severity severity(Issue issue) {
        return switch (issue.getSeverity().getName()) {
            case "ERROR" -> Severity.CRITICAL;
            case "HIGH" -> Severity.HIGH;
            case "LOW" -> Severity.LOW;
            default -> Severity.MEDIUM;
        };
    }

    private static final class InMemory extends ReaderFactory {

        private final byte[] bytes;
        private final String path;

        InMemory(byte[] bytes, String path) {
            super(StandardCharsets.UTF_8);
            this.bytes = bytes;
            this.path = path;
        }

        @Override
        public String getFileName() {
            return path;
        }

        @Override
        public Reader create() {
            return new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        }
    }
}
