package io.jenkins.lib.releasegates.readiness.checklist;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import java.time.Duration;
import java.util.List;

/** The JSON over which items and checklists have their digests. */
final class ItemJson {

    private ItemJson() {}

    static Digest digest(Item item) {
        return CanonicalJson.digest(asked(item));
    }

    static Digest digest(String name, HighRule high, Duration longestFollowUp, List<Section> sections) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", "ReadinessChecklist").put("name", name).put("high", high.id());
        json.put("longestFollowUp", longestFollowUp.toString());
        ArrayNode list = json.putArray("sections");
        for (Section section : sections) {
            ObjectNode one = list.addObject().put("title", section.title());
            ArrayNode items = one.putArray("items");
            section.items().forEach(item -> items.add(whole(item)));
        }
        return CanonicalJson.digest(json);
    }

    private static ObjectNode whole(Item item) {
        ObjectNode json = asked(item);
        json.put("why", item.why())
                .put("severity", item.severity().id())
                .put("validFor", item.validFor().toString())
                .put("followUp", item.followUp());
        item.tiers().forEach(json.putArray("tiers")::add);
        return json;
    }

    private static ObjectNode asked(Item item) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", item.id())
                .put("question", item.question())
                .put("guidance", item.guidance())
                .put("role", item.role())
                .put("evidence", item.evidenceRequired())
                .put("provenance", item.leastProvenance().id());
        item.check().ifPresent(check -> json.set("check", check(check)));
        return json;
    }

    private static ObjectNode check(Check check) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return check.fold(new Check.Cases<ObjectNode>() {
            @Override
            public ObjectNode metric(Check.Metric check) {
                return json.put("metric", check.query())
                        .put("connection", check.connection())
                        .put("condition", check.condition().words());
            }

            @Override
            public ObjectNode alertRule(Check.AlertRule check) {
                return json.put("alertRule", check.alert()).put("connection", check.connection());
            }

            @Override
            public ObjectNode connection(Check.Connection check) {
                return json.put("connection", check.connection());
            }

            @Override
            public ObjectNode file(Check.RepositoryFile check) {
                json.put("file", check.path()).put("minBytes", check.minBytes());
                check.sections().forEach(json.putArray("sections")::add);
                return json;
            }

            @Override
            public ObjectNode value(Check.Value check) {
                return json.put("value", check.path())
                        .put("pointer", check.pointer().text())
                        .put("condition", check.condition().words());
            }

            @Override
            public ObjectNode gate(Check.Gate check) {
                return json.put("gate", check.gate());
            }

            @Override
            public ObjectNode trial(Check.Trial check) {
                json.put(check.kind().key(), check.name())
                        .put("youngerThan", check.youngerThan().toString());
                check.report().ifPresent(report -> json.put("report", report));
                return json;
            }
        });
    }

    /** A duration as owners write it. */
    static String words(Duration time) {
        if (time.toMinutes() % (24 * 60) == 0) {
            return time.toDays() + "d";
        }
        return time.toMinutes() % 60 == 0 ? time.toHours() + "h" : time.toMinutes() + "m";
    }
}
