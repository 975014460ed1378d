package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;

/** Writes the JSON of {@link EvidenceJson}. */
final class EvidenceWriter {

    private final JsonGenerator json;

    EvidenceWriter(JsonGenerator json) {
        this.json = json;
    }

    static JsonGenerator generator(OutputStream stream) throws IOException {
        return new JsonFactory().createGenerator(stream).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** Writes it with the details of at most so many findings. */
    void write(Evidence evidence, int most) throws IOException {
        int details = most;
        json.writeStartObject();
        json.writeNumberField(EvidenceJson.VERSION_FIELD, EvidenceJson.VERSION);
        json.writeArrayFieldStart("reports");
        for (Report report : evidence.reports()) {
            write(report);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("measurements");
        for (Measurement measurement : evidence.measurements().values()) {
            write(measurement);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Iterator<Finding> left = evidence.findings().iterator(); left.hasNext() && details-- > 0; ) {
            FindingJson.write(json, left.next());
        }
        json.writeEndArray();
        IdentitiesJson.write(json, evidence.identities());
        json.writeArrayFieldStart("problems");
        for (Problem problem : evidence.problems()) {
            write(problem);
        }
        json.writeEndArray();
        if (!evidence.stronger().isEmpty()) {
            json.writeArrayFieldStart("stronger");
            for (Measurement measurement : evidence.stronger()) {
                write(measurement);
            }
            json.writeEndArray();
        }
        if (!evidence.observed().isEmpty()) {
            json.writeArrayFieldStart(EvidenceParser.OBSERVED);
            for (ObservedSeries series : evidence.observed()) {
                ObservedJson.write(json, series);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void text(String field, String value) throws IOException {
        json.writeStringField(field, wellFormed(value));
    }

    /** Half a surrogate pair, which a report can hold and UTF-8 can't, becomes the replacement character. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(replaced(text));
            }
        }
        return text;
    }

    private static char[] replaced(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (Character.isHighSurrogate(chars[i]) && i + 1 < chars.length && Character.isLowSurrogate(chars[i + 1])) {
                i++;
            } else if (Character.isSurrogate(chars[i])) {
                chars[i] = '\uFFFD';
            }
        }
        return chars;
    }

    private void write(Report report) throws IOException {
        json.writeStartObject();
        text("path", report.path());
        text("format", report.format());
        text("digest", report.digest().toString());
        json.writeNumberField("size", report.size());
        text("provenance", report.provenance().id());
        text("tool", report.tool());
        if (report.scan().isPresent()) {
            ScanJson.write(json, report.scan().get());
        }
        json.writeEndObject();
    }

    private void write(Measurement measurement) throws IOException {
        json.writeStartObject();
        text("metric", measurement.metric());
        text("type", measurement.type().name());
        json.writeFieldName("value");
        if (Double.isFinite(measurement.value())) {
            json.writeNumber(measurement.value());
        } else {
            json.writeNull();
        }
        text("provenance", measurement.provenance().id());
        json.writeArrayFieldStart("sources");
        for (Digest source : measurement.sources()) {
            json.writeString(source.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Problem problem) throws IOException {
        json.writeStartObject();
        text("kind", problem.kind().name());
        text("place", problem.place());
        text("message", problem.message());
        Optional<String> family = problem.family();
        if (family.isPresent()) {
            text("family", family.get());
        }
        json.writeEndObject();
    }
}
