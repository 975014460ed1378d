package io.jenkins.lib.releasegates.analysis.metric;

import io.jenkins.lib.releasegates.analysis.Conditions;
import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.sampler.Probe;
import io.jenkins.lib.releasegates.analysis.sampler.Question;
import io.jenkins.lib.releasegates.analysis.sampler.Reading;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.policy.condition.Condition.UndecidableConditionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;

/** Makes of metric gates what the sampler takes: equal questions of different gates are one. */
public final class MetricProbes {

    /** Beyond any patience of a connection, which tells more. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

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

    /** The gate as the sampler takes it. */
    public Probe of(MetricGate gate) {
        String key = String.join(
                "\n",
                "metrics",
                gate.connection(),
                gate.range().map(range -> range + "/" + gate.step()).orElse(""),
                gate.query());
        Question question = new Question(key, PATIENCE, () -> read(gate));
        return Probe.of(gate.name(), question, whole -> judge(gate, (Answer) whole));
    }

    /** Asks once, and ends there: for those who can't wait. Whoever is asked answers within the patience of the connection. */
    public MetricState once(MetricGate gate) throws InterruptedException {
        Series series = Series.start(gate.sampling().once(), List.of(gate.name()), clock.instant());
        Instant asked = clock.instant();
        Seen seen = of(gate).see(read(gate));
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
        if (values.size() < gate.minSamples()) {
            return new Seen(Outcome.TOO_FEW, values.size() + " of " + gate.minSamples() + " values");
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

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        return size != 0 && (size < 0.001 || size >= 1e9)
                ? Double.toString(value)
                : Measurement.words(MetricType.NUMBER, value);
    }
}
