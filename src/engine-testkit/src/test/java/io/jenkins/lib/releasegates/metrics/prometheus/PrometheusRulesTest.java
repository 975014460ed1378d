package io.jenkins.lib.releasegates.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.metrics.AlertRule;
import io.jenkins.lib.releasegates.metrics.AlertRule.Health;
import io.jenkins.lib.releasegates.metrics.AlertRule.State;
import io.jenkins.lib.releasegates.metrics.AlertRules;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerting rules of a real Prometheus; servers that tell them in another way are in {@code RulesFaultsTest}. */
class PrometheusRulesTest {

    private static final String RULES = """
            groups:
              - name: shop
                interval: 1s
                rules:
                  - alert: Down
                    expr: vector(1) > 0
                    labels: {severity: page, service: shop}
                    annotations: {summary: It is down}
                  - alert: Slow
                    expr: label_replace(vector(1), "pod", "a", "", "") > 0
                    for: 1h
                    labels: {severity: ticket}
                  - alert: Quiet
                    expr: vector(0) > 0
                  - alert: Broken
                    expr: vector(1) + on() (label_replace(vector(1), "a", "1", "", "") or label_replace(vector(1), "a", "2", "", ""))
                  - record: shop:one
                    expr: vector(1)
              - name: twice
                interval: 2s
                rules:
                  - alert: Quiet
                    expr: vector(0) > 1
            """;

    @TempDir
    private static Path directory;

    private static PrometheusProcess process;
    private static AlertRules rules;

    @BeforeAll
    static void start() throws Exception {
        String missing = PrometheusProcess.missing().orElse("");
        assumeTrue(missing.isEmpty(), missing);
        Files.writeString(directory.resolve("rules.yml"), RULES);
        process = PrometheusProcess.over(directory, "rule_files: [rules.yml]\n");
        rules = new PrometheusServer(
                        PrometheusSettings.of(
                                "metrics",
                                ServerAddress.parse("connection", process.uri().toString(), true)),
                        InstantSource.system())
                .alertRules()
                .orElseThrow();
        Instant end = Clock.systemUTC().instant().plusSeconds(20);
        while (rules.all().stream().anyMatch(rule -> rule.health() == Health.UNKNOWN)) {
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

    private static AlertRule only(String name) throws Exception {
        List<AlertRule> found = rules.called(name);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void shouldTellAllRulesThatAlertAndNoOthers() throws Exception {
        assertThat(rules.all())
                .extracting(AlertRule::group, AlertRule::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("shop", "Down"),
                        org.assertj.core.groups.Tuple.tuple("shop", "Slow"),
                        org.assertj.core.groups.Tuple.tuple("shop", "Quiet"),
                        org.assertj.core.groups.Tuple.tuple("shop", "Broken"),
                        org.assertj.core.groups.Tuple.tuple("twice", "Quiet"));
    }

    @Test
    void shouldTellARuleThatFires() throws Exception {
        AlertRule down = only("Down");
        assertThat(down.state()).isEqualTo(State.FIRING);
        assertThat(down.health()).isEqualTo(Health.OK);
        assertThat(down.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(down.labels()).isEqualTo(Map.of("severity", "page", "service", "shop"));
        assertThat(down.alerts()).hasSize(1);
        assertThat(down.alerts().get(0).state()).isEqualTo(State.FIRING);
        assertThat(down.alerts().get(0).labels())
                .isEqualTo(Map.of("alertname", "Down", "severity", "page", "service", "shop"));
        assertThat(down.alerts().get(0).since()).isPresent();
        assertThat(Duration.between(
                        down.evaluated().orElseThrow(), Clock.systemUTC().instant()))
                .isBetween(Duration.ofSeconds(-5), Duration.ofSeconds(30));
    }

    @Test
    void shouldTellARuleThatWaits() throws Exception {
        AlertRule slow = only("Slow");
        assertThat(slow.state()).isEqualTo(State.PENDING);
        assertThat(slow.alerts()).extracting(AlertRule.Alert::state).containsExactly(State.PENDING);
        assertThat(slow.alerts().get(0).labels()).containsEntry("pod", "a").containsEntry("alertname", "Slow");
    }

    @Test
    void shouldTellRulesThatFindNothingEachOfThatName() throws Exception {
        assertThat(rules.called("Quiet"))
                .hasSize(2)
                .allMatch(rule -> rule.state() == State.INACTIVE)
                .allMatch(rule -> rule.health() == Health.OK)
                .allMatch(rule -> rule.alerts().isEmpty());
    }

    @Test
    void shouldTellARuleWhoseQueryFails() throws Exception {
        AlertRule broken = only("Broken");
        assertThat(broken.state()).isEqualTo(State.INACTIVE);
        assertThat(broken.health()).isEqualTo(Health.ERROR);
        assertThat(broken.lastError()).contains("many-to-many");
    }

    @Test
    void shouldFindNoRuleWhereThereIsNone() throws Exception {
        assertThat(rules.called("NoSuchRule")).isEmpty();
        assertThat(rules.called("shop:one")).isEmpty();
    }
}
