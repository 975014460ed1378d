package io.jenkins.lib.releasegates.scanner.result;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of what a result tells, written into an object that is open. One that doesn't apply is absent. */
public final class ResultForm {

    private ResultForm() {}

    public static void component(JsonGenerator out, Component component) throws IOException {
        out.writeStringField("path", component.path());
        text(out, "purl", component.purl());
        text(out, "name", component.name());
        text(out, "version", component.version());
        text(out, "sha256", component.sha256());
        text(out, "sha1", component.sha1());
        texts(out, "licenses", component.licenses());
    }

    public static void finding(JsonGenerator out, Finding finding) throws IOException {
        text(out, "kind", finding.kind());
        text(out, "rule", finding.rule());
        out.writeStringField("severity", finding.severity().name());
        text(out, "severitySource", finding.severitySource());
        if (finding.score() != null) {
            out.writeNumberField("score", finding.score());
        }
        text(out, "vector", finding.vector());
        out.writeStringField("path", finding.path());
        out.writeNumberField("line", finding.line());
        out.writeStringField("message", finding.message());
        if (finding.component() != null) {
            affected(out, finding.component());
        }
        texts(out, "aliases", finding.aliases());
        texts(out, "cwes", finding.cwes());
        texts(out, "links", finding.links());
        texts(out, "fixedIn", finding.fixedIn());
        if (finding.kev() != null) {
            exploited(out, finding.kev());
        }
        if (finding.confidence() != null) {
            out.writeStringField("confidence", finding.confidence().name());
        }
        text(out, "fingerprint", finding.fingerprint());
        if (finding.suppressed() != null) {
            suppressed(out, finding.suppressed());
        }
    }

    private static void affected(JsonGenerator out, Finding.Affected component) throws IOException {
        out.writeObjectFieldStart("component");
        text(out, "purl", component.purl());
        text(out, "name", component.name());
        text(out, "version", component.version());
        text(out, "sha256", component.sha256());
        out.writeEndObject();
    }

    private static void exploited(JsonGenerator out, Finding.Exploited kev) throws IOException {
        out.writeObjectFieldStart("kev");
        text(out, "added", kev.added());
        text(out, "due", kev.due());
        out.writeBooleanField("ransomware", kev.ransomware());
        out.writeEndObject();
    }

    private static void suppressed(JsonGenerator out, Finding.Suppressed suppressed) throws IOException {
        out.writeObjectFieldStart("suppressed");
        text(out, "by", suppressed.by());
        if (suppressed.line() != null) {
            out.writeNumberField("line", suppressed.line());
        }
        text(out, "reason", suppressed.reason());
        text(out, "until", suppressed.until());
        text(out, "owner", suppressed.owner());
        text(out, "state", suppressed.state());
        out.writeEndObject();
    }

    public static void problem(JsonGenerator out, Problem problem) throws IOException {
        out.writeStringField("path", problem.path());
        out.writeStringField("message", problem.message());
    }

    public static void unresolved(JsonGenerator out, Unresolved unresolved) throws IOException {
        out.writeStringField("path", unresolved.path());
        out.writeNumberField("line", unresolved.line());
        out.writeStringField("name", unresolved.name());
        out.writeStringField("reason", unresolved.reason());
    }

    static void suppression(JsonGenerator out, SuppressionRule rule) throws IOException {
        text(out, "id", rule.id());
        out.writeStringField("use", rule.use().name());
        text(out, "by", rule.by());
        out.writeNumberField("line", rule.line());
        text(out, "covers", rule.covers());
        text(out, "reason", rule.reason());
        text(out, "owner", rule.owner());
        text(out, "until", rule.until());
    }

    static void document(JsonGenerator out, Document document) throws IOException {
        out.writeStringField("what", document.what());
        out.writeStringField("format", document.format());
        out.writeStringField("file", document.file());
        out.writeStringField("serialNumber", document.serialNumber());
        out.writeStringField("digest", document.digest());
        out.writeNumberField("bytes", document.bytes());
    }

    /** All of it but its kind. */
    static void header(JsonGenerator out, Header header) throws IOException {
        out.writeObjectFieldStart("tool");
        out.writeStringField("name", header.tool().name());
        out.writeStringField("version", header.tool().version());
        out.writeEndObject();
        if (header.rules() != null) {
            out.writeObjectFieldStart("rules");
            out.writeStringField("digest", header.rules().digest());
            out.writeNumberField("count", header.rules().count());
            out.writeEndObject();
        }
        if (header.database() != null) {
            database(out, header.database());
        }
        if (header.fingerprints() != null) {
            out.writeObjectFieldStart("fingerprints");
            out.writeStringField("salt", header.fingerprints().salt());
            out.writeBooleanField("lasting", header.fingerprints().lasting());
            out.writeEndObject();
        }
    }

    private static void database(JsonGenerator out, Header.Database database) throws IOException {
        out.writeObjectFieldStart("database");
        text(out, "version", database.version());
        text(out, "digest", database.digest());
        text(out, "lastModified", database.lastModified());
        text(out, "lastChecked", database.lastChecked());
        out.writeNumberField("records", database.records());
        if (database.knownExploited() != null) {
            out.writeNumberField("knownExploited", database.knownExploited());
        }
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String name, @Nullable String text) throws IOException {
        if (text != null && !text.isEmpty()) {
            out.writeStringField(name, text);
        }
    }

    private static void texts(JsonGenerator out, String name, @Nullable List<String> texts) throws IOException {
        if (texts != null && !texts.isEmpty()) {
            out.writeArrayFieldStart(name);
            for (String text : texts) {
                out.writeString(text);
            }
            out.writeEndArray();
        }
    }
}
