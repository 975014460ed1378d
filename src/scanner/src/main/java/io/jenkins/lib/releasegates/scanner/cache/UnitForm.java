package io.jenkins.lib.releasegates.scanner.cache;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.releasegates.scanner.json.Json;
import io.jenkins.lib.releasegates.scanner.json.JsonObject;
import io.jenkins.lib.releasegates.scanner.result.Component;
import io.jenkins.lib.releasegates.scanner.result.Confidence;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.result.ResultForm;
import io.jenkins.lib.releasegates.scanner.result.Severity;
import io.jenkins.lib.releasegates.scanner.result.Unresolved;
import io.jenkins.lib.releasegates.scanner.tree.HashedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A file of the cache: the key of a result, and the result, so that a file under a wrong name is none. */
final class UnitForm {

    private static final Set<String> ENTRY = Set.of("key", "result");
    private static final Set<String> RESULT =
            Set.of("components", "findings", "problems", "suppressions", "files", "unresolved");
    private static final Set<String> COMPONENT =
            Set.of("path", "purl", "name", "version", "sha256", "sha1", "licenses");
    private static final Set<String> FINDING = Set.of(
            "kind",
            "rule",
            "severity",
            "severitySource",
            "score",
            "vector",
            "path",
            "line",
            "message",
            "component",
            "aliases",
            "cwes",
            "links",
            "fixedIn",
            "kev",
            "confidence",
            "fingerprint",
            "suppressed");
    private static final Set<String> AFFECTED = Set.of("purl", "name", "version", "sha256");
    private static final Set<String> EXPLOITED = Set.of("added", "due", "ransomware");
    private static final Set<String> SUPPRESSED = Set.of("by", "line", "reason", "until", "owner", "state");
    private static final Set<String> PROBLEM = Set.of("path", "message");
    private static final Set<String> FILE = Set.of("path", "sha256", "sha1");
    private static final Set<String> UNRESOLVED = Set.of("path", "line", "name", "reason");

    private UnitForm() {}

    /** How one item of a result is written. */
    private interface Writer<T> {
        void write(JsonGenerator out, T item) throws IOException;
    }

    /** How one item of a result is read. */
    private interface Reader<T> {
        T read(Object json) throws IOException;
    }

    static byte[] bytes(String key, UnitResult result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("key", key);
            out.writeObjectFieldStart("result");
            all(out, "components", result.components(), ResultForm::component);
            all(out, "findings", result.findings(), ResultForm::finding);
            all(out, "problems", result.problems(), ResultForm::problem);
            out.writeArrayFieldStart("suppressions");
            for (int number : new TreeSet<>(result.suppressions())) {
                out.writeNumber(number);
            }
            out.writeEndArray();
            all(out, "files", result.files(), UnitForm::file);
            all(out, "unresolved", result.unresolved(), ResultForm::unresolved);
            out.writeEndObject();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static <T> void all(JsonGenerator out, String name, Collection<T> items, Writer<T> writer)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (T item : items) {
            out.writeStartObject();
            writer.write(out, item);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void file(JsonGenerator out, HashedFile file) throws IOException {
        out.writeStringField("path", file.path());
        out.writeStringField("sha256", file.sha256());
        out.writeStringField("sha1", file.sha1());
    }

    /**
     * The result in such a file.
     *
     * @return null where it is the one of another key
     * @throws IOException when the file is cut or of another form
     */
    static @Nullable UnitResult read(byte[] bytes, String key) throws IOException {
        JsonObject entry = JsonObject.of(Json.read(bytes), ENTRY);
        if (!entry.mustText("key").equals(key)) {
            return null;
        }
        JsonObject result = JsonObject.of(entry.member("result"), RESULT);
        Set<Integer> suppressions = new TreeSet<>();
        for (Object number : result.mustItems("suppressions")) {
            if (!(number instanceof Integer rule)) {
                throw new IOException("suppressions: found " + number + ", allowed: numbers of rules");
            }
            suppressions.add(rule);
        }
        return new UnitResult(
                all(result, "components", UnitForm::component),
                all(result, "findings", UnitForm::finding),
                all(result, "problems", UnitForm::problem),
                suppressions,
                all(result, "files", UnitForm::file),
                all(result, "unresolved", UnitForm::unresolved));
    }

    private static <T> List<T> all(JsonObject result, String name, Reader<T> reader) throws IOException {
        List<T> all = new ArrayList<>();
        for (Object item : result.mustItems(name)) {
            all.add(reader.read(item));
        }
        return all;
    }

    private static Component component(Object json) throws IOException {
        JsonObject component = JsonObject.of(json, COMPONENT);
        return new Component(
                component.mustText("path"),
                component.text("purl"),
                component.text("name"),
                component.text("version"),
                component.text("sha256"),
                component.text("sha1"),
                component.texts("licenses"));
    }

    private static Finding finding(Object json) throws IOException {
        JsonObject finding = JsonObject.of(json, FINDING);
        return new Finding(
                finding.mustText("kind"),
                finding.mustText("rule"),
                JsonObject.must("severity", finding.word("severity", Severity.class)),
                Objects.requireNonNullElse(finding.text("severitySource"), ""),
                finding.number("score"),
                finding.text("vector"),
                finding.mustText("path"),
                JsonObject.must("line", finding.count("line")),
                finding.mustText("message"),
                affected(finding.member("component")),
                finding.texts("aliases"),
                finding.texts("cwes"),
                finding.texts("links"),
                finding.texts("fixedIn"),
                exploited(finding.member("kev")),
                finding.word("confidence", Confidence.class),
                finding.text("fingerprint"),
                suppressed(finding.member("suppressed")));
    }

    private static Finding.@Nullable Affected affected(@Nullable Object json) throws IOException {
        if (json == null) {
            return null;
        }
        JsonObject component = JsonObject.of(json, AFFECTED);
        return new Finding.Affected(
                component.text("purl"), component.text("name"), component.text("version"), component.text("sha256"));
    }

    private static Finding.@Nullable Exploited exploited(@Nullable Object json) throws IOException {
        if (json == null) {
            return null;
        }
        JsonObject kev = JsonObject.of(json, EXPLOITED);
        return new Finding.Exploited(kev.text("added"), kev.text("due"), kev.flag("ransomware"));
    }

    private static Finding.@Nullable Suppressed suppressed(@Nullable Object json) throws IOException {
        if (json == null) {
            return null;
        }
        JsonObject suppressed = JsonObject.of(json, SUPPRESSED);
        return new Finding.Suppressed(
                suppressed.mustText("by"),
                suppressed.count("line"),
                suppressed.text("reason"),
                suppressed.text("until"),
                suppressed.text("owner"),
                suppressed.text("state"));
    }

    private static Problem problem(Object json) throws IOException {
        JsonObject problem = JsonObject.of(json, PROBLEM);
        return new Problem(problem.mustText("path"), problem.mustText("message"));
    }

    private static HashedFile file(Object json) throws IOException {
        JsonObject file = JsonObject.of(json, FILE);
        return new HashedFile(file.mustText("path"), file.mustText("sha256"), file.mustText("sha1"));
    }

    private static Unresolved unresolved(Object json) throws IOException {
        JsonObject unresolved = JsonObject.of(json, UNRESOLVED);
        return new Unresolved(
                unresolved.mustText("path"),
                JsonObject.must("line", unresolved.count("line")),
                unresolved.mustText("name"),
                unresolved.mustText("reason"));
    }
}
