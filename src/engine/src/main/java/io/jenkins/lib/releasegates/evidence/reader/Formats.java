package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.evidence.reader.json.JsonFormats;
import io.jenkins.lib.releasegates.evidence.reader.loadtest.JmeterReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import io.jenkins.lib.releasegates.evidence.reader.xml.CoberturaReader;
import io.jenkins.lib.releasegates.evidence.reader.xml.JUnitReader;
import io.jenkins.lib.releasegates.evidence.reader.xml.JacocoReader;
import io.jenkins.lib.releasegates.evidence.reader.xml.JtlXml;
import io.jenkins.lib.releasegates.evidence.reader.xml.XmlProlog;
import java.io.IOException;

/** Finds out the format of a report from its first bytes. */
final class Formats {

    private Formats() {}

    /**
     * The name of one of our own formats.
     *
     * @throws UnreadableReportException when it is none of them, with what it looks like
     */
    static String detect(ReportSource source) throws IOException {
        byte[] head = source.head();
        if (head.length > 1 && head[0] == 'P' && head[1] == 'K') {
            throw new UnreadableReportException("a ZIP archive; allowed is the report itself, unpacked");
        }
        if (head.length > 1 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B) {
            throw new UnreadableReportException("a gzip archive; allowed is the report itself, unpacked");
        }
        String text = XmlProlog.text(head);
        String start = text.stripLeading();
        if (start.startsWith("<")) {
            return xml(start);
        }
        if (start.startsWith("{")) {
            return JsonFormats.detect(source, head);
        }
        if (start.startsWith("[")) {
            return JsonFormats.detectArray(source, head);
        }
        if (JmeterReader.recognises(source.file().path(), text)) {
            return JmeterReader.FORMAT;
        }
        throw new UnreadableReportException(
                1, 1, "neither XML nor JSON; allowed are the formats that are recognised, or name the format");
    }

    private static String xml(String text) throws UnreadableReportException {
        String root = XmlProlog.root(text);
        switch (root) {
            case "testsuites", "testsuite" -> {
                return JUnitReader.FORMAT;
            }
            case JtlXml.ROOT -> {
                return JmeterReader.FORMAT;
            }
            case "report" -> {
                return JacocoReader.FORMAT;
            }
            case "coverage" -> {
                if (text.contains("line-rate")) {
                    return CoberturaReader.FORMAT;
                }
            }
            default -> {
                // Falls through to the message.
            }
        }
        throw new UnreadableReportException(
                1,
                1,
                "an XML document with the root element <" + UnreadableReportException.shown(root)
                        + ">, whose format isn't recognised; name the format");
    }
}
