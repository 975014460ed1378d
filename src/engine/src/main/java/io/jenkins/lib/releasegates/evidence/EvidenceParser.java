package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the JSON of {@link EvidenceJson}, one entry at a time and each list within its limit. */
final class EvidenceParser {

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(20)
            .maxStringLength(100_000)
            .maxNumberLength(100)
            .maxNameLength(1_000)
            .build();

    static final String FINDINGS = "findings";
    static final String OBSERVED = "observed";

    /** So many findings are held as they are; of more, their document is. */
    static final int HELD = 1_000;

    private static final ObjectMapper TRUSTED = mapper(false);
    private static final ObjectMapper STRICT = mapper(true);
    private static final int MAX_REPORTS = 100_000;
    private static final int MAX_MEASUREMENTS = 100_000;
    private static final int MAX_PROBLEMS = 100_000;
    private static final int MAX_SIGHTINGS = 100_000;

    private final List<Report> reports = new ArrayList<>();
    private final Map<String, Measurement> measurements = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Optional<Consumer<Finding>> details;
    private int found;
    private final IdentitiesJson identities = new IdentitiesJson();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Measurement> stronger = new ArrayList<>();
    private final List<ObservedSeries> observed = new ArrayList<>();

    private interface Entry {
        void take(JsonNode node) throws InvalidEvidenceException;
    }

    private interface Item {
        void take(JsonParser json) throws IOException, InvalidEvidenceException;
    }

    private static ObjectMapper mapper(boolean strict) {
        return new ObjectMapper(JsonFactory.builder()
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(LIMITS)
                .build());
    }

    /** Without the details of findings, or with somebody to whom each is shown once it is read. */
    EvidenceParser(Optional<Consumer<Finding>> details) {
        this.details = details;
    }

    /** For a document that was read by {@link #read} before. */
    static JsonParser again(InputStream stream) throws IOException {
        return TRUSTED.createParser(stream);
    }

    /** Reads a document in its compressed form, which is not to be changed any more. */
    Evidence read(byte[] document) throws IOException, InvalidEvidenceException {
        try (JsonParser json = STRICT.createParser(EvidenceJson.plain(document))) {
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
            List<Finding> kept = found > HELD ? new KeptFindings(document, found) : findings;
            return new Evidence(reports, measurements, kept, identities.identities(), problems, stronger, observed);
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
            case FINDINGS -> items(json, field, Evidence.MAX_FINDINGS, this::find);
            case "problems" -> each(json, field, MAX_PROBLEMS, node -> problems.add(problem(node)));
            case OBSERVED ->
                each(json, field, ObservedSeries.MAX_SERIES, node -> observed.add(ObservedJson.read(node)));
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

    private void find(JsonParser json) throws IOException, InvalidEvidenceException {
        if (details.isEmpty()) {
            json.skipChildren();
            return;
        }
        Finding finding = FindingJson.read(json);
        details.get().accept(finding);
        if (++found <= HELD) {
            findings.add(finding);
        } else {
            findings.clear();
        }
    }

    private static void each(JsonParser json, String field, int limit, Entry entry)
            throws IOException, InvalidEvidenceException {
        items(json, field, limit, one -> entry.take(one.readValueAsTree()));
    }

    private static void items(JsonParser json, String field, int limit, Item item)
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
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new InvalidEvidenceException("Kept evidence: " + field + " holds objects");
            }
            item.take(json);
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
