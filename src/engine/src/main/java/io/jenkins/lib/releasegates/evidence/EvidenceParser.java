package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON of {@link EvidenceJson}, one entry at a time and each list within its limit. */
final class EvidenceParser {

    private static final int MAX_REPORTS = 100_000;
    private static final int MAX_MEASUREMENTS = 100_000;
    private static final int MAX_PROBLEMS = 100_000;
    private static final int MAX_SIGHTINGS = 100_000;

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(100_000)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .build())
            .build();
    private final List<Report> reports = new ArrayList<>();
    private final Map<String, Measurement> measurements = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final IdentitiesJson identities = new IdentitiesJson();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Measurement> stronger = new ArrayList<>();

    private interface Entry {
        void take(JsonNode node) throws InvalidEvidenceException;
    }

    Evidence read(InputStream stream) throws IOException, InvalidEvidenceException {
        try (JsonParser json = new ObjectMapper(factory).createParser(stream)) {
            if (json.nextToken() != JsonToken.START_OBJECT
                    || !EvidenceJson.VERSION_FIELD.equals(json.nextFieldName())
                    || json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                throw new InvalidEvidenceException(
                        "Kept evidence begins with the field " + EvidenceJson.VERSION_FIELD + " and its version");
            }
            if (json.getBigIntegerValue().bitLength() > 31 || !EvidenceJson.isKnown(json.getIntValue())) {
                throw new InvalidEvidenceException(
                        "Kept evidence of version " + json.getText() + "; allowed is 1 to " + EvidenceJson.VERSION);
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                read(field, json);
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new InvalidEvidenceException("Kept evidence is one JSON object, and nothing behind it");
            }
            return new Evidence(reports, measurements, findings, identities.identities(), problems, stronger);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidEvidenceException("Kept evidence with a value that isn't allowed: " + e.getMessage());
        }
    }

    private void read(String field, JsonParser json) throws IOException, InvalidEvidenceException {
        switch (field) {
            case "reports" -> each(json, field, MAX_REPORTS, node -> reports.add(report(node)));
            case "measurements" ->
                each(json, field, MAX_MEASUREMENTS, node -> {
                    Measurement measurement = measurement(node);
                    measurements.put(measurement.metric(), measurement);
                });
            case "stronger" -> each(json, field, MAX_MEASUREMENTS, node -> stronger.add(measurement(node)));
            case "findings" -> each(json, field, Evidence.MAX_FINDINGS, node -> findings.add(finding(node)));
            case "problems" -> each(json, field, MAX_PROBLEMS, node -> problems.add(problem(node)));
            case "sightings" ->
                each(
                        json,
                        field,
                        MAX_SIGHTINGS,
                        node -> identities.readSighting(text(node, "at"), text(node, "build")));
            case "identities" -> identities.read(json);
            default -> json.skipChildren();
        }
    }

    private static void each(JsonParser json, String field, int limit, Entry entry)
            throws IOException, InvalidEvidenceException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new InvalidEvidenceException("Kept evidence: " + field + " is an array");
        }
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (++count > limit) {
                throw new InvalidEvidenceException(
                        "Kept evidence with more than " + limit + " " + field + ", which is what is allowed");
            }
            JsonNode node = json.readValueAsTree();
            if (node == null || !node.isObject()) {
                throw new InvalidEvidenceException("Kept evidence: " + field + " holds objects");
            }
            entry.take(node);
        }
    }

    private static Report report(JsonNode node) throws InvalidEvidenceException {
        return new Report(
                text(node, "path"),
                text(node, "format"),
                Digest.parse(text(node, "digest")),
                number(node, "size").longValue(),
                provenance(node),
                text(node, "tool"),
                ScanJson.read(node));
    }

    private static Measurement measurement(JsonNode node) throws InvalidEvidenceException {
        List<Digest> sources = new ArrayList<>();
        for (JsonNode source : node.path("sources")) {
            sources.add(Digest.parse(source.asText()));
        }
        boolean missing = node.path("value").isNull();
        return new Measurement(
                text(node, "metric"),
                MetricType.valueOf(text(node, "type")),
                missing ? Double.NaN : number(node, "value").doubleValue(),
                provenance(node),
                sources);
    }

    private static Finding finding(JsonNode node) throws InvalidEvidenceException {
        return new Finding(
                text(node, "identity"),
                text(node, "rule"),
                Severity.valueOf(text(node, "severity")),
                text(node, "path"),
                number(node, "line").intValue(),
                text(node, "message"),
                text(node, "tool"),
                kind(node),
                node.has("details") ? DetailsJson.read(node.get("details")) : Details.NONE);
    }

    private static FindingKind kind(JsonNode node) throws InvalidEvidenceException {
        if (!node.has("kind")) {
            return FindingKind.ISSUE;
        }
        String kind = text(node, "kind");
        return FindingKind.ofId(kind)
                .orElseThrow(() -> new InvalidEvidenceException("Kept evidence: no such kind of finding: " + kind));
    }

    private static Problem problem(JsonNode node) throws InvalidEvidenceException {
        return new Problem(
                Problem.Kind.valueOf(text(node, "kind")),
                text(node, "place"),
                text(node, "message"),
                node.has("family") ? Optional.of(text(node, "family")) : Optional.empty());
    }

    private static Provenance provenance(JsonNode node) throws InvalidEvidenceException {
        return Provenance.valueOf(text(node, "provenance").toUpperCase(Locale.ROOT));
    }

    static String text(JsonNode node, String field) throws InvalidEvidenceException {
        if (!node.path(field).isTextual()) {
            throw new InvalidEvidenceException("Kept evidence: " + field + " is a text that has to be there");
        }
        return node.get(field).textValue();
    }

    static JsonNode number(JsonNode node, String field) throws InvalidEvidenceException {
        if (!node.path(field).isNumber()) {
            throw new InvalidEvidenceException("Kept evidence: " + field + " is a number that has to be there");
        }
        return node.get(field);
    }
}
