package io.jenkins.lib.releasegates.slo.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import java.io.ByteArrayOutputStream;

/** A history as lines of canonical JSON: whose it is, then its samples. */
final class HistoryWriter {

    static final int VERSION = 1;
    static final String KIND = "BudgetHistory";

    private HistoryWriter() {}

    static byte[] write(BudgetHistory history) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 << 10);
        line(out, head(history));
        history.samples().forEach(sample -> line(out, sample(sample)));
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, ObjectNode json) {
        out.writeBytes(CanonicalJson.bytes(json));
        out.write('\n');
    }

    private static ObjectNode head(BudgetHistory history) {
        BudgetHistory.About about = history.about();
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", VERSION)
                .put("kind", KIND)
                .put("environment", about.environment())
                .put("service", about.name().service())
                .put("slo", about.name().slo())
                .put("part", about.name().part())
                .put("definition", about.definition().toString())
                .put("connection", about.connection())
                .put("way", about.way().name())
                .put("period", about.period().toString())
                .put("lost", history.lost());
    }

    private static ObjectNode sample(BudgetSample sample) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("at", sample.at().toString());
        json.put("outcome", sample.outcome().name());
        sample.level()
                .ifPresentOrElse(
                        level -> level(json, level),
                        () -> json.put("reason", sample.reason()).put("why", sample.why()));
        return json;
    }

    private static void level(ObjectNode json, BudgetSample.Level level) {
        json.put("state", level.state().name());
        json.put("remaining", level.remaining());
        json.put("sli", level.sli());
        ArrayNode rules = json.putArray("rules");
        level.rules().forEach(rule -> rule(rules.addObject(), rule));
    }

    private static void rule(ObjectNode json, BudgetSample.Rule rule) {
        json.put("severity", rule.alert().severity().name());
        json.put("speed", rule.alert().speed().name());
        json.put("limit", rule.alert().factor());
        json.put("longWindow", rule.alert().longWindow().toString());
        json.put("shortWindow", rule.alert().shortWindow().toString());
        rule.overLong().ifPresent(rate -> json.put("long", rate));
        rule.overShort().ifPresent(rate -> json.put("short", rate));
        json.put("state", rule.alert().state().name());
    }
}
