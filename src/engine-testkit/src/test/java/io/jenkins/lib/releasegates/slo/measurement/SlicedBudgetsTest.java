package io.jenkins.lib.releasegates.slo.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.Counts;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Budgets of slices of time, periods of the calendar, numbers with limits and ratios, of a real Prometheus.
 *
 * <p>In nine hours of 30 days, the last one among them, a tenth of the requests is bad, and there are ten times fewer of them; else 3 of 30,000 are.
 */
class SlicedBudgetsTest {

    private static final Set<Integer> BAD_HOURS = Set.of(0, 100, 101, 102, 200, 300, 310, 320, 330);
    private static final String GOOD = metric("sum(requests_total{job=\"shop\",code=\"200\"})");
    private static final String ALL = metric("sum(requests_total{job=\"shop\"})");
    private static final String RATIO = "{ratioMetric: {counter: true, good: " + GOOD + ", total: " + ALL + "}}";
    private static final String MONTH = "{duration: 30d, isRolling: true}";
    private static final String SLICES = "{target: 0.98, timeSliceTarget: 0.95, timeSliceWindow: 1h}";

    @TempDir
    static Path directory;

    private static PrometheusProcess prometheus;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                PrometheusProcess.missing().isEmpty(),
                () -> PrometheusProcess.missing().orElse(""));
        Traffic traffic = new Traffic("requests_total")
                .service("shop", step -> isBad(step) ? 2700 : 29_997, step -> isBad(step) ? 300 : 3)
                // What it grows by is added up, so this is a number that is 100 and, for the last three days, 900.
                .series(
                        "latency",
                        "",
                        step -> step == Traffic.STEPS - 1 ? 100 : step == 863 ? 800 : 0,
                        step -> true,
                        step -> false);
        prometheus = PrometheusProcess.with(directory, traffic.openMetrics());
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    private static boolean isBad(int step) {
        return BAD_HOURS.contains(step / 12);
    }

    private static String metric(String query) {
        return "{metricSource: {type: Prometheus, spec: {query: '" + query + "'}}}";
    }

    private static String raw(String type, String query) {
        return "{ratioMetric: {rawType: " + type + ", raw: " + metric(query) + "}}";
    }

    private static String calendar(String duration, String start, String zone) {
        return "{duration: " + duration + ", calendar: {startTime: " + start + ", timeZone: " + zone + "}}";
    }

    private static Measured measure(ServiceLevelObjective objective) throws InterruptedException {
        return ErrorBudgets.measure(objective, ErrorBudget.Way.QUERIED, new CountedQuestions(prometheus), Traffic.NOW);
    }

    @Test
    void shouldCountBadSlices() throws Exception {
        ErrorBudget budget = Objectives.known(measure(Objectives.openSlo(RATIO, MONTH, "Timeslices", SLICES)));

        // 2 % of 720 hours may be bad; 9 are
        assertThat(budget.counts()).contains(new Counts(Counts.Unit.SLICES, 720, 9, 720 * (1 - 0.98)));
        assertThat(budget.sli()).isCloseTo(1 - 9 / 720.0, within(1e-12));
        assertThat(budget.remaining()).isCloseTo(1 - 9 / 14.4, within(1e-9));
        // 5m and 30m are shorter than a slice; 1 of 1, 2, 6, 24 and 72 hours
        assertThat(budget.burnRates())
                .extracting(rate -> rate.value().map(value -> (double) Math.round(value * 1e6)))
                .extracting(rate -> rate.orElse(-1.0))
                .isEqualTo(List.of(-1.0, -1.0, 50e6, 25e6, 8_333_333.0, 2_083_333.0, 694_444.0));
        assertThat(budget.alerts())
                .extracting(BurnAlert::state)
                .containsExactly(
                        BurnAlert.State.UNKNOWN, BurnAlert.State.UNKNOWN, BurnAlert.State.QUIET, BurnAlert.State.QUIET);
        assertThat(budget.state()).isEqualTo(ErrorBudget.State.AT_RISK);
        assertThat(budget.incident()).hasValueSatisfying(incident -> {
            // hours 100 to 102 from the end
            assertThat(incident.share()).isCloseTo(3 / 14.4, within(1e-9));
            assertThat(incident.to()).isEqualTo(Traffic.NOW.minus(Duration.ofHours(100)));
            assertThat(incident.from()).isEqualTo(Traffic.NOW.minus(Duration.ofHours(103)));
        });
    }

    static Stream<Arguments> remaining() {
        return Stream.of(
                Arguments.of(
                        "the mean of slices: nine of a tenth, 711 of a ten-thousandth",
                        Objectives.openSlo(RATIO, MONTH, "RatioTimeslices", "{target: 0.98, timeSliceWindow: 1h}"),
                        1 - (9 * 0.1 + 711 * 1e-4) / 720 / 0.02,
                        1e-9),
                Arguments.of(
                        "events: nine hours of 3,600 bad ones, 711 of 36, of 9 * 36,000 + 711 * 360,000",
                        Objectives.openSlo(RATIO, MONTH, "Occurrences", "{target: 0.99}"),
                        1 - (9 * 3600 + 711 * 36.0) / (9 * 36_000 + 711 * 360_000.0) / 0.01,
                        1e-9),
                Arguments.of(
                        "nine slices of the 14.4 that a November of 720 hours in Berlin may have",
                        Objectives.openSlo(
                                RATIO, calendar("1M", "2026-01-01 00:00:00", "Europe/Berlin"), "Timeslices", SLICES),
                        1 - 9 / 14.4,
                        1e-9),
                Arguments.of(
                        "events of the 19 days of November so far: 447 hours of 36",
                        Objectives.openSlo(
                                RATIO, calendar("1M", "2026-01-01 00:00:00", "UTC"), "Occurrences", "{target: 0.99}"),
                        1 - (9 * 3600 + 447 * 36.0) / (9 * 36_000 + 447 * 360_000.0) / 0.01,
                        1e-9),
                Arguments.of(
                        "a number that is above its limit for 3 of 30 days, where 6 are allowed",
                        Objectives.openSlo(
                                "{thresholdMetric: " + metric("requests_total{job=\"latency\"}") + "}",
                                MONTH,
                                "Occurrences",
                                "{op: lt, value: 500, target: 0.8}"),
                        0.5,
                        1e-3),
                Arguments.of(
                        "the same in slices",
                        Objectives.openSlo(
                                "{thresholdMetric: " + metric("requests_total{job=\"latency\"}") + "}",
                                MONTH,
                                "Timeslices",
                                "{op: lte, value: 500, target: 0.8, timeSliceTarget: 1, timeSliceWindow: 1h}"),
                        0.5,
                        1e-2),
                Arguments.of(
                        "a ratio of good",
                        Objectives.openSlo(raw("success", "vector(0.995)"), MONTH, "Occurrences", "{target: 0.99}"),
                        0.5,
                        1e-9),
                Arguments.of(
                        "a ratio of bad",
                        Objectives.openSlo(raw("failure", "vector(0.002)"), MONTH, "Occurrences", "{target: 0.99}"),
                        0.8,
                        1e-9),
                Arguments.of(
                        "numbers that go up and down",
                        Objectives.openSlo(
                                "{ratioMetric: {counter: false, bad: " + metric("vector(3)") + ", total: "
                                        + metric("vector(400)") + "}}",
                                MONTH,
                                "Occurrences",
                                "{target: 0.99}"),
                        0.25,
                        1e-9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("remaining")
    void shouldMeasureWhatIsLeft(String what, ServiceLevelObjective objective, double left, double rounding)
            throws Exception {
        assertThat(Objectives.known(measure(objective)).remaining()).isCloseTo(left, within(rounding));
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                Arguments.of(
                        Objectives.openSlo(
                                RATIO, calendar("1M", "2027-01-01 00:00:00", "UTC"), "Occurrences", "{target: 0.9}"),
                        Measured.Reason.NOT_BEGUN),
                Arguments.of(
                        Objectives.openSlo(
                                RATIO, calendar("1d", "2026-01-01 00:00:00", "UTC"), "Occurrences", "{target: 0.9}"),
                        Measured.Reason.NOT_BEGUN),
                Arguments.of(
                        Objectives.openSlo(RATIO, calendar("1d", "2026-01-01 00:00:00", "UTC"), "Timeslices", SLICES),
                        Measured.Reason.NOT_BEGUN),
                Arguments.of(
                        Objectives.openSlo(RATIO, "{duration: 60d, isRolling: true}", "Timeslices", SLICES),
                        Measured.Reason.SHORT_HISTORY),
                Arguments.of(
                        Objectives.openSlo(raw("failure", "vector(1.5)"), MONTH, "Occurrences", "{target: 0.9}"),
                        Measured.Reason.CONTRADICTION),
                Arguments.of(
                        Objectives.openSlo(raw("success", "vector(0) / 0"), MONTH, "Occurrences", "{target: 0.9}"),
                        Measured.Reason.NO_DATA),
                Arguments.of(
                        Objectives.openSlo(
                                "{ratioMetric: {counter: true, bad: " + metric("requests_total{code=\"999\"}")
                                        + ", total: " + ALL + "}}",
                                MONTH,
                                "Timeslices",
                                SLICES),
                        Measured.Reason.NOTHING_COUNTED));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void shouldLeaveOpenWhatTheDataDoNotTell(ServiceLevelObjective objective, Measured.Reason reason) throws Exception {
        assertThat(measure(objective))
                .isInstanceOfSatisfying(
                        Measured.Inconclusive.class,
                        open -> assertThat(open.reason()).as(open.why()).isEqualTo(reason));
    }

    @Test
    void shouldBeginPeriodsByTheClocksOfTheirZone() throws Exception {
        ErrorBudget budget = Objectives.known(measure(Objectives.openSlo(
                RATIO, calendar("1M", "2026-01-01 00:00:00", "Europe/Berlin"), "Timeslices", SLICES)));

        assertThat(budget.about().from()).isEqualTo(Instant.parse("2026-10-31T23:00:00Z"));
        assertThat(budget.about().period()).isEqualTo(Duration.ofDays(30));
        assertThat(budget.counts().orElseThrow().total()).isEqualTo(457);
    }
}
