package io.jenkins.lib.releasegates.evidence.reader;

import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;

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
            return json(source, head);
        }
        throw new UnreadableReportException(
                1, 1, "neither XML nor a JSON object; allowed are the formats that are recognised, or name the format");
    }

    private static String xml(String text) throws UnreadableReportException {
        String root = XmlProlog.root(text);
        switch (root) {
            case "testsuites", "testsuite" -> {
                return JUnitReader.FORMAT;
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
                "an XML document with the root element <" + XmlReport.shown(root)
                        + ">, whose format isn't recognised; name the format");
    }

    private static String json(ReportSource source, byte[] head) throws IOException {
        if (source.file().path().toLowerCase(Locale.ROOT).endsWith(".sarif")) {
            return SarifReader.FORMAT;
        }
        try (JsonReport json = new JsonReport(new ByteArrayInputStream(head), source.limits())) {
            json.next();
            String field = json.field();
            while (field != null) {
                switch (field) {
                    case "runs" -> {
                        return SarifReader.FORMAT;
                    }
                    case MetricsReader.KEY -> {
                        return MetricsReader.FORMAT;
                    }
                    case "$schema" -> {
                        if (json.next() == JsonToken.VALUE_STRING
                                && json.string().contains("sarif")) {
                            return SarifReader.FORMAT;
                        }
                        json.skipOpened();
                    }
                    default -> json.skip();
                }
                field = json.field();
            }
        } catch (UnreadableReportException e) {
            throw unknownJson();
        }
        throw unknownJson();
    }

    private static UnreadableReportException unknownJson() {
        return new UnreadableReportException(
                1, 1, "a JSON document whose format isn't recognised within its first 64 KiB; name the format");
    }
}
