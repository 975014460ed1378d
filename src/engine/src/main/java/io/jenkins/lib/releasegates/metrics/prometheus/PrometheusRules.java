package io.jenkins.lib.releasegates.metrics.prometheus;

import io.jenkins.lib.releasegates.metrics.AlertRule;
import io.jenkins.lib.releasegates.metrics.AlertRules;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerting rules of a server with Prometheus' HTTP API (prometheus.io/docs/prometheus/latest/querying/api, "Rules"). It is asked for those of one
 * name where it knows how to tell them apart, and what it answers is held against that name here as well.
 */
final class PrometheusRules implements AlertRules {

    private final Api api;

    PrometheusRules(Api api) {
        this.api = api;
    }

    @Override
    public List<AlertRule> all() throws MetricsException, InterruptedException {
        return ask(Map.of());
    }

    @Override
    public List<AlertRule> called(String alert) throws MetricsException, InterruptedException {
        // Older ones pass over the name, 2.42 for example, and so does vmalert.
        return ask(Map.of("rule_name[]", alert)).stream()
                .filter(rule -> rule.name().equals(alert))
                .toList();
    }

    private List<AlertRule> ask(Map<String, String> further) throws MetricsException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", "alert");
        fields.putAll(further);
        fields.putAll(Api.WHOLE);
        Api.Reply reply = api.get("rules", fields);
        return RulesReader.read(reply.answer(), reply.later());
    }
}
