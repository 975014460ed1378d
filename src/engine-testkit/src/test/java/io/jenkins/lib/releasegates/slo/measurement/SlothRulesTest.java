package io.jenkins.lib.releasegates.slo.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.budget.BurnRate;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget.Way;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.file.SloFile;
import io.jenkins.lib.releasegates.slo.file.SloFiles;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that Sloth itself made of its example, evaluated by a real Prometheus, beside our numbers of the same example. */
class SlothRulesTest {

    private static final double SAME = 1e-9;
    private static final Pattern RULE =
            Pattern.compile("(?s)- record: (\\S+)\\n +expr: (?:\\|\\n)?(.*?)\\n    labels:");

    @TempDir
    static Path directory;

    private static PrometheusProcess prometheus;
    private static Map<String, String> rules;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                PrometheusProcess.missing().isEmpty(),
                () -> PrometheusProcess.missing().orElse(""));
        Traffic traffic = new Traffic("http_request_duration_seconds_count", 5)
                .service(
                        "myservice",
                        step -> 20_000 + Math.round(9000 * Math.sin(2 * Math.PI * step / 288)),
                        step -> 5 + (step % 97 == 0 ? 400 : 0) + (step < 20 ? 90 : 0));
        prometheus = PrometheusProcess.with(directory, traffic.openMetrics());
        String text = Files.readString(fixture("sloth-getting-started.rules.yml"));
        rules = rules(text);
        // A month of the first rule; of the others it isn't needed, and takes longer.
        record(text.substring(0, text.indexOf("  - record: slo:sli_error:ratio_rate30m")), Duration.ofDays(30));
        // What builds on other rules finds them only once they are there.
        for (int round = 0; round < 3; round++) {
            record(text, Duration.ofMinutes(10));
        }
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    private static Path fixture(String file) {
        return Path.of(System.getProperty("project.root"), "src/engine/src/test/resources/fixtures/slo", file);
    }

    private static Map<String, String> rules(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher matcher = RULE.matcher(text);
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2));
        }
        assertThat(found).hasSizeGreaterThan(13);
        return found;
    }

    /** Always the same file, since its name decides at which seconds a group is evaluated. */
    private static void record(String text, Duration time) throws IOException {
        Path file = Files.writeString(directory.resolve("rules.yml"), text);
        prometheus.promtool(
                "tsdb",
                "create-blocks-from",
                "--max-block-duration=768h",
                "rules",
                "--start=" + Traffic.NOW.minus(time).getEpochSecond(),
                "--end=" + Traffic.NOW.getEpochSecond(),
                "--eval-interval=5m",
                "--url=" + prometheus.uri(),
                "--output-dir=" + prometheus.data(),
                file.toString());
        prometheus.stop();
        prometheus.start();
    }

    private static ServiceLevelObjective objective(Duration period) throws IOException {
        SloSettings settings = new SloSettings(List.of("prometheus"), Optional.of("prometheus"), period);
        SloFile file = new SloFile("slo.yml", Files.readAllBytes(fixture("sloth-getting-started.yml")));
        return SloFiles.read(List.of(file), settings).objectives().get(0);
    }

    private static double evaluated(String expression, Instant at) throws Exception {
        Answer answer = server().at(expression, at);
        assertThat(answer.series()).as(expression).hasSize(1);
        return answer.series().get(0).last().value();
    }

    private static MetricsServer server() {
        return new CountedQuestions(prometheus);
    }

    /** What a rule gives. */
    private static double rule(String name, Instant at) throws Exception {
        return evaluated(Objects.requireNonNull(rules.get(name), name), at);
    }

    /** What a rule gives at the second at which it was evaluated last. */
    private static double recorded(String name) throws Exception {
        double at = evaluated("timestamp(" + name + ")", Traffic.NOW);
        return rule(name, Instant.ofEpochMilli(Math.round(at * 1000)));
    }

    private static ErrorBudget budget(Way way) throws Exception {
        return Objectives.known(ErrorBudgets.measure(objective(Duration.ofDays(30)), way, server(), Traffic.NOW));
    }

    @Test
    void shouldGiveTheBurnRatesThatSlothsRulesGive() throws Exception {
        for (Way way : Way.values()) {
            List<BurnRate> rates = budget(way).burnRates();
            assertThat(rates).hasSize(7);
            for (BurnRate rate : rates) {
                String name = "slo:sli_error:ratio_rate" + Expression.of(rate.over());
                assertThat(rate.value().orElseThrow() * 0.001)
                        .as(way + " " + rate.over())
                        .isCloseTo(way == Way.QUERIED ? rule(name, Traffic.NOW) : recorded(name), within(SAME))
                        .isPositive();
            }
        }
        assertThat(budget(Way.RECORDED).burnRates().get(0).value().orElseThrow())
                .isCloseTo(rule("slo:current_burn_rate:ratio", Traffic.NOW), within(SAME));
    }

    @Test
    void shouldGiveTheBudgetThatSlothsRulesGive() throws Exception {
        ErrorBudget budget = budget(Way.RECORDED);

        assertThat(1 - budget.sli()).isCloseTo(recorded("slo:sli_error:ratio_rate30d"), within(SAME));
        assertThat(budget.remaining())
                .isCloseTo(recorded("slo:period_error_budget_remaining:ratio"), within(SAME))
                .isCloseTo(1 - recorded("slo:period_burn_rate:ratio"), within(SAME))
                .isBetween(0.1, 0.9);
    }

    /** Sloth's error of 30 days is the mean of errors of five minutes, in which a quiet night counts as much as a busy day. */
    @Test
    void shouldWeighEachEventTheSameWhenItAsksItself() throws Exception {
        double events = evaluated(
                "sum(increase(http_request_duration_seconds_count{code=\"500\"}[30d]))"
                        + " / sum(increase(http_request_duration_seconds_count[30d]))",
                Traffic.NOW);

        assertThat(1 - budget(Way.QUERIED).sli()).isCloseTo(events, within(SAME));
        assertThat(recorded("slo:sli_error:ratio_rate30d") / events).isGreaterThan(1.01);
    }

    @Test
    void shouldNotBelieveRulesOfAnotherObjective() throws Exception {
        Measured measured = ErrorBudgets.measure(objective(Duration.ofDays(28)), Way.RECORDED, server(), Traffic.NOW);

        assertThat(measured)
                .isInstanceOfSatisfying(
                        Measured.Inconclusive.class,
                        open -> assertThat(open.reason()).isEqualTo(Measured.Reason.OTHER_OBJECTIVE));
    }

    @Test
    void shouldFindNothingRecordedAfterTheRulesHaveStopped() throws Exception {
        Measured measured = ErrorBudgets.measure(
                objective(Duration.ofDays(30)), Way.RECORDED, server(), Traffic.NOW.plus(Duration.ofMinutes(6)));

        assertThat(measured)
                .isInstanceOfSatisfying(
                        Measured.Inconclusive.class,
                        open -> assertThat(open.reason()).isEqualTo(Measured.Reason.NO_DATA));
    }
}
