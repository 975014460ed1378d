package io.jenkins.lib.releasegates.analysis.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.sampler.Probe;
import io.jenkins.lib.releasegates.analysis.sampler.Reading;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricGateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** Answers what it is given, or throws it. */
    private static final class Scripted implements MetricsServer {

        private final @Nullable Answer answer;
        private final @Nullable MetricsException failure;
        private @Nullable TimeSpan span;

        private Scripted(@Nullable Answer answer, @Nullable MetricsException failure) {
            this.answer = answer;
            this.failure = failure;
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Answer at(String expression, Instant instant) throws MetricsException {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(answer);
        }

        @Override
        public Answer over(String expression, TimeSpan asked) throws MetricsException {
            span = asked;
            return at(expression, asked.to());
        }
    }

    private static Map<String, String> fields(String... pairs) {
        Map<String, String> fields = new HashMap<>();
        fields.put("connection", "prometheus");
        fields.put("query", "up");
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    private static MetricGate gate(String... pairs) {
        MetricGateReader.Outcome outcome = MetricGateReader.read("metricGate", "errors", fields(pairs));
        assertThat(outcome.issues()).isEmpty();
        return outcome.gate().orElseThrow();
    }

    private static List<String> issues(String... pairs) {
        MetricGateReader.Outcome outcome = MetricGateReader.read("metricGate", "errors", fields(pairs));
        assertThat(outcome.gate()).isEmpty();
        return outcome.issues().stream().map(PolicyIssue::toString).toList();
    }

    private static Answer vector(double... values) {
        List<Answer.Series> series = new ArrayList<>();
        for (double value : values) {
            series.add(new Answer.Series(Map.of(), List.of(new Answer.Point(NOW, value))));
        }
        return new Answer(Answer.Shape.VECTOR, series);
    }

    private static Seen seen(MetricGate gate, MetricsServer server) throws Exception {
        Probe probe = new MetricProbes(name -> Optional.of(server), new SettableClock(NOW)).of(gate, () -> true);
        return probe.see(probe.question().source().read());
    }

    private static Seen seen(MetricGate gate, Answer answer) throws Exception {
        return seen(gate, new Scripted(answer, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "result < 0.02       |               | 0.01 | PASSED",
                "result < 0.02       |               | 0.02 | FAILED",
                "result < 0.02       | result > 0.1  | 0.05 | INCONCLUSIVE",
                "result < 0.02       | result > 0.1  | 0.11 | FAILED",
                "result < 0.02       | result > 0.01 | 0.015 | FAILED",
                "                    | result > 0.1  | 0.05 | PASSED",
                "                    | result > 0.1  | 0.5  | FAILED",
                "result < 0.02       |               | NaN  | NOT_A_NUMBER",
                "                    | result > 0.1  | NaN  | NOT_A_NUMBER",
                "result < 0.02       |               | -Infinity | NOT_A_NUMBER",
                "values.all(v, v < 1.0) |            | 0.5  | PASSED",
                "!(result >= 0.02)   |               | 0.01 | PASSED",
            })
    void shouldJudgeOneNumber(String success, String failure, double value, Outcome outcome) throws Exception {
        MetricGate gate = gate(
                "successCondition", success == null ? "" : success, "failureCondition", failure == null ? "" : failure);
        assertThat(seen(gate, vector(value)).outcome()).isEqualTo(outcome);
    }

    @Test
    void shouldNotPassWithoutTheOneNumber() throws Exception {
        MetricGate gate = gate("successCondition", "result < 1.0");
        assertThat(seen(gate, vector())).isEqualTo(Seen.of(Outcome.EMPTY));
        assertThat(seen(gate, vector(0, 0))).isEqualTo(new Seen(Outcome.TOO_FEW, "2 series, one is needed"));
    }

    @Test
    void shouldNotPassWithTooFewValues() throws Exception {
        MetricGate gate = gate("successCondition", "values.all(v, v < 1.0)", "minSamples", "3");
        assertThat(seen(gate, vector(0, 0))).isEqualTo(new Seen(Outcome.TOO_FEW, "2 of 3 values"));
        assertThat(seen(gate, vector(0, 0.5, 0))).isEqualTo(new Seen(Outcome.PASSED, "3 values, 0 to 0.5"));
        assertThat(seen(gate, vector(0, Double.NaN, 0)).outcome()).isEqualTo(Outcome.NOT_A_NUMBER);
    }

    @Test
    void shouldAskForATimeAndSeeWhereItEnds() throws Exception {
        MetricGate gate =
                gate("successCondition", "values.all(v, v < 1.0)", "range", "10m", "step", "1m", "minSamples", "2");
        Scripted server = new Scripted(over(NOW.minusSeconds(60), 0, 0), null);
        assertThat(seen(gate, server).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(server.span).isEqualTo(new TimeSpan(NOW.minusSeconds(600), NOW, Duration.ofMinutes(1)));
        assertThat(seen(gate, over(NOW.minusSeconds(180), 0, 0))).isEqualTo(new Seen(Outcome.STALE, "none for 180 s"));
    }

    private static Answer over(Instant last, double... values) {
        List<Answer.Point> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            points.add(new Answer.Point(last.minusSeconds(60L * (values.length - 1 - i)), values[i]));
        }
        return new Answer(Answer.Shape.MATRIX, List.of(new Answer.Series(Map.of(), points)));
    }

    @Test
    void shouldNotTakeTheFirstMinuteOfANewSeriesForAnHour() throws Exception {
        MetricGate gate = gate("successCondition", "values.all(v, v < 1.0)", "range", "1h", "step", "1m");
        assertThat(gate.minSamples()).isEqualTo(54);
        assertThat(seen(gate, over(NOW, 0))).isEqualTo(new Seen(Outcome.TOO_FEW, "1 of 54 values"));
        Answer.Series whole = over(NOW, new double[60]).series().get(0);
        Answer.Series begun = over(NOW, 0, 0).series().get(0);
        assertThat(seen(gate, new Answer(Answer.Shape.MATRIX, List.of(whole))).outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(seen(gate, new Answer(Answer.Shape.MATRIX, List.of(whole, begun))))
                .isEqualTo(new Seen(Outcome.TOO_FEW, "2 of 54 values"));
    }

    @Test
    void shouldKeepAllDigits() throws Exception {
        MetricGate gate = gate("successCondition", "result < 0.02");
        assertThat(seen(gate, vector(0.020004))).isEqualTo(new Seen(Outcome.FAILED, "0.020004"));
        assertThat(seen(gate, vector(3))).isEqualTo(new Seen(Outcome.FAILED, "3"));
        assertThat(seen(gate, vector(1e-9))).isEqualTo(new Seen(Outcome.PASSED, "1.0E-9"));
    }

    @Test
    void shouldNotAnswerWhoMayNotAskAnyMore() throws Exception {
        Probe probe = new MetricProbes(name -> Optional.of(new Scripted(vector(0), null)), new SettableClock(NOW))
                .of(gate("successCondition", "result < 0.02"), () -> false);
        Seen refused = new Seen(Outcome.ERROR, "its job may not name this connection any more");
        assertThat(probe.see(probe.question().source().read())).isEqualTo(refused);
        assertThat(probe.see(new Reading.Whole(vector(0)))).isEqualTo(refused);
    }

    @Test
    void shouldTellWhyThereIsNoAnswer() throws Exception {
        MetricGate gate = gate("successCondition", "result < 1.0");
        assertThat(seen(gate, failing(MetricsException.Reason.SERVER, "the server failed (500): disk")))
                .isEqualTo(new Seen(Outcome.ERROR, "the server failed (500): disk"));
        assertThat(seen(gate, failing(MetricsException.Reason.TIMEOUT, "no answer"))
                        .outcome())
                .isEqualTo(Outcome.TIMED_OUT);
        Probe probe = new MetricProbes(name -> Optional.empty(), new SettableClock(NOW)).of(gate, () -> true);
        assertThat(probe.question().source().read()).isEqualTo(Reading.broken("no connection prometheus"));
    }

    private static Scripted failing(MetricsException.Reason reason, String words) {
        return new Scripted(null, new MetricsException(reason, words, null));
    }

    @Test
    void shouldAskEqualQuestionsOnce() {
        MetricProbes probes = new MetricProbes(name -> Optional.empty(), new SettableClock(NOW));
        String key = probes.of(gate("successCondition", "result < 1.0"), () -> true)
                .question()
                .key();
        assertThat(probes.of(gate("successCondition", "result < 2.0"), () -> true)
                        .question()
                        .key())
                .isEqualTo(key);
        assertThat(probes.of(gate("successCondition", "result < 1.0", "connection", "other"), () -> true)
                        .question()
                        .key())
                .isNotEqualTo(key);
        assertThat(probes.of(gate("successCondition", "values.size() > 1", "range", "5m"), () -> true)
                        .question()
                        .key())
                .isNotEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "successCondition | result[0] < 1.0 | metricGate: successCondition at character 7: found an index into one number; allowed: result, a number: result < 0.02; or values, a list of numbers: values.all(v, v < 0.02)",
                "successCondition | rate < 1.0 | metricGate: successCondition at character 1: found the unknown name \"rate\"; allowed: result, a number: result < 0.02; or values, a list of numbers: values.all(v, v < 0.02)",
                "successCondition | true | metricGate: successCondition at character 1: found a part that names nothing of the answer and so demands nothing; allowed: a comparison such as result < 0.02",
                "successCondition | result < 1.0 OR true | metricGate: successCondition at character 17: found a part that names nothing of the answer and so demands nothing; allowed: a comparison such as result < 0.02",
                "successCondition | result | metricGate: successCondition at character 1: found a value of type double; allowed: something that is true or false, such as result < 0.02",
                "successCondition | 1.0 / result < 1.0 | metricGate: successCondition at character 5: found a decimal division by what may be zero; allowed: a product instead: a < 0.1 * b",
                "failureCondition |  | metricGate: successCondition: found nothing; allowed: a condition such as result < 0.02; without one it would demand nothing",
                "successCondition | values.all(v, true) | metricGate: successCondition at character 11: found a loop that doesn't look at v and so demands nothing; allowed: a comparison such as values.all(v, v < 0.02)",
                "successCondition | [1.0].all(result, result > 0.0) | metricGate: successCondition at character 10: found a variable that is called as the answer is; allowed: another name, such as v",
                "successCondition | result < 1e309 | metricGate: successCondition at character 10: found a number that is infinite; allowed: a finite number",
                "minSamples | -1 | metricGate: minSamples: found \"-1\"; allowed: a whole number from 1 to 99999",
                "step | 1m | metricGate: step: found \"1m\"; allowed: nothing without a range",
                "interval | 5 | metricGate: interval: found \"5\"; allowed: a whole number with s, m, h or d, such as 30s, 5m or 1h, and at most 1d",
                "count | 3 | metricGate: interval: found nothing; allowed: a duration, where more than one sample is demanded",
                "connection | http://evil | metricGate: connection: found \"http://evil\"; allowed: the name of a connection that its owner has defined",
                "query | '' | metricGate: query: found nothing; allowed: an expression of at most 10000 characters",
            })
    void shouldRefuse(String field, String value, String issue) {
        String text = value == null ? "" : value.replace("OR", "||");
        List<String> issues = field.endsWith("Condition")
                ? issues(field, text)
                : issues(field, text, "successCondition", "result < 1.0");
        assertThat(issues).contains(issue);
    }

    @Test
    void shouldRefuseTheOneNumberOfATime() {
        assertThat(issues("successCondition", "result < 1.0", "range", "5m"))
                .containsExactly(
                        "metricGate: successCondition: found \"result < 1.0\"; allowed: values, such as values.all(v, v < 0.02): a range has more than one result");
        assertThat(issues("successCondition", "values.size() > 1", "range", "5d", "step", "1s"))
                .containsExactly(
                        "metricGate: step: found \"1s\"; allowed: one that divides the range into fewer than 11000");
        assertThat(issues("successCondition", "values.size() > 1", "range", "1m", "step", "2m"))
                .containsExactly("metricGate: step: found \"120s\"; allowed: no more than the range");
    }

    @Test
    void shouldDemandTheSameByTheSameDigest() {
        assertThat(gate("successCondition", "result < 1.0").digest())
                .isEqualTo(gate("successCondition", "result < 1.0").digest())
                .isNotEqualTo(gate("successCondition", "result < 1.5").digest())
                .isNotEqualTo(
                        gate("successCondition", "result < 1.0", "failureLimit", "0", "interval", "1m", "count", "2")
                                .digest());
    }

    @Test
    void shouldBeOneGateWithAllThatWasSeen() throws Exception {
        MetricGate gate =
                gate("successCondition", "result < 0.02", "interval", "1m", "count", "3", "failureLimit", "1");
        MetricState state = MetricState.begin(Series.start(gate.sampling(), List.of("errors"), NOW), gate);
        assertThat(result(gate, state).verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
        state = MetricState.read(
                state.with(next(state, 0, Outcome.PASSED, "0.01")).write());
        state = MetricState.read(
                state.with(next(state, 60, Outcome.FAILED, "0.5")).write());
        state = MetricState.read(
                state.with(next(state, 120, Outcome.FAILED, "0.6")).write());
        GateResult result = result(gate, state);
        assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(result.verdict().grounds().observed()).isEqualTo("1 green, 2 failed; last 0.6");
        assertThat(result.verdict().grounds().required()).isEqualTo("result < 0.02");
        assertThat(result.verdict().grounds().why())
                .isEqualTo("The analysis has ended: more samples failed than failureLimit allows."
                        + " At 2026-11-22T10:02:00Z it failed (0.6).");
        assertThat(state.history().observed(gate).samples()).hasSize(3);
    }

    private static Series next(MetricState state, int seconds, Outcome outcome, String value) {
        Instant at = NOW.plusSeconds(seconds);
        return state.series().next(new Sample(at, List.of(new Seen(outcome, value))), at);
    }

    private static GateResult result(MetricGate gate, MetricState state) {
        return MetricVerdict.of(gate, state.series(), state.history(), Criticality.FAILURE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "{}", "x", "{}\\n{}", "{\"version\":2}\\n{\"left\":0}"})
    void shouldNotGoOnWithWhatIsNoState(String kept) {
        assertThatThrownBy(() ->
                        MetricState.read(kept.replace("\\n", "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(MetricState.UnreadableStateException.class);
    }

    @Test
    void shouldNotGoOnWithAStateThatIsCutOff() throws Exception {
        MetricGate gate = gate("successCondition", "result < 0.02", "interval", "1m", "count", "3");
        MetricState state = MetricState.begin(Series.start(gate.sampling(), List.of("errors"), NOW), gate);
        state = state.with(next(state, 0, Outcome.PASSED, "0.01"));
        String kept = new String(state.write(), java.nio.charset.StandardCharsets.UTF_8);
        for (int length = 0; length < kept.lastIndexOf("{\"at\""); length++) {
            byte[] part = kept.substring(0, length).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            if (part.length > 0 && kept.charAt(length - 1) != '\n' && kept.charAt(length - 1) != '}') {
                assertThatThrownBy(() -> MetricState.read(part))
                        .isInstanceOf(MetricState.UnreadableStateException.class);
            }
        }
    }
}
