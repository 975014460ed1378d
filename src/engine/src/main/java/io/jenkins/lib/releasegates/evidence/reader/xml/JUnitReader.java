package io.jenkins.lib.releasegates.evidence.reader.xml;

import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JUnit XML as Ant, Surefire, Gradle, Jest, pytest and many others write it; there is no specification, Surefire's
 * {@code surefire-test-report.xsd} comes closest.
 *
 * <p>Counted is what the {@code testcase} elements say. The totals that suites declare are not counted, and not ignored: one that declares
 * more failures than its cases have, or tests and has no case, contradicts itself and can't be read. A case with {@code failure} or
 * {@code error} failed, however many it has. Reruns: {@code flakyFailure} and {@code flakyError} mean that a later attempt passed, so the
 * case passed; {@code rerunFailure} and {@code rerunError} come beside the {@code failure} that already counts. A {@code failure} or
 * {@code error} of a suite itself, and failures that a suite without any case declares (a fork that crashed), count as failed cases.
 */
public final class JUnitReader implements ReportReader {

    public static final String FORMAT = "junit";

    private static final double MAX_SECONDS = 1e9;

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String family() {
        return "tests";
    }

    @Override
    public void read(ReportSource source, ReportTally tally) throws IOException {
        XmlReport xml = new XmlReport(source.stream(maxBytes(source.limits())), source.head(), source.limits());
        String root = xml.root();
        if (!root.equals("testsuites") && !root.equals("testsuite")) {
            throw xml.unreadable("the root element <" + UnreadableReportException.shown(root)
                    + ">; allowed are <testsuites> and <testsuite>");
        }
        new Suites(xml, tally).suite();
    }

    /** The suites of one report, each within another. */
    private static final class Suites {

        private final XmlReport xml;
        private final ReportTally tally;

        /** Failures and errors so far; a case can have several. */
        private long problems;

        Suites(XmlReport xml, ReportTally tally) {
            this.xml = xml;
            this.tally = tally;
        }

        /** Reads the element that has just begun, {@code testsuites} or {@code testsuite}. */
        void suite() throws IOException {
            int depth = xml.depth();
            long testsBefore = tally.tests;
            long failedBefore = tally.failed;
            long problemsBefore = problems;
            long declaredTests = declared(xml, "tests");
            long declared = declared(xml, "failures") + declared(xml, "errors");
            while (xml.next() && xml.depth() >= depth) {
                if (!xml.isStart()) {
                    continue;
                }
                switch (xml.name()) {
                    case "testsuite" -> suite();
                    case "testcase" -> problems += testCase(xml, tally);
                    case "failure", "error" -> {
                        problems++;
                        tally.tests++;
                        tally.failed++;
                        skip(xml);
                    }
                    default -> skip(xml);
                }
            }
            if (tally.tests == testsBefore && declared > 0) {
                problems += declared;
                tally.tests += declared;
                tally.failed += declared;
            }
            long seen = Math.max(problems - problemsBefore, tally.failed - failedBefore);
            if (declared > seen) {
                throw xml.unreadable("a suite that declares " + declared + " failures and errors, and whose cases have "
                        + seen + "; allowed is a report that agrees with itself");
            }
            if (declaredTests > 0 && tally.tests == testsBefore) {
                throw xml.unreadable("a suite that declares " + declaredTests
                        + " tests and holds none; allowed is a report that agrees with itself");
            }
        }
    }

    /** The failures and errors of the case that has just begun. */
    private static long testCase(XmlReport xml, ReportTally tally) throws IOException {
        int depth = xml.depth();
        long problems = 0;
        boolean skipped = isNotRun(xml.attribute("status")) || isNotRun(xml.attribute("result"));
        time(xml.attribute("time"), tally);
        while (xml.next() && xml.depth() >= depth) {
            if (xml.isStart() && xml.depth() == depth + 1) {
                switch (xml.name()) {
                    case "failure", "error" -> problems++;
                    case "skipped" -> skipped = true;
                    default -> {
                        // Output, properties and reruns change nothing.
                    }
                }
            }
        }
        tally.tests++;
        if (problems > 0) {
            tally.failed++;
        } else if (skipped) {
            tally.skipped++;
        }
        return problems;
    }

    /** GoogleTest marks a disabled case by an attribute only. */
    private static boolean isNotRun(@Nullable String status) {
        if (status == null) {
            return false;
        }
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "notrun", "disabled", "suppressed", "skipped" -> true;
            default -> false;
        };
    }

    private static long declared(XmlReport xml, String attribute) throws UnreadableReportException {
        String value = xml.attribute(attribute);
        return value == null || value.isEmpty() ? 0 : xml.count(attribute, value);
    }

    /** Seconds with a decimal point; older Surefire groups the thousands with commas. A time that can't be read makes the sum unknown. */
    private static void time(@Nullable String text, ReportTally tally) {
        if (text == null || text.isEmpty()) {
            return;
        }
        tally.timed = true;
        try {
            double seconds = Double.parseDouble(text.indexOf(',') < 0 ? text : text.replace(",", ""));
            if (seconds >= 0 && seconds <= MAX_SECONDS) {
                tally.nanos = Math.addExact(tally.nanos, Math.round(seconds * 1e9));
                return;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            tally.timeUnknown = true;
            return;
        }
        tally.timeUnknown = true;
    }

    private static void skip(XmlReport xml) throws IOException {
        int depth = xml.depth();
        while (xml.next() && xml.depth() >= depth) {
            // Properties, output and what else there may be.
        }
    }
}
