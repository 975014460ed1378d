package io.jenkins.lib.releasegates.analysis.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.sampler.Probe;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.metrics.AlertRule;
import io.jenkins.lib.releasegates.metrics.AlertRule.Alert;
import io.jenkins.lib.releasegates.metrics.AlertRule.Health;
import io.jenkins.lib.releasegates.metrics.AlertRule.State;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusSettings;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No alert is firing: asked of a real Prometheus, and of rules as other servers may tell them. */
class AlertDemandTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static final String RULES = """
            groups:
              - name: shop
                interval: 1s
                rules:
                  - alert: Down
                    expr: label_replace(vector(1), "service", "shop", "", "") > 0
                    labels: {severity: page}
                  - alert: Slow
                    expr: vector(1) > 0
                    for: 1h
                    labels: {severity: page, service: cart}
                  - alert: Full
                    expr: vector(0) > 0
                    labels: {severity: ticket, service: cart}
                  - alert: Broken
                    expr: vector(1) + on() (label_replace(vector(1), "a", "1", "", "") or label_replace(vector(1), "a", "2", "", ""))
                    labels: {severity: page, service: pay}
                  - alert: Watchdog
                    expr: vector(1)
                    labels: {severity: none, service: none}
            """;

    @TempDir
    private static Path directory;

    private static PrometheusProcess process;
    private static PrometheusServer server;

    @BeforeAll
    static void start() throws Exception {
        String missing = PrometheusProcess.missing().orElse("");
        assumeTrue(missing.isEmpty(), missing);
        Files.writeString(directory.resolve("rules.yml"), RULES);
        process = PrometheusProcess.over(directory, "rule_files: [rules.yml]\n");
        server = new PrometheusServer(
                PrometheusSettings.of(
                        "metrics",
                        ServerAddress.parse("connection", process.uri().toString(), true)),
                InstantSource.system());
        Instant end = Clock.systemUTC().instant().plusSeconds(20);
        while (server.alertRules().orElseThrow().all().stream().anyMatch(rule -> rule.health() == Health.UNKNOWN)) {
            assertThat(Clock.systemUTC().instant()).as("Rules are evaluated").isBefore(end);
            Thread.sleep(50);
        }
    }

    @AfterAll
    static void stop() {
        if (process != null) {
            process.close();
        }
    }

    private static MetricGate gate(String... pairs) {
        Map<String, String> fields = new HashMap<>(Map.of("connection", "metrics", "alerts", "noneFiring"));
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        MetricGateReader.Outcome read = MetricGateReader.read("metricGate", "alerts", fields);
        assertThat(read.issues()).isEmpty();
        return read.gate().orElseThrow();
    }

    private static Seen asked(MetricGate gate, MetricsServer whom) throws Exception {
        Probe probe = new MetricProbes(name -> Optional.of(whom), InstantSource.system()).of(gate, () -> true);
        return probe.see(probe.question().source().read());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noneFiring |                   |             |          | FAILED | 2 firing: Down, Watchdog",
                "noneFiring |                   | Watchdog    |          | FAILED | 1 firing: Down",
                "noneFiring | service=\"shop\"  |             |          | FAILED | 1 firing: Down",
                "noneFiring | service=\"cart\"  |             |          | PASSED | 1 pending: Slow",
                "noneActive | service=\"cart\"  |             |          | FAILED | 1 pending: Slow",
                "noneActive | service=\"cart\"  | Slow        |          | PASSED | rules: 2, firing: none",
                "noneActive | service=\"cart\"  | Slow, Down  |          | PASSED | rules: 1, firing: none",
                "noneFiring | service=\"cart\"  |             | Watchdog | PASSED | 1 pending: Slow",
                "noneFiring | service=\"cart\"  |             | Barker   | INCONCLUSIVE | Barker: there is no such rule",
                "noneFiring | service=\"cart\"  |             | Full     | INCONCLUSIVE | Full isn't firing",
                "noneFiring | service=\"cart\"  |             | Broken   | INCONCLUSIVE | Broken: its evaluation failed",
                "noneFiring | service=\"pay\"   |             |          | INCONCLUSIVE | Broken: its evaluation failed",
                "noneFiring | severity=\"info\" |             |          | EMPTY | of 5 alerting rules none could match",
                "noneFiring | alertname=\"Full\" |            |          | PASSED | rules: 1, firing: none",
                "noneFiring | alertname=\"Ful\" |             |          | EMPTY | of 5 alerting rules none could match",
                "noneFiring | alertname=~\"F.*\" | Full       |          | EMPTY | of 5 alerting rules none could match",
            })
    void shouldJudgeTheAlertsOfARealServer(
            String alerts, String selector, String ignored, String watchdog, Outcome outcome, String value)
            throws Exception {
        MetricGate gate = gate(
                "alerts",
                alerts,
                "selector",
                selector == null ? "" : selector,
                "ignoreAlerts",
                ignored == null ? "" : ignored,
                "watchdog",
                watchdog == null ? "" : watchdog);
        assertThat(asked(gate, server)).isEqualTo(new Seen(outcome, value));
    }

    @Test
    void shouldNotPassWhereTheServerTellsNoRules() throws Exception {
        MetricsServer without = new MetricsServer() {
            @Override
            public String name() {
                return "graphite";
            }

            @Override
            public io.jenkins.lib.releasegates.metrics.Answer at(String expression, Instant instant) {
                throw new IllegalStateException("Nobody asks this");
            }

            @Override
            public io.jenkins.lib.releasegates.metrics.Answer over(
                    String expression, io.jenkins.lib.releasegates.metrics.TimeSpan span) {
                throw new IllegalStateException("Nobody asks this");
            }
        };
        assertThat(asked(gate(), without)).isEqualTo(new Seen(Outcome.ERROR, "the connection tells no alerting rules"));
    }

    private static AlertRule rule(State state, Health health, int age, int interval, Alert... alerts) {
        return new AlertRule(
                "shop",
                "Down",
                Map.of("service", "{{ $labels.job }}"),
                state,
                health,
                "",
                age < 0 ? Optional.empty() : Optional.of(NOW.minusSeconds(age)),
                Duration.ofSeconds(interval),
                List.of(alerts));
    }

    private static Seen judged(AlertRule... rules) {
        return gate("selector", "service=\"shop\"").alerts().orElseThrow().judge(List.of(rules), NOW);
    }

    private static Alert alert(State state, String service) {
        return new Alert(state, Map.of("service", service), Optional.empty());
    }

    @Test
    void shouldBelieveRulesThatAreEvaluated() {
        assertThat(judged(rule(State.INACTIVE, Health.OK, 149, 30)).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(judged(rule(State.INACTIVE, Health.OK, 151, 30)))
                .isEqualTo(new Seen(Outcome.STALE, "Down, evaluated 151 s ago"));
        assertThat(judged(rule(State.INACTIVE, Health.OK, 239, 0)).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(judged(rule(State.INACTIVE, Health.OK, 241, 0)).outcome()).isEqualTo(Outcome.STALE);
        assertThat(judged(rule(State.INACTIVE, Health.UNKNOWN, 1, 30)).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judged(rule(State.INACTIVE, Health.OK, -1, 30)).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judged(rule(State.UNKNOWN, Health.OK, 1, 30)).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judged().outcome()).isEqualTo(Outcome.EMPTY);
    }

    @Test
    void shouldSeeEachAlertByItsOwnLabels() {
        assertThat(judged(rule(State.FIRING, Health.OK, 1, 30, alert(State.FIRING, "shop"))))
                .isEqualTo(new Seen(Outcome.FAILED, "1 firing: Down"));
        assertThat(judged(rule(State.FIRING, Health.OK, 1, 30, alert(State.FIRING, "cart")))
                        .outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(judged(rule(State.PENDING, Health.OK, 1, 30, alert(State.PENDING, "shop"))))
                .isEqualTo(new Seen(Outcome.PASSED, "1 pending: Down"));
        assertThat(judged(rule(State.INACTIVE, Health.OK, 1, 30, alert(State.UNKNOWN, "shop")))
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void shouldTakeAlertsThatAreNotToldForThoseThatAreMeant() {
        assertThat(judged(rule(State.FIRING, Health.OK, 1, 30)).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(judged(rule(State.FIRING, Health.ERROR, 1000, 30, alert(State.FIRING, "shop")))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }
}
