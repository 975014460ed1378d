package io.jenkins.lib.releasegates.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import java.util.List;

/** The page of environments as JSON, for programs; docs/environments.md describes it. Names are only ever added. */
public final class EnvironmentsJson {

    private EnvironmentsJson() {}

    /** All that the page shows but the latest events, which the audit of all jobs has by environment. */
    public static ObjectNode of(EnvironmentsPage page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", 1).put("at", page.at().toString());
        ArrayNode environments = json.putArray("environments");
        page.environments().forEach(one -> environments.add(of(one)));
        return json;
    }

    private static ObjectNode of(EnvironmentsPage.One one) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", one.name()).put("usable", one.rules().isPresent());
        texts(json, "troubles", one.troubles());
        one.rules().ifPresent(rules -> rules(json.putObject("rules"), rules));
        ArrayNode exemptions = json.putArray("exemptions");
        one.exemptions()
                .forEach(standing -> exemptions
                        .addObject()
                        .put("id", standing.id())
                        .put("what", standing.event() instanceof WaiverAsked ? "WAIVER" : "BREAK_GLASS")
                        .put("state", standing.state().name())
                        .put("lacksReview", standing.lacksReview()));
        one.current().ifPresent(current -> current(json.putObject("current"), current));
        return json;
    }

    private static void rules(ObjectNode json, EnvironmentsPage.Rules rules) {
        rules.after().ifPresent(after -> json.put("after", after));
        texts(json, "jobs", rules.jobs());
        texts(json, "branches", rules.branches());
        texts(json, "gates", rules.gates());
        json.put("open", rules.open());
        rules.opens().ifPresent(opens -> json.put("opens", opens.toString()));
        json.put("hours", rules.hours()).put("timeZone", rules.zone().getId());
        json.put("asksHealth", rules.asksHealth());
        ArrayNode freezes = json.putArray("freezes");
        rules.freezes()
                .forEach(freeze -> freezes.addObject()
                        .put("from", freeze.from().toString())
                        .put("until", freeze.until().toString())
                        .put("reason", freeze.reason()));
    }

    private static void current(ObjectNode json, EnvironmentsPage.Deployed current) {
        json.put("since", current.since().toString()).put("decision", current.decision());
        ArrayNode artifacts = json.putArray("artifacts");
        current.artifacts()
                .forEach(artifact -> artifacts
                        .addObject()
                        .put("name", artifact.name())
                        .put("digest", artifact.digest().toString())
                        .put("size", artifact.size()));
        current.row().ifPresent(row -> json.put("job", row.jobName()).put("number", row.number()));
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        ArrayNode array = json.putArray(name);
        texts.forEach(array::add);
    }
}
