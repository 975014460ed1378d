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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports of findings, through analysis-model; loaded only where that is on the class path. */
final class IssueReports {

    /** A parser of the library takes any other XML for a report without findings, so the common ones are told apart here. */
    private static final Map<String, String> ROOTS = Map.of(
            "spotbugs", "BugCollection",
            "findbugs", "BugCollection",
            "checkstyle", "checkstyle",
            "pmd", "pmd",
            "cpd", "pmd-cpd");

    private static final Pattern ROOT = Pattern.compile("<([A-Za-z][\\w.-]*)");

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
        checkRoot(name, bytes);
        Report report = parser.parse(factory);
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

    private static void checkRoot(String name, byte[] bytes) throws LibraryException {
        String expected = ROOTS.get(name);
        if (expected == null) {
            return;
        }
        Matcher root =
                ROOT.matcher(new String(bytes, 0, Math.min(bytes.length, 64 * 1024), StandardCharsets.ISO_8859_1));
        String found = root.find() ? root.group(1) : "";
        if (!found.equals(expected)) {
            throw new LibraryException(
                    "the root element <" + found + ">; allowed for '" + name + "' is <" + expected + ">");
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
