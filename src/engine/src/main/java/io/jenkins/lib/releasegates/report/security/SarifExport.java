package io.jenkins.lib.releasegates.report.security;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Findings as SARIF 2.1.0 (OASIS), one run per tool. {@code baselineState} is what became of a finding, {@code suppressions} says why it isn't
 * counted, {@code partialFingerprints} has its identity.
 */
final class SarifExport {

    /** Numbers in the middle of the bands of CVSS 3, for findings that have a severity alone. */
    private static final Map<Severity, String> USUAL =
            Map.of(Severity.CRITICAL, "9.5", Severity.HIGH, "8.0", Severity.MEDIUM, "5.5", Severity.LOW, "2.0");

    private final JsonGenerator json;

    /** What the first finding of a rule tells about it. */
    private record Rule(Optional<String> link, List<String> cwes) {

        static Rule of(Finding first) {
            return new Rule(
                    first.details().links().stream().findFirst(),
                    first.details().cwes());
        }
    }

    private SarifExport(JsonGenerator json) {
        this.json = json;
    }

    /** Writes it, and leaves the stream open. */
    static void write(List<FindingRow> rows, OutputStream out) throws IOException {
        Map<String, Map<String, Rule>> rules = new HashMap<>();
        for (FindingRow row : rows) {
            rules.computeIfAbsent(row.finding().tool(), tool -> new TreeMap<>())
                    .computeIfAbsent(row.finding().rule(), rule -> Rule.of(row.finding()));
        }
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField(
                    "$schema",
                    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            new SarifExport(json).runs(MatchingRows.byTool(rows), rules);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void runs(List<FindingRow> rows, Map<String, Map<String, Rule>> rules) throws IOException {
        String open = null;
        for (FindingRow row : rows) {
            String tool = row.finding().tool();
            if (!tool.equals(open)) {
                if (open != null) {
                    end();
                }
                begin(tool, rules.getOrDefault(tool, Map.of()));
                open = tool;
            }
            result(row);
        }
        if (open != null) {
            end();
        }
    }

    private void begin(String tool, Map<String, Rule> rules) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", tool.isEmpty() ? "unknown" : tool);
        json.writeArrayFieldStart("rules");
        for (Map.Entry<String, Rule> rule : rules.entrySet()) {
            rule(rule.getKey(), rule.getValue());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("results");
    }

    private void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    private void rule(String id, Rule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        if (rule.link().isPresent()) {
            json.writeStringField("helpUri", rule.link().get());
        }
        json.writeObjectFieldStart("properties");
        texts("tags", rule.cwes());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void result(FindingRow row) throws IOException {
        Finding finding = row.finding();
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule());
        json.writeStringField("level", level(finding.severity()));
        json.writeObjectFieldStart("message");
        json.writeStringField("text", finding.message().isEmpty() ? finding.rule() : finding.message());
        json.writeEndObject();
        if (!finding.path().isEmpty()) {
            location(finding);
        }
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("releaseGatesIdentity/v1", finding.identity());
        json.writeEndObject();
        Optional<String> state = baselineState(row.state());
        if (state.isPresent()) {
            json.writeStringField("baselineState", state.get());
        }
        if (finding.details().suppressed().isPresent()) {
            suppression(finding.details().suppressed().get());
        }
        properties(row);
        json.writeEndObject();
    }

    private void location(Finding finding) throws IOException {
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", PathUri.of(finding.path()));
        json.writeEndObject();
        if (finding.line() > 0) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", finding.line());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void suppression(Suppression suppression) throws IOException {
        json.writeArrayFieldStart("suppressions");
        json.writeStartObject();
        json.writeStringField("kind", "external");
        json.writeStringField("status", "accepted");
        json.writeStringField("justification", SuppressionWords.of(suppression));
        json.writeEndObject();
        json.writeEndArray();
    }

    private void properties(FindingRow row) throws IOException {
        Finding finding = row.finding();
        json.writeObjectFieldStart("properties");
        json.writeStringField(
                "security-severity",
                finding.details().cvss().map(Cvss::score).map(String::valueOf).orElse(USUAL.get(finding.severity())));
        json.writeStringField("kind", finding.kind().id());
        json.writeStringField("provenance", row.provenance().id());
        json.writeBooleanField("kev", finding.details().exploited().isPresent());
        texts("fixedIn", finding.details().fixedIn());
        texts("aliases", finding.details().aliases());
        if (finding.details().component().isPresent()) {
            json.writeStringField("purl", finding.details().component().get().purl());
        }
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    /** Nothing where nobody has compared it, or where it isn't counted. */
    private static Optional<String> baselineState(FindingState state) {
        return switch (state) {
            case NEW -> Optional.of("new");
            case OPEN -> Optional.of("unchanged");
            case FIXED -> Optional.of("absent");
            case NOT_COMPARED, SUPPRESSED -> Optional.empty();
        };
    }
}
