package io.jenkins.lib.releasegates.evidence.reader.json;

import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Tells the formats in JSON apart. */
public final class JsonFormats {

    /** Fields that only one format begins with, and the names of these formats. */
    private static final Map<String, String> MARKS = Map.of(
            "runs",
            SarifReader.FORMAT,
            MetricsReader.KEY,
            MetricsReader.FORMAT,
            "SchemaVersion",
            "trivy",
            "matches",
            "grype",
            "reportSchema",
            "owasp-dependency-check",
            "@programName",
            "zap",
            "bomFormat",
            "cyclonedx",
            "leaks",
            "gitleaks",
            "root_group",
            "k6");

    private JsonFormats() {}

    /**
     * The name of the format of a JSON object.
     *
     * @param head the first bytes of the report
     * @throws UnreadableReportException when it is none of ours
     */
    public static String detect(ReportSource source, byte[] head) throws IOException {
        if (source.file().path().toLowerCase(Locale.ROOT).endsWith(".sarif")) {
            return SarifReader.FORMAT;
        }
        try (JsonReport json = new JsonReport(new ByteArrayInputStream(head), source.limits())) {
            json.next();
            for (String field = json.field(); field != null; field = json.field()) {
                String marked = MARKS.get(field);
                if (marked != null) {
                    return marked;
                }
                if (field.equals("$schema")) {
                    if (isSarif(json)) {
                        return SarifReader.FORMAT;
                    }
                } else if (field.equals("type")) {
                    if (json.text().equals("scan")) {
                        return "scan-result";
                    }
                } else {
                    json.skip();
                }
            }
        } catch (UnreadableReportException e) {
            throw unknown();
        }
        throw unknown();
    }

    /**
     * The name of the format of a JSON array, by the fields of its first element.
     *
     * @param head the first bytes of the report
     * @throws UnreadableReportException when it is none of ours
     */
    public static String detectArray(ReportSource source, byte[] head) throws IOException {
        try (JsonReport json = new JsonReport(new ByteArrayInputStream(head), source.limits())) {
            if (json.beginsArray() && json.element() && json.atObject()) {
                for (String field = json.field(); field != null; field = json.field()) {
                    if (field.equals("RuleID")) {
                        return "gitleaks";
                    }
                    if (field.equals("Target")) {
                        return "trivy";
                    }
                    json.skip();
                }
            }
        } catch (UnreadableReportException e) {
            throw unknownArray();
        }
        throw unknownArray();
    }

    private static UnreadableReportException unknownArray() {
        return new UnreadableReportException(1, 1, "a JSON array whose format isn't recognised; name the format");
    }

    /** Reads the schema's address. */
    private static boolean isSarif(JsonReport json) throws IOException {
        if (json.next() == JsonToken.VALUE_STRING) {
            return json.string().contains("sarif");
        }
        json.skipOpened();
        return false;
    }

    private static UnreadableReportException unknown() {
        return new UnreadableReportException(
                1, 1, "a JSON document whose format isn't recognised within its first 64 KiB; name the format");
    }
}
