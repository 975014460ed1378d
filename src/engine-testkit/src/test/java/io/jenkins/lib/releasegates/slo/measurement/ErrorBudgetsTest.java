package io.jenkins.lib.releasegates.slo.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Exhaustion;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Budgets of a real Prometheus.
 *
 * <p>Every service has 30,000 requests in five minutes, so 259,200,000 in the 8,640 steps of 30 days. At 99.9 % a thousandth of them may be bad:
 * 259,200. Unless a row says otherwise, 3 of 30,000 are bad, which burns a tenth of what is allowed.
 */
class ErrorBudgetsTest {

    private static final int HOUR = 12;
    private static final int DAY = 288;

    @TempDir
    static Path directory;

    private static PrometheusProcess prometheus;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                PrometheusProcess.missing().isEmpty(),
                () -> PrometheusProcess.missing().orElse(""));
        prometheus = PrometheusProcess.with(directory, traffic().openMetrics());
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    private static Traffic traffic() {
        return new Traffic("requests_total")
                .service("healthy", step -> 29_997, step -> 3)
                .service("fast", step -> 30_000 - bad(step < HOUR, 600), step -> bad(step < HOUR, 600))
                .service("slow", step -> 30_000 - bad(step < 4 * DAY, 39), step -> bad(step < 4 * DAY, 39))
                .service("exhausted", step -> 30_000 - bad(day(step, 12), 1500), step -> bad(day(step, 12), 1500))
                .service("restarted", step -> 29_997, step -> 3, step -> true, step -> step == 7 * DAY + 5)
                .service(
                        "two days without",
                        step -> 29_997,
                        step -> 3,
                        step -> !day(step, 9) && !day(step, 10),
                        step -> false)
                .service("a day without", step -> 29_997, step -> 3, step -> !day(step, 9), step -> false)
                .service("ended", step -> 29_997, step -> 3, step -> step >= 2 * HOUR, step -> false)
                .service("young", step -> 29_997, step -> 3, step -> step <= 2 * DAY, step -> false)
                .service("idle", step -> 0, step -> 0)
                .series("never bad", "200", step -> 30_000, step -> true, step -> false);
    }

    private static long bad(boolean worse, long number) {
        return worse ? number : 3;
    }

    private static boolean day(int step, int number) {
        return step >= number * DAY && step < (number + 1) * DAY;
    }

    private static String sloth(String error, String total) {
        return "version: prometheus/v1\n"
                + "service: shop\n"
                + "slos:\n"
                + "  - name: requests\n"
                + "    objective: 99.9\n"
                + "    sli:\n"
                + "      events:\n"
                + "        error_query: "
                + error + "\n        total_query: " + total + "\n    alerting: {name: x}\n";
    }

    private static ServiceLevelObjective of(String job) {
        return Objectives.read(sloth(
                "sum(rate(requests_total{job=\"" + job + "\",code=\"500\"}[{{.window}}]))",
                "sum(rate(requests_total{job=\"" + job + "\"}[{{.window}}]))"));
    }

    private static Measured measure(ServiceLevelObjective objective) throws InterruptedException {
        return ErrorBudgets.measure(objective, ErrorBudget.Way.QUERIED, new CountedQuestions(prometheus), Traffic.NOW);
    }

    private record Row(
            String job, double bad, List<Double> burns, List<String> firing, Duration lasts, double incident) {}

    /** Bad events are counted by hand; burn rates are for 5m, 30m, 1h, 2h, 6h, 1d and 3d: bad in the window, by a thousandth of its requests. */
    static Stream<Row> budgets() {
        return Stream.of(
                // 8,640 * 3; a tenth everywhere, so nine tenths last 30 d * 0.9 / 0.1 = 270 d
                new Row("healthy", 25_920, List.of(.1, .1, .1, .1, .1, .1, .1), List.of(), Duration.ofDays(270), 0),
                // 8,628 * 3 + 12 * 600; 600 of 30 allowed is 20; 2h (12*3+7200)/720; 6h (60*3+7200)/2160; 1d
                // (276*3+7200)/8640; 3d
                // (852*3+7200)/25920. Left: 1 - 33084/259200 = 0.872361, 30 d * that / 20 = 113,058 s. The hour spent
                // 7200/259200.
                new Row(
                        "fast",
                        33_084,
                        List.of(20.0, 20.0, 20.0, 10.05, 7380 / 2160.0, 8028 / 8640.0, 9756 / 25_920.0),
                        List.of("PAGE QUICK"),
                        Duration.ofSeconds(113_058),
                        7200 / 259_200.0),
                // (8640 - 1152) * 3 + 1152 * 39; 39 of 30 is 1.3. Left: 1 - 67392/259200 = 0.74; 30 d * 0.74 / 1.3 =
                // 1,475,446 s
                new Row(
                        "slow",
                        67_392,
                        List.of(1.3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3),
                        List.of("TICKET SLOW"),
                        Duration.ofSeconds(1_475_446),
                        44_928 / 259_200.0),
                // (8640 - 288) * 3 + 288 * 1500: more than all of it, twelve days ago; that day alone 432000/259200
                new Row(
                        "exhausted",
                        457_056,
                        List.of(.1, .1, .1, .1, .1, .1, .1),
                        List.of(),
                        Duration.ZERO,
                        432_000 / 259_200.0),
                // begins to count anew at 0, as Prometheus understands it: the same as healthy
                new Row("restarted", 25_920, List.of(.1, .1, .1, .1, .1, .1, .1), List.of(), Duration.ofDays(270), 0));
    }

    @ParameterizedTest
    @MethodSource("budgets")
    void shouldMeasureWhatWasCountedByHand(Row row) throws Exception {
        ErrorBudget budget = Objectives.known(measure(of(row.job())));

        assertThat(budget.sli()).isCloseTo(1 - row.bad() / 259_200_000.0, within(1e-12));
        assertThat(budget.remaining()).isCloseTo(1 - row.bad() / 259_200.0, within(1e-9));
        assertThat(budget.counts()).hasValueSatisfying(counts -> {
            assertThat(counts.total()).isCloseTo(259_200_000, within(1e-3));
            assertThat(counts.bad()).isCloseTo(row.bad(), within(1e-3));
            assertThat(counts.allowed()).isCloseTo(259_200, within(1e-3));
        });
        assertThat(budget.burnRates()).hasSize(7);
        for (int i = 0; i < 7; i++) {
            assertThat(budget.burnRates().get(i).value().orElseThrow())
                    .as(budget.burnRates().get(i).over().toString())
                    .isCloseTo(row.burns().get(i), within(1e-9));
        }
        assertThat(budget.alerts())
                .filteredOn(alert -> alert.state() == BurnAlert.State.FIRING)
                .extracting(alert -> alert.severity() + " " + alert.speed())
                .isEqualTo(row.firing());
        assertThat(budget.exhaustion().in()).isCloseTo(row.lasts(), Duration.ofSeconds(1));
        assertThat(budget.exhaustion().kind())
                .isEqualTo(row.lasts().isZero() ? Exhaustion.Kind.EXHAUSTED : Exhaustion.Kind.IN_SIGHT);
        assertThat(budget.incident().map(incident -> incident.share()).orElse(0.0))
                .isCloseTo(row.incident(), within(1e-9));
        assertThat(budget.coverage().gaps()).isZero();
    }

    static Stream<Arguments> unknown() {
        String window = "[{{.window}}]";
        return Stream.of(
                Arguments.of(of("young"), Measured.Reason.SHORT_HISTORY, "2 d long; the window has 30 d"),
                Arguments.of(of("two days without"), Measured.Reason.GAPS, "are without data, 2 d in all"),
                Arguments.of(of("ended"), Measured.Reason.GAPS, "The data end at 2026-11-19T22:00:00Z"),
                Arguments.of(of("idle"), Measured.Reason.NO_TRAFFIC, "There were no events within the window of 30 d"),
                Arguments.of(of("nobody"), Measured.Reason.NO_DATA, "There are no data at all"),
                Arguments.of(of("never bad"), Measured.Reason.NOTHING_COUNTED, "or on() vector(0)"),
                Arguments.of(
                        Objectives.read(sloth(
                                "rate(requests_total{job=\"healthy\"}" + window + ")",
                                "sum(rate(requests_total{job=\"healthy\"}" + window + "))")),
                        Measured.Reason.SEVERAL_SERIES,
                        "The query of bad events finds 2 series"),
                Arguments.of(
                        Objectives.read(sloth(
                                "sum(rate(requests_total{job=\"healthy\"}" + window + ")) * -1",
                                "sum(rate(requests_total{job=\"healthy\"}" + window + "))")),
                        Measured.Reason.CONTRADICTION,
                        "below 0"),
                Arguments.of(
                        Objectives.read(sloth(
                                "sum(rate(requests_total{job=\"healthy\"}" + window + ")) / 0",
                                "sum(rate(requests_total{job=\"healthy\"}" + window + "))")),
                        Measured.Reason.NOT_A_NUMBER,
                        "Infinity"));
    }

    @Test
    void shouldLeaveOpenWhatTheDataDoNotTell() throws Exception {
        for (Arguments row : unknown().toList()) {
            Measured measured = measure((ServiceLevelObjective) row.get()[0]);

            assertThat(measured).isInstanceOfSatisfying(Measured.Inconclusive.class, open -> {
                assertThat(open.reason()).as(open.why()).isEqualTo(row.get()[1]);
                assertThat(open.why()).contains((String) row.get()[2]);
            });
        }
    }

    @Test
    void shouldSayHowMuchIsMissingWhereItIsLittle() throws Exception {
        ErrorBudget budget = Objectives.known(measure(of("a day without")));

        assertThat(budget.coverage().gaps()).isEqualTo(24);
        assertThat(budget.coverage().slices()).isEqualTo(720);
        assertThat(budget.remaining()).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void shouldBeAnErrorWhenNobodyAnswers() throws Exception {
        assertThat(measure(Objectives.read(sloth("sum({{.window}}", "x[{{.window}}]"))))
                .isInstanceOfSatisfying(
                        Measured.Errored.class,
                        errored -> assertThat(errored.isOutage()).isFalse());
        prometheus.stop();
        try {
            assertThat(measure(of("healthy")))
                    .isInstanceOfSatisfying(
                            Measured.Errored.class,
                            errored -> assertThat(errored.isOutage()).isTrue());
        } finally {
            prometheus.start();
        }
    }

    @Test
    void shouldAskFewQuestions() throws Exception {
        CountedQuestions client = new CountedQuestions(prometheus);
        ErrorBudgets.measure(of("healthy"), ErrorBudget.Way.QUERIED, client, Traffic.NOW);

        // good and bad events over 30d and seven windows, and over time
        assertThat(client.questions()).isEqualTo(18);
    }
}
