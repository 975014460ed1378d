package io.jenkins.lib.releasegates.analysis.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What authors write of golden signals and alerts, and what is refused. */
class ReadyMadeReaderTest {

    private static final Map<String, String> ERRORS = Map.of(
            "connection",
            "metrics",
            "signal",
            "errors",
            "convention",
            "prometheus",
            "selector",
            "job=\"shop\"",
            "limit",
            "1%");

    private static final Map<String, String> ALERTS = Map.of("connection", "metrics", "alerts", "noneFiring");

    private static MetricGateReader.Outcome read(Map<String, String> fields) {
        return MetricGateReader.read("metricGate", "gate", fields);
    }

    private static List<String> issues(Map<String, String> fields, String field, String value) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(field, value);
        MetricGateReader.Outcome outcome = read(all);
        assertThat(outcome.gate()).isEmpty();
        return outcome.issues().stream().map(PolicyIssue::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job=\"shop\"",
                "job = 'shop' ,",
                "job=~\"shop|cart\", env!=\"test\", path!~\"/health/.*\"",
                "a=\"\\\\d\\\"x\"",
                "a='it\\'s \"quoted\"'",
                "a=\"}) or vector(0) #\"",
            })
    void shouldWriteASelectorAnewThatMeansTheSame(String text) throws Exception {
        LabelSelector selector = LabelSelectorReader.read(text, java.util.Set.of());
        assertThat(selector.matchers()).isNotEmpty();
        assertThat(LabelSelectorReader.read(selector.toString(), java.util.Set.of())
                        .toString())
                .isEqualTo(selector.toString());
        assertThat(selector.toString().replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "V"))
                .matches("[a-z]+(=|!=|=~|!~)V(,[a-z]+(=|!=|=~|!~)V)*");
    }

    @ParameterizedTest
    @CsvSource({
        "job=\"shop\", shop, true",
        "job=\"shop\", shops, false",
        "job!=\"shop\", cart, true",
        "job=~\"sh.p\", shop, true",
        "job=~\"sh\", shop, false",
        "job!~\"sh.*\", shop, false",
        "job=\"\", '', true",
        "other=\"\", shop, true",
        "other!=\"\", shop, false",
    })
    void shouldMatchLabelsAsPrometheusDoes(String text, String job, boolean matches) throws Exception {
        assertThat(LabelSelectorReader.read(text, java.util.Set.of()).matches(Map.of("job", job)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '\0',
            value = {
                "job ^ metricGate: selector: found the end at character 4; allowed: one of = != =~ !~",
                "job=shop ^ metricGate: selector: found \"shop\" at character 5; allowed: a value between quotes",
                "job=\"shop ^ metricGate: selector: found a value that doesn't end; allowed: a value between quotes",
                "{job=\"a\"} ^ metricGate: selector: found \"{job=\"a\"}\" at character 1; allowed: a selector such as service=\"shop\", severity=~\"page|critical\"",
                "job=\"a\"}[5m])) or vector(0) # ^ metricGate: selector: found \"}[5m])) or\" at character 8; allowed: a comma between labels",
                "job=\"a\" or vector(0) ^ metricGate: selector: found \"or vector(\" at character 9; allowed: a comma between labels",
                "job=~\"(\" ^ metricGate: selector: found no regular expression at character 6: \"(\"; allowed: a regular expression of RE2, as in Prometheus",
                "job=\"\\d\" ^ metricGate: selector: found \"\\d\"\" at character 6; allowed: \\\\, \\\" or \\'; a regular expression has two backslashes for one",
                "job=~\"a)|(b\" ^ metricGate: selector: found no regular expression at character 6: \"a)|(b\"; allowed: a regular expression of RE2, as in Prometheus",
                "__name__=\"up\" ^ metricGate: selector: found the label __name__ at character 1; allowed: other labels; this one is given by what is asked",
                "code=\"200\" ^ metricGate: selector: found the label code at character 1; allowed: other labels; this one is given by what is asked",
                "job=\"a\",le=\"1\" ^ metricGate: selector: found the label le at character 9; allowed: other labels; this one is given by what is asked",
                "1job=\"a\" ^ metricGate: selector: found \"1job=\"a\"\" at character 1; allowed: a selector such as service=\"shop\", severity=~\"page|critical\"",
            })
    void shouldRefuseWhatIsNoSelector(String selector, String issue) {
        assertThat(issues(ERRORS, "selector", selector)).containsExactly(issue);
    }

    @Test
    void shouldRefuseASelectorThatIsTooLong() {
        assertThat(issues(ERRORS, "selector", "a=\"" + "x".repeat(1000) + "\""))
                .containsExactly("metricGate: selector: found 1004 characters; allowed: at most 1000");
        assertThat(issues(ERRORS, "selector", "a=\"x\",".repeat(21)))
                .containsExactly("metricGate: selector: found more than 20 labels; allowed: at most 20");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signal | speed | metricGate: signal: found \"speed\"; allowed: one of latency, traffic, errors, saturation",
                "convention | '' | metricGate: convention: found nothing; allowed: one of prometheus, micrometer, opentelemetry",
                "convention | cpuLimit | metricGate: convention: found \"cpuLimit\"; allowed: one of prometheus, micrometer, opentelemetry",
                "selector | '' | metricGate: selector: found nothing; allowed: which service is meant, such as job=\"shop\"",
                "window | 5 | metricGate: window: found \"5\"; allowed: a whole number with s, m, h or d, such as 30s, 5m or 1h, and at most 1d",
                "window | 5m]) or x[1m | metricGate: window: found \"5m]) or x[1m\"; allowed: a whole number with s, m, h or d, such as 30s, 5m or 1h, and at most 1d",
                "limit | '' | metricGate: limit: found nothing; allowed: a share between 0 and 1, such as 1% or 0.01",
                "limit | 1 | metricGate: limit: found \"1\"; allowed: a share between 0 and 1, such as 1% or 0.01",
                "limit | 100% | metricGate: limit: found \"100%\"; allowed: a share between 0 and 1, such as 1% or 0.01",
                "limit | 0% | metricGate: limit: found \"0%\"; allowed: a share between 0 and 1, such as 1% or 0.01",
                "limit | 300ms | metricGate: limit: found \"300ms\"; allowed: a share between 0 and 1, such as 1% or 0.01",
                "quantile | 0.9 | metricGate: quantile: found \"0.9\"; allowed: nothing with the signal errors",
                "minimumRate | 1 | metricGate: minimumRate: found \"1\"; allowed: nothing with the signal errors",
                "query | up | metricGate: query: found \"up\"; allowed: nothing with the signal errors",
                "successCondition | result < 1.0 | metricGate: successCondition: found \"result < 1.0\"; allowed: nothing with the signal errors",
                "range | 5m | metricGate: range: found \"5m\"; allowed: nothing with the signal errors",
                "interval | 5 | metricGate: interval: found \"5\"; allowed: a whole number with s, m, h or d, such as 30s, 5m or 1h, and at most 1d",
                "alerts | noneFiring | metricGate: signal: found \"errors\"; allowed: nothing with alerts",
            })
    void shouldRefuseASignal(String field, String value, String issue) {
        assertThat(issues(ERRORS, field, value)).contains(issue);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency | limit | 300 | metricGate: limit: found \"300\"; allowed: a time with ms or s, such as 300ms or 1.5s",
                "latency | limit | 0s | metricGate: limit: found \"0s\"; allowed: a time with ms or s, such as 300ms or 1.5s",
                "latency | quantile | 99 | metricGate: quantile: found \"99\"; allowed: a number between 0 and 1, such as 0.99",
                "latency | quantile | 1.0 | metricGate: quantile: found \"1.0\"; allowed: a number between 0 and 1, such as 0.99",
                "traffic | minimumRate | 0 | metricGate: minimumRate: found \"0\"; allowed: how many requests a second there have to be, more than none, such as 10",
                "traffic | limit | 5 | metricGate: limit: found \"5\"; allowed: nothing with the signal traffic",
                "saturation | limit | 80% | metricGate: convention: found \"prometheus\"; allowed: one of cpuLimit, memoryLimit, cpuThrottling",
                "saturation | query | up | metricGate: convention: found \"prometheus\"; allowed: nothing with a query of one's own",
            })
    void shouldRefuseOtherSignals(String signal, String field, String value, String issue) {
        Map<String, String> fields = new HashMap<>(ERRORS);
        fields.remove("limit");
        fields.put("signal", signal);
        assertThat(issues(fields, field, value)).contains(issue);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alerts | none | metricGate: alerts: found \"none\"; allowed: noneFiring, or noneActive: neither firing nor pending",
                "selector | severity | metricGate: selector: found the end at character 9; allowed: one of = != =~ !~",
                "watchdog | A,B | metricGate: watchdog: found \"A,B\"; allowed: the name of one alert",
                "query | up | metricGate: query: found \"up\"; allowed: nothing with alerts",
                "limit | 1% | metricGate: limit: found \"1%\"; allowed: nothing with alerts",
                "connection | '' | metricGate: connection: found nothing; allowed: the name of a connection that its owner has defined",
            })
    void shouldRefuseAlerts(String field, String value, String issue) {
        assertThat(issues(ALERTS, field, value)).contains(issue);
    }

    @Test
    void shouldRefuseReadyMadeFieldsWithoutSuchAGate() {
        assertThat(issues(
                        Map.of("connection", "metrics", "query", "up", "successCondition", "result < 1.0"),
                        "watchdog",
                        "Watchdog"))
                .containsExactly(
                        "metricGate: watchdog: found \"Watchdog\"; allowed: nothing without a signal or alerts");
    }

    @Test
    void shouldSayWhatIsDemandedOfAlerts() {
        Map<String, String> fields = new HashMap<>(ALERTS);
        fields.put("selector", "severity=~'page|critical'");
        fields.put("ignoreAlerts", "Slow, \nInfo,");
        fields.put("watchdog", "Watchdog");
        MetricGate gate = read(fields).gate().orElseThrow();
        assertThat(gate.words()).isEqualTo("no alert is firing, Info, Slow not counted, while Watchdog is");
        assertThat(gate.query()).isEqualTo("rules of type alert {severity=~\"page|critical\"}");
        fields.put("alerts", "noneActive");
        assertThat(read(fields).gate().orElseThrow().digest()).isNotEqualTo(gate.digest());
    }
}
