package io.jenkins.lib.releasegates.evidence.reader.xml;

import io.jenkins.lib.releasegates.evidence.reader.report.Coverage;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The XML report of JaCoCo ({@code -//JACOCO//DTD Report 1.1//EN}).
 *
 * <p>Summed are the counters of the source files, and of classes that name no source file; the totals of packages, groups and the report
 * are not believed. In a report that JaCoCo wrote the sums are its totals.
 */
public final class JacocoReader implements ReportReader {

    public static final String FORMAT = "jacoco";

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
        if (!root.equals("report")) {
            throw xml.unreadable(
                    "the root element <" + UnreadableReportException.shown(root) + ">; allowed is <report>");
        }
        tally.tool("JaCoCo");
        boolean known = false;
        while (xml.next()) {
            if (xml.isStart()) {
                switch (xml.name()) {
                    case "package" -> {
                        known = true;
                        readPackage(xml, tally);
                    }
                    case "group", "counter", "sessioninfo" -> known = true;
                    default -> {
                        // Nothing else is below a report or a group.
                    }
                }
            }
        }
        if (!known && xml.elements() > 1) {
            throw xml.unreadable("a <report> without packages and counters; allowed is what JaCoCo writes");
        }
    }

    /** Before 0.8.3 no class named its source file; then the source files have it all, unless there are none. */
    private static void readPackage(XmlReport xml, ReportTally tally) throws IOException {
        int depth = xml.depth();
        long[] unnamed = new long[2 * Coverage.values().length];
        long[] files = new long[unnamed.length];
        boolean anyFile = false;
        boolean anyNamed = false;
        long @Nullable [] counted = null;
        while (xml.next() && xml.depth() >= depth) {
            if (!xml.isStart()) {
                continue;
            }
            switch (xml.name()) {
                case "counter" -> {
                    if (counted != null && xml.depth() == depth + 2) {
                        counter(xml, counted);
                    }
                }
                case "sourcefile" -> {
                    anyFile = true;
                    counted = files;
                }
                case "class" -> {
                    boolean named = xml.attribute("sourcefilename") != null;
                    anyNamed |= named;
                    counted = named ? null : unnamed;
                }
                default -> {
                    // Methods and lines are summed in the counters of their file.
                }
            }
        }
        add(files, tally);
        if (!anyFile || anyNamed) {
            add(unnamed, tally);
        }
    }

    private static void add(long[] counts, ReportTally tally) {
        for (Coverage what : Coverage.values()) {
            tally.cover(what, counts[2 * what.ordinal()], counts[2 * what.ordinal() + 1]);
        }
    }

    private static void counter(XmlReport xml, long[] counts) throws UnreadableReportException {
        String type = xml.attribute("type");
        Coverage what = switch (type == null ? "" : type) {
            case "INSTRUCTION" -> Coverage.INSTRUCTION;
            case "BRANCH" -> Coverage.BRANCH;
            case "LINE" -> Coverage.LINE;
            case "COMPLEXITY" -> Coverage.COMPLEXITY;
            case "METHOD" -> Coverage.METHOD;
            case "CLASS" -> Coverage.CLASS;
            default ->
                throw xml.unreadable("type=\"" + UnreadableReportException.shown(type == null ? "" : type)
                        + "\" of <counter>; allowed are INSTRUCTION, BRANCH, LINE, COMPLEXITY, METHOD, CLASS");
        };
        counts[2 * what.ordinal()] = Math.addExact(counts[2 * what.ordinal()], xml.count("covered"));
        counts[2 * what.ordinal() + 1] = Math.addExact(counts[2 * what.ordinal() + 1], xml.count("missed"));
    }
}
