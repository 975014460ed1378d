package io.jenkins.lib.releasegates.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.report.analysis.BudgetChart;
import java.util.List;

/** The page about the health of an environment as JSON, for programs; docs/environments.md describes it. Names are only ever added. */
public final class HealthJson {

    private HealthJson() {}

    /** All that the page shows. */
    public static String of(HealthPage page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", 1)
                .put("environment", page.environment())
                .put("at", page.at().toString());
        texts(json, "troubles", page.troubles());
        ArrayNode gates = json.putArray("gates");
        page.gates().forEach(gate -> gate(gates.addObject(), gate));
        ArrayNode objectives = json.putArray("objectives");
        page.objectives().forEach(objective -> objective(objectives.addObject(), objective));
        json.put("deploymentsSince", page.since().toString()).put("moreDeployments", page.more());
        ArrayNode deployments = json.putArray("deployments");
        page.deployments().forEach(deployed -> deployed(deployments.addObject(), deployed));
        return json.toString();
    }

    private static void gate(ObjectNode json, HealthPage.Gate gate) {
        json.put("gate", gate.name()).put("advisory", gate.advisory());
        gate.said()
                .ifPresent(said -> json.put("verdict", said.verdict().name())
                        .put("why", said.why())
                        .put("at", said.row().at().toString())
                        .put("job", said.row().jobName())
                        .put("number", said.row().number()));
    }

    private static void objective(ObjectNode json, HealthPage.Objective objective) {
        json.put("objective", objective.name())
                .put("definition", objective.definition())
                .put("target", objective.target())
                .put("window", objective.window())
                .put("connection", objective.connection())
                .put("recorded", objective.recorded());
        objective.chart().ifPresent(chart -> {
            json.put("from", chart.from().toString()).put("samplesKept", chart.samples());
            texts(json, "troubles", chart.troubles());
            ArrayNode samples = json.putArray("samples");
            chart.rows().forEach(row -> samples.add(sample(row)));
        });
    }

    private static ObjectNode sample(BudgetChart.Row row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("at", row.at().toString()).put("state", row.state());
        row.level()
                .ifPresentOrElse(
                        level -> {
                            json.put("remaining", level.remaining()).put("sli", level.sli());
                            ArrayNode rules = json.putArray("rules");
                            level.rules().forEach(rule -> {
                                ObjectNode one = rules.addObject()
                                        .put("severity", rule.alert().severity().name())
                                        .put("speed", rule.alert().speed().name())
                                        .put("limit", rule.alert().factor())
                                        .put("state", rule.alert().state().name());
                                rule.overLong().ifPresent(rate -> one.put("long", rate));
                                rule.overShort().ifPresent(rate -> one.put("short", rate));
                            });
                        },
                        () -> json.put("why", row.why()));
        return json;
    }

    private static void deployed(ObjectNode json, HealthPage.Deployed deployed) {
        json.put("at", deployed.at().toString());
        ArrayNode artifacts = json.putArray("artifacts");
        deployed.artifacts()
                .forEach(artifact -> artifacts
                        .addObject()
                        .put("name", artifact.name())
                        .put("digest", artifact.digest().toString()));
        deployed.row().ifPresent(row -> json.put("job", row.jobName()).put("number", row.number()));
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        ArrayNode array = json.putArray(name);
        texts.forEach(array::add);
    }
}
