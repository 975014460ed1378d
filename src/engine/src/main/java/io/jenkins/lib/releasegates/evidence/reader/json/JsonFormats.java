package io.jenkins.lib.releasegates.evidence.reader.json;

import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;

/** Tells the formats in JSON apart. */
public final class JsonFormats {

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
                if (field.equals("runs") || (field.equals("$schema") && isSarif(json))) {
                    return SarifReader.FORMAT;
                }
                if (field.equals(MetricsReader.KEY)) {
                    return MetricsReader.FORMAT;
                }
                if (!field.equals("$schema")) {
                    json.skip();
                }
            }
        } catch (UnreadableReportException e) {
            throw unknown();
        }
        throw unknown();
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
