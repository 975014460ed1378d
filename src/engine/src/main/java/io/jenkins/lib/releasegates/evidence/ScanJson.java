package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a scan came to be, in the JSON of {@link EvidenceJson}. */
final class ScanJson {

    private ScanJson() {}

    static void write(JsonGenerator json, Scan scan) throws IOException {
        json.writeObjectFieldStart("scan");
        json.writeStringField("kind", scan.kind().id());
        json.writeStringField("tool", EvidenceWriter.wellFormed(scan.tool()));
        json.writeStringField("toolVersion", EvidenceWriter.wellFormed(scan.toolVersion()));
        json.writeStringField("started", scan.started().toString());
        json.writeStringField("finished", scan.finished().toString());
        json.writeStringField("worker", scan.worker().toString());
        if (scan.rules().isPresent()) {
            json.writeStringField("rules", scan.rules().get().toString());
        }
        if (scan.database().isPresent()) {
            Scan.Database database = scan.database().get();
            json.writeObjectFieldStart("database");
            json.writeStringField("version", EvidenceWriter.wellFormed(database.version()));
            json.writeStringField("digest", database.digest().toString());
            json.writeStringField("lastModified", database.lastModified().toString());
            json.writeStringField("lastChecked", database.lastChecked().toString());
            json.writeNumberField("records", database.records());
            json.writeEndObject();
        }
        json.writeNumberField("files", scan.files());
        json.writeNumberField("cached", scan.cached());
        if (!scan.suppressions().isEmpty()) {
            json.writeArrayFieldStart("suppressions");
            for (SuppressionRule rule : scan.suppressions()) {
                write(json, rule);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SuppressionRule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id().toString());
        json.writeStringField("use", rule.use().name());
        json.writeStringField("by", EvidenceWriter.wellFormed(rule.by()));
        json.writeNumberField("line", rule.line());
        json.writeStringField("covers", EvidenceWriter.wellFormed(rule.covers()));
        json.writeStringField("reason", EvidenceWriter.wellFormed(rule.reason()));
        json.writeStringField("owner", EvidenceWriter.wellFormed(rule.owner()));
        json.writeStringField("until", EvidenceWriter.wellFormed(rule.until()));
        json.writeEndObject();
    }

    /** Throws what {@link Instant#parse}, {@link Digest#parse} and the record throw, which the caller puts into words. */
    static Optional<Scan> read(JsonNode node) throws InvalidEvidenceException {
        if (!node.has("scan")) {
            return Optional.empty();
        }
        JsonNode scan = node.get("scan");
        String kind = EvidenceParser.text(scan, "kind");
        return Optional.of(new Scan(
                Scan.Kind.ofId(kind)
                        .orElseThrow(() -> new InvalidEvidenceException("Kept evidence: no such scan: " + kind)),
                EvidenceParser.text(scan, "tool"),
                EvidenceParser.text(scan, "toolVersion"),
                Instant.parse(EvidenceParser.text(scan, "started")),
                Instant.parse(EvidenceParser.text(scan, "finished")),
                Digest.parse(EvidenceParser.text(scan, "worker")),
                scan.has("rules") ? Optional.of(Digest.parse(EvidenceParser.text(scan, "rules"))) : Optional.empty(),
                scan.has("database") ? Optional.of(database(scan.get("database"))) : Optional.empty(),
                EvidenceParser.number(scan, "files").longValue(),
                EvidenceParser.number(scan, "cached").longValue(),
                suppressions(scan.path("suppressions"))));
    }

    private static List<SuppressionRule> suppressions(JsonNode nodes) throws InvalidEvidenceException {
        List<SuppressionRule> rules = new ArrayList<>();
        for (JsonNode node : nodes) {
            String use = EvidenceParser.text(node, "use");
            rules.add(new SuppressionRule(
                    Digest.parse(EvidenceParser.text(node, "id")),
                    SuppressionRule.Use.of(use)
                            .orElseThrow(
                                    () -> new InvalidEvidenceException("Kept evidence: no such use of a rule: " + use)),
                    EvidenceParser.text(node, "by"),
                    EvidenceParser.number(node, "line").intValue(),
                    EvidenceParser.text(node, "covers"),
                    EvidenceParser.text(node, "reason"),
                    EvidenceParser.text(node, "owner"),
                    EvidenceParser.text(node, "until")));
        }
        return rules;
    }

    private static Scan.Database database(JsonNode node) throws InvalidEvidenceException {
        return new Scan.Database(
                EvidenceParser.text(node, "version"),
                Digest.parse(EvidenceParser.text(node, "digest")),
                Instant.parse(EvidenceParser.text(node, "lastModified")),
                Instant.parse(EvidenceParser.text(node, "lastChecked")),
                EvidenceParser.number(node, "records").longValue());
    }
}
