package io.jenkins.lib.releasegates.analysis.metric;

import io.jenkins.lib.releasegates.analysis.Conditions;
import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.sampler.Probe;
import io.jenkins.lib.releasegates.analysis.sampler.Question;
import io.jenkins.lib.releasegates.analysis.sampler.Reading;
import io.jenkins.lib.releasegates.metrics.AlertRule;
import io.jenkins.lib.releasegates.metrics.AlertRules;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.policy.condition.Condition.UndecidableConditionException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes of metric gates what the sampler takes: equal questions of different gates are one. */
public final class MetricProbes {

    /** Beyond any patience of a connection, which tells more. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final String NOT_ALLOWED = "its job may not name this connection any more";

    private final Connections connections;
    private final InstantSource clock;

    /** The connections there are, at the moment of a question. */
    @FunctionalInterface
    public interface Connections {

        /** The one of that name; empty where there is none, or it can't be used. */
        Optional<MetricsServer> named(String name);
    }

    /** With the clock that says for which instant is asked. */
    public MetricProbes(Connections connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * The gate as the sampler takes it.
     *
     * @param mayAsk whether it still may name its connection, asked each time
     */
    public Probe of(MetricGate gate, BooleanSupplier mayAsk) {
        String key = String.join(
                "\n",
                gate.alerts().isPresent() ? "alerts" : "metrics",
                gate.connection(),
                gate.range().map(range -> range + "/" + gate.step()).orElse(""),
                gate.alerts().isPresent() ? "" : gate.query());
        Question question =
                new Question(key, PATIENCE, () -> mayAsk.getAsBoolean() ? read(gate) : Reading.broken(NOT_ALLOWED));
        return Probe.of(
                gate.name(),
                question,
                // The question may be that of a gate that still may.
                whole -> mayAsk.getAsBoolean() ? see(gate, whole) : new Seen(Outcome.ERROR, NOT_ALLOWED));
    }

    /** Asks once, and ends there: for those who can't wait. Whoever is asked answers within the patience of the connection. */
    public MetricState once(MetricGate gate) throws InterruptedException {
        Series series = Series.start(gate.sampling().once(), List.of(gate.name()), clock.instant());
        Instant asked = clock.instant();
        Seen seen = of(gate, () -> true).see(read(gate));
        Series after = series.next(new Sample(asked, List.of(seen)), clock.instant());
        return MetricState.begin(series, gate).with(after);
    }

    private Reading read(MetricGate gate) throws InterruptedException {
        Optional<MetricsServer> server = connections.named(gate.connection());
        if (server.isEmpty()) {
            return Reading.broken("no connection " + gate.connection());
        }
        Instant now = clock.instant();
        try {
            if (gate.alerts().isPresent()) {
                return rules(server.get());
            }
            Answer answer = gate.range().isPresent()
                    ? server.get()
                            .over(
                                    gate.query(),
                                    new TimeSpan(now.minus(gate.range().get()), now, gate.step()))
                    : server.get().at(gate.query(), now);
            return gate.range().isPresent() && isStale(answer, now, gate.step())
                    ? Reading.stale("none for " + age(answer, now))
                    : new Reading.Whole(answer);
        } catch (MetricsException e) {
            return e.reason() == MetricsException.Reason.TIMEOUT
                    ? new Reading.Judged(Outcome.TIMED_OUT, String.valueOf(e.getMessage()))
                    : Reading.broken(String.valueOf(e.getMessage()));
        }
    }

    /** All rules that alert, which each gate judges by its own selector. */
    private record Rules(List<AlertRule> all) {}

    private static Reading rules(MetricsServer server) throws MetricsException, InterruptedException {
        Optional<AlertRules> rules = server.alertRules();
        return rules.isPresent()
                ? new Reading.Whole(new Rules(rules.get().all()))
                : Reading.broken("the connection tells no alerting rules");
    }

    private Seen see(MetricGate gate, Object whole) throws Exception {
        if (gate.alerts().isPresent()) {
            return gate.alerts().get().judge(((Rules) whole).all(), clock.instant());
        }
        return judge(gate, (Answer) whole);
    }

    /** Whether the newest value is older than two steps, so that the end of the time wasn't seen. */
    private static boolean isStale(Answer answer, Instant now, Duration step) {
        return !answer.isEmpty()
                && answer.series().stream()
                        .anyMatch(series -> series.last().at().isBefore(now.minus(step.multipliedBy(2))));
    }

    private static String age(Answer answer, Instant now) {
        return answer.series().stream()
                        .map(series -> Duration.between(series.last().at(), now))
                        .max(Duration::compareTo)
                        .map(Duration::toSeconds)
                        .orElse(0L)
                + " s";
    }

    /** What one gate sees in an answer. */
    static Seen judge(MetricGate gate, Answer answer) throws Exception {
        List<Double> values = new ArrayList<>();
        answer.series().forEach(series -> series.values().forEach(point -> values.add(point.value())));
        if (values.isEmpty()) {
            return Seen.of(Outcome.EMPTY);
        }
        int fewest = gate.range().isEmpty() ? values.size() : fewest(answer);
        if (fewest < gate.minSamples()) {
            return new Seen(Outcome.TOO_FEW, fewest + " of " + gate.minSamples() + " values");
        }
        String text = text(values);
        if (values.stream().anyMatch(value -> !Double.isFinite(value))) {
            return new Seen(Outcome.NOT_A_NUMBER, values.size() == 1 ? text : "some of " + values.size() + " values");
        }
        try {
            return new Seen(outcome(gate, values), text);
        } catch (UndecidableConditionException e) {
            return new Seen(
                    e.missingData() ? Outcome.TOO_FEW : Outcome.ERROR,
                    e.missingData() ? values.size() + " series, one is needed" : text);
        }
    }

    /** Values of the series that has the fewest: one that has just begun isn't made up for by others. */
    private static int fewest(Answer answer) {
        return answer.series().stream()
                .mapToInt(series -> series.values().size())
                .min()
                .orElse(0);
    }

    private static Outcome outcome(MetricGate gate, List<Double> values) throws Exception {
        Conditions conditions = new Conditions(
                gate.success().map(condition -> number -> condition.holds(values)),
                gate.failure().map(condition -> number -> condition.holds(values)));
        return conditions.judge(values.get(0));
    }

    private static String text(List<Double> values) {
        if (values.size() == 1) {
            return number(values.get(0));
        }
        DoubleSummaryStatistics all =
                values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return values.size() + " values, " + number(all.getMin()) + " to " + number(all.getMax());
    }

    /** All of its digits: who reads it later has to come to the same judgement. */
    private static String number(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size != 0 && (size < 1e-6 || size >= 1e15)) {
            return Double.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.signum() == 0 ? "0" : exact.toPlainString();
    }
}
