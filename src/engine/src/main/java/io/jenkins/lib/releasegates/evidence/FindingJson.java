package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A finding in the JSON of {@link EvidenceJson}, read without a tree of it: there may be very many. */
final class FindingJson {

    private @Nullable String identity;
    private @Nullable String rule;
    private @Nullable String severity;
    private @Nullable String path;
    private @Nullable Integer line;
    private @Nullable String message;
    private @Nullable String tool;
    private FindingKind kind = FindingKind.ISSUE;
    private Details details = Details.NONE;

    private FindingJson() {}

    static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        text(json, "identity", finding.identity());
        text(json, "rule", finding.rule());
        text(json, "severity", finding.severity().name());
        text(json, "path", finding.path());
        json.writeNumberField("line", finding.line());
        text(json, "message", finding.message());
        text(json, "tool", finding.tool());
        if (finding.kind() != FindingKind.ISSUE) {
            text(json, "kind", finding.kind().id());
        }
        if (!finding.details().equals(Details.NONE)) {
            json.writeObjectFieldStart("details");
            new DetailsJson(json).write(finding.details());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String field, String value) throws IOException {
        json.writeStringField(field, EvidenceWriter.wellFormed(value));
    }

    /**
     * The finding whose object begins at this token; the parser stands at its end then.
     *
     * @throws IllegalArgumentException when a value isn't allowed
     */
    static Finding read(JsonParser json) throws IOException, InvalidEvidenceException {
        FindingJson finding = new FindingJson();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            finding.take(field, json);
        }
        return new Finding(
                there("identity", finding.identity),
                there("rule", finding.rule),
                Severity.valueOf(there("severity", finding.severity)),
                there("path", finding.path),
                number("line", finding.line),
                there("message", finding.message),
                there("tool", finding.tool),
                finding.kind,
                finding.details);
    }

    private void take(String field, JsonParser json) throws IOException, InvalidEvidenceException {
        switch (field) {
            case "identity" -> identity = text(field, json);
            case "rule" -> rule = text(field, json);
            case "severity" -> severity = text(field, json);
            case "path" -> path = text(field, json);
            case "line" -> line = json.currentToken().isNumeric() ? json.getIntValue() : number(field, null);
            case "message" -> message = text(field, json);
            case "tool" -> tool = text(field, json);
            case "kind" -> kind = kind(text(field, json));
            case "details" -> {
                JsonNode node = json.readValueAsTree();
                details = DetailsJson.read(node);
            }
            default -> json.skipChildren();
        }
    }

    private static FindingKind kind(String name) throws InvalidEvidenceException {
        Optional<FindingKind> known = FindingKind.ofId(name);
        return known.orElseThrow(() -> new InvalidEvidenceException("Kept evidence: no such kind of finding: " + name));
    }

    private static String text(String field, JsonParser json) throws IOException, InvalidEvidenceException {
        return there(field, json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null);
    }

    private static String there(String field, @Nullable String text) throws InvalidEvidenceException {
        if (text == null) {
            throw new InvalidEvidenceException("Kept evidence: " + field + " is a text that has to be there");
        }
        return text;
    }

    private static int number(String field, @Nullable Integer number) throws InvalidEvidenceException {
        if (number == null) {
            throw new InvalidEvidenceException("Kept evidence: " + field + " is a number that has to be there");
        }
        return number;
    }
}
