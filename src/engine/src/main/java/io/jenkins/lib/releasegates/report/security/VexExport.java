package io.jenkins.lib.releasegates.report.security;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Vulnerabilities and the components that have them as CycloneDX 1.6 (ECMA-424).
 *
 * <p>One that isn't counted has an {@code analysis}: the state that its VEX document or suppression file has given it, else {@code in_triage}, since
 * nobody has said that the product isn't affected. One that is counted has none.
 */
final class VexExport {

    private static final Pattern CWE = Pattern.compile("CWE-(\\d{1,6})");
    private static final String UNKNOWN = "in_triage";
    private static final Set<String> STATES =
            Set.of("resolved", "resolved_with_pedigree", "exploitable", UNKNOWN, "false_positive", "not_affected");

    private final JsonGenerator json;

    /** What has a vulnerability, and where it is. */
    private record Part(Optional<Component> component, String path) {

        static Part of(Finding finding) {
            return new Part(finding.details().component(), finding.path());
        }
    }

    private VexExport(JsonGenerator json) {
        this.json = json;
    }

    /** Writes it, and leaves the stream open. Findings of other sorts, and those that aren't there any more, are left out. */
    static void write(List<FindingRow> rows, Instant now, OutputStream out) throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new VexExport(json).document(rows, now);
        }
    }

    private void document(List<FindingRow> rows, Instant now) throws IOException {
        Map<String, Part> parts = new TreeMap<>();
        for (FindingRow row : rows) {
            if (isTold(row)) {
                parts.putIfAbsent(reference(row.finding()), Part.of(row.finding()));
            }
        }
        json.writeStartObject();
        json.writeStringField("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        json.writeStringField("bomFormat", "CycloneDX");
        json.writeStringField("specVersion", "1.6");
        json.writeNumberField("version", 1);
        json.writeObjectFieldStart("metadata");
        json.writeStringField("timestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeEndObject();
        json.writeArrayFieldStart("components");
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            component(part.getKey(), part.getValue());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("vulnerabilities");
        for (FindingRow row : rows) {
            if (isTold(row)) {
                vulnerability(row.finding());
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static boolean isTold(FindingRow row) {
        return row.finding().kind() == FindingKind.VULNERABILITY && row.state() != FindingState.FIXED;
    }

    /** A component is told from others by its package and its place. */
    private static String reference(Finding finding) {
        String purl = finding.details().component().map(Component::purl).orElse("");
        return purl.isEmpty()
                ? "path:" + finding.path()
                : finding.path().isEmpty() ? purl : purl + "#" + finding.path();
    }

    private void component(String reference, Part part) throws IOException {
        Component component = part.component().orElse(new Component("", part.path(), ""));
        json.writeStartObject();
        json.writeStringField("type", "library");
        json.writeStringField("bom-ref", reference);
        json.writeStringField("name", component.name().isEmpty() ? reference : component.name());
        text("version", component.version());
        text("purl", component.purl());
        if (!part.path().isEmpty()) {
            json.writeObjectFieldStart("evidence");
            json.writeArrayFieldStart("occurrences");
            json.writeStartObject();
            json.writeStringField("location", part.path());
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void vulnerability(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", finding.rule());
        json.writeArrayFieldStart("ratings");
        rating(finding);
        json.writeEndArray();
        json.writeArrayFieldStart("cwes");
        for (String cwe : finding.details().cwes()) {
            var number = CWE.matcher(cwe);
            if (number.matches()) {
                json.writeNumber(Integer.parseInt(number.group(1)));
            }
        }
        json.writeEndArray();
        text("description", finding.message());
        if (!finding.details().fixedIn().isEmpty()) {
            json.writeStringField(
                    "recommendation",
                    "Mended in " + String.join(", ", finding.details().fixedIn()));
        }
        if (!finding.details().links().isEmpty()) {
            json.writeArrayFieldStart("advisories");
            for (String link : finding.details().links()) {
                json.writeStartObject();
                json.writeStringField("url", link);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (finding.details().suppressed().isPresent()) {
            analysis(finding.details().suppressed().get());
        }
        json.writeArrayFieldStart("affects");
        json.writeStartObject();
        json.writeStringField("ref", reference(finding));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void rating(Finding finding) throws IOException {
        json.writeStartObject();
        if (finding.details().cvss().isPresent()) {
            Cvss cvss = finding.details().cvss().get();
            json.writeNumberField("score", cvss.score());
            text("vector", cvss.vector());
        }
        json.writeStringField("severity", finding.severity().id());
        json.writeEndObject();
    }

    private void analysis(Suppression suppression) throws IOException {
        json.writeObjectFieldStart("analysis");
        json.writeStringField("state", STATES.contains(suppression.state()) ? suppression.state() : UNKNOWN);
        json.writeStringField("detail", SuppressionWords.of(suppression));
        json.writeEndObject();
    }

    private void text(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }
}
