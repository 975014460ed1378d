package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Observed series as they stand in kept evidence. */
final class ObservedJson {

    private ObservedJson() {}

    static void write(JsonGenerator json, ObservedSeries series) throws IOException {
        json.writeStartObject();
        text(json, "gate", series.gate());
        text(json, "connection", series.connection());
        text(json, "question", series.question());
        text(json, "demand", series.demand());
        json.writeNumberField("left", series.left());
        json.writeArrayFieldStart("samples");
        for (ObservedSeries.Sample sample : series.samples()) {
            json.writeStartObject();
            text(json, "at", sample.at().toString());
            text(json, "outcome", sample.outcome());
            text(json, "value", sample.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String field, String value) throws IOException {
        json.writeStringField(field, EvidenceWriter.wellFormed(value));
    }

    static ObservedSeries read(JsonNode node) throws InvalidEvidenceException {
        JsonNode samples = node.path("samples");
        if (!samples.isArray() || samples.size() > ObservedSeries.MAX_SAMPLES) {
            throw new InvalidEvidenceException("Kept evidence with " + samples.size()
                    + " samples of a series; allowed are " + ObservedSeries.MAX_SAMPLES);
        }
        List<ObservedSeries.Sample> read = new ArrayList<>();
        for (JsonNode sample : samples) {
            read.add(new ObservedSeries.Sample(
                    Instant.parse(text(sample, "at")), text(sample, "outcome"), text(sample, "value")));
        }
        return new ObservedSeries(
                text(node, "gate"),
                text(node, "connection"),
                text(node, "question"),
                text(node, "demand"),
                read,
                node.path("left").asInt());
    }

    private static String text(JsonNode node, String field) throws InvalidEvidenceException {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new InvalidEvidenceException("Kept evidence with a series without " + field);
        }
        return value.textValue();
    }
}
