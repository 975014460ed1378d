package io.jenkins.lib.releasegates.report.compliance;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.AnsweredControl;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Edit;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The report as JSON, as docs/formats/compliance-report.md describes it; written piece by piece. */
public final class ComplianceJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ComplianceJson() {}

    /** Writes one document and a line feed; what it is written to isn't closed. */
    public static void write(ComplianceReport report, OutputStream out) throws IOException {
        JsonGenerator json = MAPPER.getFactory().createGenerator(out, JsonEncoding.UTF8);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
        json.writeStartObject();
        ObjectNode head = head(report);
        for (Iterator<String> names = head.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            json.writeFieldName(name);
            MAPPER.writeTree(json, head.get(name));
        }
        each(json, "exceptions", report.exceptions(), ComplianceJson::of);
        each(json, "controls", report.controls(), ComplianceJson::of);
        each(json, "promotions", report.promotions(), PromotionJson::of);
        each(json, "departures", report.departures(), PromotionJson::of);
        each(json, "edits", report.edits(), ComplianceJson::of);
        each(json, "refused", report.refused(), ComplianceJson::of);
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private static <T> void each(JsonGenerator json, String name, List<T> all, Function<T, ObjectNode> form)
            throws IOException {
        json.writeFieldName(name);
        json.writeStartArray();
        for (T one : all) {
            MAPPER.writeTree(json, form.apply(one));
        }
        json.writeEndArray();
    }

    private static ObjectNode head(ComplianceReport report) {
        ObjectNode json = JSON.objectNode();
        json.put("release-gates-compliance", 1);
        json.put("environment", report.scope().environment());
        json.put("from", report.scope().from().toString());
        json.put("to", report.scope().to().toString());
        json.put("at", report.at().toString());
        json.put("complete", report.complete());
        ObjectNode record = json.putObject("record");
        record.put("strength", report.check().strength());
        record.put("required", report.scope().require());
        record.put("entries", report.check().entries());
        record.put("head", report.check().head().toString());
        report.check()
                .signed()
                .ifPresent(signed -> record.putObject("checkpoint")
                        .put("log", signed.checkpoint().log())
                        .put("size", signed.checkpoint().size())
                        .put("root", signed.checkpoint().root().toString())
                        .put("key", signed.key().vkey()));
        report.check().faults().forEach(record.putArray("faults")::add);
        report.strength().forEach(record.putArray("words")::add);
        ObjectNode facts = json.putObject("facts");
        report.facts().forEach((fact, shown) -> facts.put(fact.id(), shown.name()));
        json.putObject("controlsFrom").put("source", report.controlsSource()).put("digest", report.controlsDigest());
        ObjectNode sample = json.putObject("sample");
        sample.put("seed", report.sample().seed().hex());
        report.sample().lines().forEach(sample.putArray("lines")::add);
        sample.put("population", report.sample().population());
        report.sample().drawn().forEach(sample.putArray("drawn")::add);
        sample.put("why", report.sample().why());
        report.limits().forEach(json.putArray("limits")::add);
        json.put("refusals", report.refusals());
        return json;
    }

    private static ObjectNode of(Exceptional one) {
        ObjectNode json = JSON.objectNode();
        json.put("kind", one.kind().name());
        json.put("title", one.kind().title());
        json.put("unknown", one.kind().unknown());
        json.put("words", one.words());
        one.entry().ifPresent(entry -> json.put("entry", entry));
        one.promotion().ifPresent(promotion -> json.put("promotion", promotion));
        return json;
    }

    private static ObjectNode of(AnsweredControl answered) {
        ObjectNode json = JSON.objectNode();
        json.put("id", answered.control().id());
        json.put("framework", answered.control().framework());
        json.put("version", answered.control().version());
        json.put("title", answered.control().title());
        json.put("citation", answered.control().citation());
        json.put("url", answered.control().url());
        ArrayNode questions = json.putArray("questions");
        for (int i = 0; i < answered.answers().size(); i++) {
            ObjectNode question = questions.addObject();
            question.put("ask", answered.control().questions().get(i).ask());
            ArrayNode facts = question.putArray("facts");
            answered.control().questions().get(i).facts().forEach(fact -> facts.add(fact.id()));
            question.put("answer", answered.answers().get(i).name());
            question.put("words", answered.answers().get(i).words());
        }
        return json;
    }

    private static ObjectNode of(Edit edit) {
        ObjectNode json = JSON.objectNode();
        json.put("entry", edit.entry()).put("at", edit.at().toString()).put("part", edit.part());
        json.put("ofEnvironment", edit.ofEnvironment());
        json.set("by", PromotionJson.of(edit.by()));
        edit.settings().forEach(json.putArray("settings")::add);
        return json;
    }

    private static ObjectNode of(Refused refused) {
        return JSON.objectNode()
                .put("entry", refused.entry())
                .put("at", refused.at().toString())
                .put("kind", refused.kind())
                .put("about", refused.about())
                .put("words", refused.words());
    }
}
