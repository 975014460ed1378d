package io.jenkins.lib.releasegates.evidence.reader.xml;

import io.jenkins.lib.releasegates.evidence.reader.report.Coverage;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cobertura XML ({@code coverage-04.dtd}) as Cobertura, coverage.py, Istanbul, Coverlet, gcovr and PHPUnit write it.
 *
 * <p>Counted are the {@code line} elements; rates and totals are not believed. Those below a class are all its lines; what methods repeat
 * of them counts only towards the method, and stands in where a class has no lines of its own. A line counts once, and so does one of several classes of the same file that follow each other. Branches come from
 * {@code condition-coverage="50% (1/2)"}. A method or class is covered when one of its lines is; one without lines counts neither way.
 */
public final class CoberturaReader implements ReportReader {

    public static final String FORMAT = "cobertura";

    private static final Pattern CONDITIONS = Pattern.compile("\\((\\d{1,9})/(\\d{1,9})\\)");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String family() {
        return "coverage";
    }

    @Override
    public void read(ReportSource source, ReportTally tally) throws IOException {
        XmlReport xml = new XmlReport(source.stream(maxBytes(source.limits())), source.head(), source.limits());
        String root = xml.root();
        if (!root.equals("coverage")) {
            throw xml.unreadable(
                    "the root element <" + UnreadableReportException.shown(root) + ">; allowed is <coverage>");
        }
        boolean known = xml.attribute("line-rate") != null;
        LineTable file = new LineTable();
        String fileName = null;
        while (xml.next()) {
            if (xml.isStart() && xml.name().equals("package")) {
                known = true;
                file.flush(tally);
            } else if (xml.isStart() && xml.name().equals("class")) {
                known = true;
                String next = xml.attribute("filename");
                if (next == null || !Objects.equals(next, fileName)) {
                    file.flush(tally);
                }
                fileName = next;
                file.merge(readClass(xml, tally));
            }
        }
        file.flush(tally);
        if (!known) {
            throw xml.unreadable(
                    "a <coverage> without line-rate, packages and classes; allowed is what Cobertura writes");
        }
    }

    private static LineTable readClass(XmlReport xml, ReportTally tally) throws IOException {
        int depth = xml.depth();
        LineTable lines = new LineTable();
        LineTable ofMethods = new LineTable();
        while (xml.next() && xml.depth() >= depth) {
            if (xml.isStart() && xml.name().equals("method")) {
                LineTable method = readMethod(xml);
                coverOne(Coverage.METHOD, method, tally);
                ofMethods.merge(method);
            } else if (xml.isStart() && xml.name().equals("line")) {
                line(xml, lines);
            }
        }
        LineTable own = lines.isEmpty() ? ofMethods : lines;
        coverOne(Coverage.CLASS, own, tally);
        return own;
    }

    private static LineTable readMethod(XmlReport xml) throws IOException {
        int depth = xml.depth();
        LineTable lines = new LineTable();
        while (xml.next() && xml.depth() >= depth) {
            if (xml.isStart() && xml.name().equals("line")) {
                line(xml, lines);
            }
        }
        return lines;
    }

    private static void coverOne(Coverage what, LineTable lines, ReportTally tally) {
        if (!lines.isEmpty()) {
            boolean covered = lines.anyCovered();
            tally.cover(what, covered ? 1 : 0, covered ? 0 : 1);
        }
    }

    private static void line(XmlReport xml, LineTable lines) throws UnreadableReportException {
        long number = xml.count("number");
        boolean covered = xml.count("hits") > 0;
        String conditions = xml.attribute("condition-coverage");
        if (!"true".equalsIgnoreCase(xml.attribute("branch")) || conditions == null) {
            lines.line(number, covered, 0, 0);
            return;
        }
        branches(xml, lines, number, covered, conditions);
    }

    private static void branches(XmlReport xml, LineTable lines, long number, boolean covered, String conditions)
            throws UnreadableReportException {
        Matcher counts = CONDITIONS.matcher(conditions);
        if (!counts.find()) {
            lines.line(number, covered, 0, 0);
            return;
        }
        long taken = Long.parseLong(counts.group(1));
        long all = Long.parseLong(counts.group(2));
        if (taken > all) {
            throw xml.unreadable("condition-coverage=\"" + UnreadableReportException.shown(conditions)
                    + "\"; allowed are at most as many covered branches as there are");
        }
        lines.line(number, covered, taken, all);
    }
}
