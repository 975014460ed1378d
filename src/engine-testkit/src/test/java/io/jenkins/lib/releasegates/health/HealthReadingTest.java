package io.jenkins.lib.releasegates.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What owners write about the health of a service. */
class HealthReadingTest {

    static final String GATES = """
            apiVersion: release-gates/v1
            kind: ServiceHealth
            spec:
              gates:
                - name: errors
                  connection: metrics
                  query: errors
                  successCondition: result < 0.02
                - name: queue
                  connection: metrics
                  query: queue
                  range: 10m
                  step: 1m
                  minSamples: 5
                  failureCondition: values.exists(v, v > 100)
                  criticality: UNSTABLE
                  advisory: true
              sampling: {initialDelay: 10s, interval: 30s, steady: 5m, timeout: 1h}
            """;

    static final String OBJECTIVE = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: requests}
            spec:
              service: shop
              indicator:
                metadata: {name: requests}
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {metricSourceRef: metrics, spec: {query: 'requests_total{code="500"}'}}}
                    total: {metricSource: {metricSourceRef: metrics, spec: {query: sum(requests_total)}}}
              timeWindow: [{duration: 1d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.99}]
            """;

    static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ErrorBudgetPolicy
            metadata: {name: shop}
            spec:
              rules:
                - {name: spent, when: {remainingAtMost: 0}, then: freeze}
                - {name: low, when: {remainingAtMost: 60}, then: require-approval}
                - {name: rest, then: allow}
              approval: budget approvers
            """;

    private static List<String> issues(HealthDefinition definition) {
        HealthReading read = HealthReading.of(definition, "production");
        assertThat(read.demand()).isEmpty();
        return read.issues().stream().map(PolicyIssue::toString).toList();
    }

    private static HealthDefinition own(String text) {
        return new HealthDefinition(text, "", "", false, "");
    }

    @Test
    void shouldReadAllOfIt() {
        HealthReading read = HealthReading.of(new HealthDefinition(GATES, OBJECTIVE, "metrics", true, POLICY), "x");

        assertThat(read.issues()).isEmpty();
        HealthDemand demand = read.demand().orElseThrow();
        assertThat(demand.names())
                .containsExactly(
                        "health: errors", "health: queue", "health: error budget of shop/requests", "health: approval");
        assertThat(demand.gates().get(1).advisory()).isTrue();
        assertThat(demand.gates().get(1).criticality()).isEqualTo(Criticality.UNSTABLE);
        assertThat(demand.gates().get(1).metric().minSamples()).isEqualTo(5);
        assertThat(demand.sampling().orElseThrow().steady()).isEqualTo(Duration.ofMinutes(5));
        assertThat(demand.sampling().orElseThrow().timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(demand.approvers()).contains("budget approvers");
    }

    @Test
    void shouldReadGoldenSignalsAndAlerts() throws IOException {
        String text = GATES.replace("""
                  query: errors
                  successCondition: result < 0.02
            """, """
                  signal: errors
                  convention: micrometer
                  selector: application="shop"
                  limit: 1%
                - name: no alert
                  connection: metrics
                  alerts: noneFiring
                  selector: service="shop"
                  watchdog: Watchdog
            """);
        HealthReading read = HealthReading.of(own(text), "x");

        assertThat(read.issues()).isEmpty();
        assertThat(read.demand().orElseThrow().gates())
                .extracting(gate -> gate.metric().words())
                .containsExactly(
                        "result < 0.01 (signal errors, convention micrometer)",
                        "no alert is firing, while Watchdog is",
                        "never values.exists(v, v > 100)");
        assertThat(fitsSchema(text)).isTrue();
    }

    @Test
    void shouldDemandNothingWhereNothingIsWritten() {
        HealthReading read = HealthReading.of(HealthDefinition.NONE, "x");

        assertThat(read.demand().orElseThrow().isNone()).isTrue();
        assertThat(read.demand().orElseThrow().names()).isEmpty();
    }

    @Test
    void shouldNotAskForApprovalWithoutObjectives() {
        HealthReading read = HealthReading.of(new HealthDefinition("", "", "", false, POLICY), "x");

        assertThat(read.demand().orElseThrow().approvers()).isEmpty();
        assertThat(read.demand().orElseThrow().isNone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: errors | name: approval | production:5:13: health: spec.gates[0].name: found \"approval\"",
                "name: queue | name: errors | production:9:13: health: spec.gates[1].name: found \"errors\"",
                "result < 0.02 | result < | health: spec.gates[0].successCondition",
                "connection: metrics | connection: http://x | production:6:19: health: spec.gates[0].connection",
                "connection: metrics | url: http://x | production:6:7: health: spec.gates[0].url: found the key \"url\"",
                "range: 10m | range: long | production:12:14: health: spec.gates[1].range: found \"long\"",
                "criticality: UNSTABLE | criticality: NONE | health: spec.gates[1].criticality",
                "interval: 30s, |'' | health: spec.sampling.interval: found nothing",
                "', timeout: 1h' |'' | health: spec.sampling.timeout: found nothing",
                "interval: 30s | count: 3, interval: 30s | health: spec.sampling.count: found the key \"count\"",
                "timeout: 1h | timeout: 1m | health: spec.sampling",
                "kind: ServiceHealth | kind: Health | production:2:7: health: kind: found \"Health\"",
            })
    void shouldSayWhatIsWrong(String was, String is, String words) {
        String text = GATES.replaceFirst(Pattern.quote(was), is);
        assertThat(text).isNotEqualTo(GATES);

        assertThat(issues(own(text))).anySatisfy(issue -> assertThat(issue).contains(words));
    }

    @Test
    void shouldNotTakeHalfOfAnObjective() {
        assertThat(issues(new HealthDefinition("", OBJECTIVE, "metrics", false, "")))
                .singleElement()
                .asString()
                .contains("errorBudget: found nothing");
        assertThat(issues(new HealthDefinition("", OBJECTIVE, "", false, POLICY)))
                .singleElement()
                .asString()
                .contains("objectivesConnection: found nothing");
        assertThat(issues(new HealthDefinition("", OBJECTIVE.replace("0.99", "9.9"), "metrics", false, POLICY)))
                .singleElement()
                .asString()
                .contains("objectives: spec.objectives[0].target");
        assertThat(issues(new HealthDefinition("", OBJECTIVE, "metrics", false, POLICY.replace("allow", "go"))))
                .singleElement()
                .asString()
                .contains("errorBudget: spec.rules[2].then", "found \"go\"");
    }

    private static boolean fitsSchema(String yaml) throws IOException {
        Path file = Path.of(System.getProperty("project.root"), "docs", "formats", "service-health.schema.json");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
        return schema.validate(yaml, InputFormat.YAML).isEmpty();
    }

    @Test
    void shouldAgreeWithThePublishedSchema() throws IOException {
        assertThat(fitsSchema(GATES)).isTrue();
        for (String wrong : List.of(
                "name: approval",
                "nome: errors",
                "name: errors\n      url: http://x",
                "name: errors\n      advisory: perhaps",
                "name: errors\n      criticality: NONE",
                "name: errors\n      step: 1m")) {
            String text = GATES.replace("name: errors", wrong);
            assertThat(fitsSchema(text)).as(wrong).isFalse();
            assertThat(issues(own(text))).as(wrong).isNotEmpty();
        }
        String once = GATES.replace("interval: 30s, ", "");
        assertThat(fitsSchema(once)).isFalse();
        assertThat(issues(own(once))).isNotEmpty();
    }
}
