package io.jenkins.lib.releasegates.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.lib.releasegates.metrics.AlertRule;
import io.jenkins.lib.releasegates.metrics.AlertRule.Health;
import io.jenkins.lib.releasegates.metrics.AlertRule.State;
import io.jenkins.lib.releasegates.metrics.AlertRules;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that tell of alerting rules in another way than Prometheus does; the one that does not is in {@code PrometheusRulesTest}. */
class RulesFaultsTest extends FaultyServer {

    private static final String HEALTHY =
            "{\"type\":\"alerting\",\"name\":\"Slow\",\"state\":\"inactive\",\"health\":\"ok\",\"lastEvaluation\":\"2026-11-23T02:02:36.19Z\"}";

    private AlertRules rules() {
        return prometheus().alertRules().orElseThrow();
    }

    private MetricsException refused() {
        AlertRules rules = rules();
        MetricsException failure = catchThrowableOfType(MetricsException.class, rules::all);
        assertThat(failure).as("An answer came").isNotNull();
        assertThat(failure.getMessage()).doesNotContain("127.0.0.1").doesNotContain("token-that");
        return failure;
    }

    private static String groups(String rules) {
        return "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"shop\",\"interval\":30,\"rules\":[" + rules
                + "]}]}}";
    }

    private AlertRule only(String rule) throws Exception {
        reply.set(json(groups(rule)));
        List<AlertRule> all = rules().all();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void shouldAskWithCredentialsForTheWhole() throws Exception {
        reply.set(json(groups(HEALTHY + "," + HEALTHY.replace("Slow", "Down"))));
        assertThat(rules().called("Slow & down")).isEmpty();
        assertThat(rules().called("Down")).extracting(AlertRule::name).containsExactly("Down");
        assertThat(rules().all()).hasSize(2);
        assertThat(paths)
                .containsExactly(
                        "GET /api/v1/rules?type=alert&rule_name%5B%5D=Slow+%26+down&deny_partial_response=1&partial_response=false",
                        "GET /api/v1/rules?type=alert&rule_name%5B%5D=Down&deny_partial_response=1&partial_response=false",
                        "GET /api/v1/rules?type=alert&deny_partial_response=1&partial_response=false");
        assertThat(headers).containsOnly("Bearer token-that-nobody-sees shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "200 | <!DOCTYPE html><html>log in</html> | NO_ANSWER | the server answered (200) with a page that is no answer of Prometheus' API",
                "404 | 404 page not found | NO_ANSWER | the server answered (404) with something that is no answer of Prometheus' API",
                "400 | {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"type\"} | QUESTION | the server refused the question: type",
                "500 | {\"status\":\"error\",\"data\":null,\"errorType\":\"server_error\",\"error\":\"no valid org id found\"} | SERVER | the server failed (500): no valid org id found",
                "403 | no | NOT_ALLOWED | the server doesn't let us in (403)",
                "200 | {\"status\":\"success\",\"warnings\":[\"a ruler is gone\"],\"data\":{\"groups\":[]}} | NO_ANSWER | the server answered with a warning: a ruler is gone",
                "200 | {\"status\":\"success\",\"data\":{\"groups\":[],\"groupNextToken\":\"x\"}} | NO_ANSWER | the server answered in part only",
                "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}} | NO_ANSWER | the server answered with something else than Prometheus' API says: no groups of rules",
            })
    void shouldTellWhatIsNoAnswer(int status, String body, Reason reason, String words) {
        reply.set(text(status, "application/json", body));
        MetricsException failure = refused();
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessage(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "{}",
                "{\"type\":\"alerting\"}",
                "{\"type\":\"logging\",\"name\":\"a\"}",
                "{\"type\":\"alerting\",\"name\":\"a\"}",
                "{\"type\":\"alerting\",\"name\":1,\"state\":\"inactive\"}",
                "{\"type\":\"alerting\",\"name\":\"\",\"state\":\"inactive\"}",
                "{\"type\":\"alerting\",\"name\":\"a\",\"state\":\"inactive\",\"labels\":[]}",
                "{\"type\":\"alerting\",\"name\":\"a\",\"state\":\"inactive\",\"labels\":{\"a\":1}}",
                "{\"type\":\"alerting\",\"name\":\"a\",\"state\":\"inactive\",\"alerts\":{}}",
                "{\"type\":\"alerting\",\"name\":\"a\",\"state\":\"inactive\",\"alerts\":[{}]}",
                "{\"type\":\"alerting\",\"name\":\"a\",\"state\":\"inactive\",\"alerts\":[{\"state\":\"firing\",\"labels\":\"x\"}]}",
                "{\"type\":\"alerting\",\"name\":\"a\",\"state\":\"inactive\",\"lastEvaluation\":\"today\"}",
                "{\"type\":\"alerting\",\"name\":\"a\",\"state\":\"inactive\",\"lastEvaluation\":1}",
                "{\"type\":\"alerting\",\"name\":\"a\",\"name\":\"b\",\"state\":\"inactive\"}",
            })
    void shouldTakeNothingThatIsAlmostARule(String rule) {
        reply.set(json(groups(rule)));
        assertThat(refused().reason()).isEqualTo(Reason.NO_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"30s\"", "-1", "1e999999999", "1e-999999999", "99999999999", "{}"})
    void shouldTakeNoIntervalThatIsNone(String interval) {
        reply.set(json(groups(HEALTHY).replace("\"interval\":30", "\"interval\":" + interval)));
        assertThat(refused().reason()).isEqualTo(Reason.NO_ANSWER);
    }

    @Test
    void shouldReadWhatVmalertLeavesOutAndDoNotBelieveThatANewRuleIsHealthy() throws Exception {
        AlertRule rule = only(
                "{\"state\":\"inactive\",\"name\":\"Slow\",\"query\":\"up\",\"duration\":0,\"keep_firing_for\":0,\"lastError\":\"\","
                        + "\"lastEvaluation\":\"0001-01-01T00:00:00Z\",\"health\":\"ok\",\"type\":\"alerting\",\"datasourceType\":\"prometheus\"},"
                        + "{\"state\":\"\",\"name\":\"a:b\",\"type\":\"recording\",\"health\":\"ok\"}");
        assertThat(rule.health()).isEqualTo(Health.UNKNOWN);
        assertThat(rule.evaluated()).isEmpty();
        assertThat(rule.labels()).isEmpty();
        assertThat(rule.alerts()).isEmpty();
        assertThat(rule.interval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldReadWhatMimirAndThanosWrite() throws Exception {
        AlertRule rule = only(
                "{\"state\":\"firing\",\"name\":\"Down\",\"labels\":{\"severity\":\"page\"},\"annotations\":{},\"alerts\":[{\"labels\":"
                        + "{\"alertname\":\"Down\",\"severity\":\"page\"},\"annotations\":null,\"state\":\"firing\",\"activeAt\":\"2026-11-23T03:02:00.5+01:00\","
                        + "\"value\":\"1e+00\",\"partialResponseStrategy\":\"ABORT\"}],\"health\":\"err\",\"lastError\":\"no\\nstore\",\"type\":\"alerting\","
                        + "\"lastEvaluation\":\"2026-11-23T03:02:36.19+01:00\",\"evaluationTime\":0.1},{\"name\":\"x\",\"type\":\"recording\",\"alerts\":null}");
        assertThat(rule.state()).isEqualTo(State.FIRING);
        assertThat(rule.health()).isEqualTo(Health.ERROR);
        assertThat(rule.lastError()).isEqualTo("no store");
        assertThat(rule.evaluated()).contains(Instant.parse("2026-11-23T02:02:36.19Z"));
        assertThat(rule.alerts())
                .containsExactly(new AlertRule.Alert(
                        State.FIRING,
                        Map.of("alertname", "Down", "severity", "page"),
                        java.util.Optional.of(Instant.parse("2026-11-23T02:02:00.5Z"))));
    }

    @ParameterizedTest
    @CsvSource({"unknown, unknown", "'', unknown", "no match, recovering"})
    void shouldNotTakeWordsThatItDoesNotKnowForGoodOnes(String health, String state) throws Exception {
        AlertRule rule = only(HEALTHY.replace("\"ok\"", "\"" + health + "\"").replace("inactive", state));
        assertThat(rule.health()).isEqualTo(Health.UNKNOWN);
        assertThat(rule.state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void shouldTakeNoMoreThanTenThousandRules() {
        reply.set(json(groups(HEALTHY + ("," + HEALTHY).repeat(RulesReader.MOST))));
        MetricsException failure = refused();
        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure).hasMessage("the answer has more than 10000 rules, which are allowed");
    }

    @Test
    void shouldTakeNoMoreThanTenThousandAlerts() {
        String alert = "{\"state\":\"firing\"}";
        reply.set(json(groups(HEALTHY.replace(
                "\"type\"", "\"alerts\":[" + alert + ("," + alert).repeat(RulesReader.MOST) + "],\"type\""))));
        assertThat(refused().reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void shouldBreakOffAnAnswerOfAHundredMegabytes() {
        reply.set(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 100; i++) {
                    body.write(part);
                }
            }
        });
        assertThat(refused().reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void shouldLeaveTheServerAloneForQuestionsAndRulesAlike() throws Exception {
        reply.set(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "30");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        PrometheusServer asked = prometheus();
        assertThat(failure(asked).later()).contains(Duration.ofSeconds(30));
        AlertRules rules = asked.alertRules().orElseThrow();
        assertThat(catchThrowableOfType(MetricsException.class, rules::all))
                .hasMessage("the server asked not to be asked for another 30 seconds");
        assertThat(paths).hasSize(1);
        reply.set(json(groups(HEALTHY)));
        clock.set(now.plusSeconds(30));
        assertThat(rules.all()).hasSize(1);
    }

    @Test
    void shouldGoNowhereElse() {
        reply.set(exchange -> {
            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        assertThat(refused().reason()).isEqualTo(Reason.ADDRESS);
        assertThat(paths).hasSize(1);
    }
}
