package io.jenkins.lib.releasegates.slo.file;

import io.jenkins.lib.releasegates.slo.SloSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files of objectives that are right, for tests that make them wrong. */
final class SloTexts {

    static final SloSettings SETTINGS = SloSettings.of("prometheus");

    static final String OPEN_SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: checkout
              displayName: Checkout works
              labels: {team: [shop, web]}
            spec:
              description: Orders go through.
              service: shop
              indicator:
                metadata: {name: orders}
                spec:
                  ratioMetric:
                    counter: true
                    good:
                      metricSource:
                        type: Prometheus
                        spec: {query: 'sum(orders_total{code!~"5.."})'}
                    total:
                      metricSource:
                        type: Prometheus
                        spec: {query: sum(orders_total)}
              timeWindow:
                - duration: 4w
                  isRolling: true
              budgetingMethod: Occurrences
              objectives:
                - targetPercent: 99.95
              alertPolicies:
            """;

    static final String SLOTH = """
            version: prometheus/v1
            service: shop
            labels: {owner: team}
            slos:
              - name: requests
                objective: 99.9
                description: Requests.
                labels: {tier: "1"}
                sli:
                  events:
                    error_query: sum(rate(http_total{code=~"5.."}[{{.window}}]))
                    total_query: sum(rate(http_total[{{ .window }}]))
                alerting:
                  name: Requests
                  page_alert: {disable: true}
            """;

    static SloReading read(SloSettings settings, String... texts) {
        List<SloFile> files = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            files.add(new SloFile("slo" + (i + 1) + ".yaml", texts[i].getBytes(StandardCharsets.UTF_8)));
        }
        return SloFiles.read(files, settings);
    }

    private SloTexts() {}
}
