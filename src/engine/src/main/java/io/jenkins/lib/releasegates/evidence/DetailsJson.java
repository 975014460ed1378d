package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.Exploited;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The details of a finding in the JSON of {@link EvidenceJson}; what isn't known is left out. */
final class DetailsJson {

    private final JsonGenerator json;

    DetailsJson(JsonGenerator json) {
        this.json = json;
    }

    void write(Details details) throws IOException {
        text("severitySource", details.severitySource());
        if (details.cvss().isPresent()) {
            Cvss cvss = details.cvss().get();
            json.writeObjectFieldStart("cvss");
            json.writeNumberField("score", cvss.score());
            text("vector", cvss.vector());
            json.writeEndObject();
        }
        if (details.component().isPresent()) {
            Component component = details.component().get();
            json.writeObjectFieldStart("component");
            text("purl", component.purl());
            text("name", component.name());
            text("version", component.version());
            json.writeEndObject();
        }
        texts("fixedIn", details.fixedIn());
        if (details.exploited().isPresent()) {
            Exploited exploited = details.exploited().get();
            json.writeObjectFieldStart("kev");
            text("added", exploited.added());
            text("due", exploited.due());
            json.writeBooleanField("ransomware", exploited.ransomware());
            json.writeEndObject();
        }
        texts("cwes", details.cwes());
        texts("aliases", details.aliases());
        texts("links", details.links());
        text("confidence", details.confidence());
        if (details.suppressed().isPresent()) {
            Suppression suppression = details.suppressed().get();
            json.writeObjectFieldStart("suppressed");
            text("by", suppression.by());
            text("reason", suppression.reason());
            text("owner", suppression.owner());
            text("until", suppression.until());
            text("state", suppression.state());
            json.writeEndObject();
        }
    }

    static Details read(JsonNode node) {
        JsonNode cvss = node.path("cvss");
        JsonNode component = node.path("component");
        DetailsBuilder details = new DetailsBuilder()
                .severitySource(text(node, "severitySource"))
                .cvss(Cvss.of(cvss.path("score").asDouble(Double.NaN), text(cvss, "vector")))
                .fixedIn(texts(node, "fixedIn"))
                .exploited(exploited(node.path("kev")))
                .cwes(texts(node, "cwes"))
                .aliases(texts(node, "aliases"))
                .links(texts(node, "links"))
                .confidence(text(node, "confidence"))
                .suppressed(suppression(node.path("suppressed")));
        if (component.isObject()) {
            details.component(
                    new Component(text(component, "purl"), text(component, "name"), text(component, "version")));
        }
        return details.build();
    }

    private static Optional<Exploited> exploited(JsonNode node) {
        return node.isObject()
                ? Optional.of(new Exploited(
                        text(node, "added"),
                        text(node, "due"),
                        node.path("ransomware").asBoolean(false)))
                : Optional.empty();
    }

    private static Optional<Suppression> suppression(JsonNode node) {
        return node.isObject()
                ? Optional.of(new Suppression(
                        text(node, "by"),
                        text(node, "reason"),
                        text(node, "owner"),
                        text(node, "until"),
                        text(node, "state")))
                : Optional.empty();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        node.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private void text(String field, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(field, EvidenceWriter.wellFormed(value));
        }
    }

    private void texts(String field, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(field);
            for (String value : values) {
                json.writeString(EvidenceWriter.wellFormed(value));
            }
            json.writeEndArray();
        }
    }
}
