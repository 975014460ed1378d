package io.jenkins.lib.releasegates.analysis.metric;

import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.SamplingReader;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.policy.condition.AnswerCondition;
import io.jenkins.lib.releasegates.policy.condition.ConditionFault;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A metric gate as its author writes it, by a question of one's own, a golden signal or alerts: one text for each field. All that is wrong is told at once. */
public final class MetricGateReader {

    /** Names of connections. */
    public static final Pattern CONNECTION = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private static final Pattern NAME = Pattern.compile("[\\p{L}0-9][\\p{L}0-9 ._:-]{0,99}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Duration LONGEST_RANGE = Duration.ofDays(90);
    private static final Duration DEFAULT_STEP = Duration.ofSeconds(30);
    private static final int MOST_OF_IT = 9;
    private static final int PARTS = 10;
    private static final int MAX_QUERY = 10_000;

    /** Those of signals and alerts, each once. */
    private static final List<String> READY_MADE = Stream.concat(
                    SignalReader.FIELDS.stream(), AlertReader.FIELDS.stream())
            .distinct()
            .toList();

    private static final List<String> OWN = Stream.concat(
                    Stream.of(
                            "connection",
                            "query",
                            "range",
                            "step",
                            "minSamples",
                            "successCondition",
                            "failureCondition"),
                    READY_MADE.stream())
            .toList();

    private final Fields fields;

    private MetricGateReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * The gate, or all that is wrong with it.
     *
     * @param gate empty when there are issues
     */
    public record Outcome(Optional<MetricGate> gate, List<PolicyIssue> issues) {}

    /**
     * Reads it.
     *
     * @param source what issues name as the place, such as {@code metricGate}
     * @param given texts by field; one that is empty isn't there
     */
    public static Outcome read(String source, String name, Map<String, String> given) {
        return new MetricGateReader(new Fields(source, given)).read(name);
    }

    /** The fields that say what is asked and demanded; the others say how often. */
    public static List<String> ofOneQuestion() {
        return List.copyOf(OWN);
    }

    private Outcome read(String name) {
        if (!NAME.matcher(name).matches()) {
            fields.issue("name", name, "letters, digits, spaces and . _ : -, at most 100");
        }
        if (!CONNECTION.matcher(fields.text("connection")).matches()) {
            fields.issue(
                    "connection", fields.text("connection"), "the name of a connection that its owner has defined");
        }
        Optional<MetricGate> gate = gate(name);
        return gate.isPresent() && fields.issues().isEmpty()
                ? new Outcome(gate, List.of())
                : new Outcome(Optional.empty(), List.copyOf(fields.issues()));
    }

    private Optional<MetricGate> gate(String name) {
        boolean signal = !fields.text("signal").isEmpty();
        if (!fields.text("alerts").isEmpty()) {
            fields.refuse(List.of("signal"), "with alerts");
            return alerts(name);
        }
        if (signal) {
            return signal(name);
        }
        fields.refuse(READY_MADE, "without a signal or alerts");
        return own(name);
    }

    private Optional<MetricGate> alerts(String name) {
        Optional<AlertDemand> demand = AlertReader.read(fields);
        Sampling sampling = sampling();
        return demand.map(alerts -> new MetricGate(
                name,
                fields.text("connection"),
                alerts.question(),
                Optional.empty(),
                DEFAULT_STEP,
                1,
                Optional.empty(),
                Optional.empty(),
                "",
                demand,
                sampling));
    }

    private Optional<MetricGate> signal(String name) {
        SignalReader.Written written = new SignalReader(fields).read();
        Sampling sampling = sampling();
        if (!fields.issues().isEmpty() || !isQuery(written.query())) {
            return Optional.empty();
        }
        return Optional.of(new MetricGate(
                name,
                fields.text("connection"),
                written.query(),
                Optional.empty(),
                DEFAULT_STEP,
                1,
                AnswerCondition.compile(written.success()).condition(),
                Optional.empty(),
                written.origin(),
                Optional.empty(),
                sampling));
    }

    private Optional<MetricGate> own(String name) {
        String query = fields.text("query");
        boolean isQuery = isQuery(query);
        Optional<Duration> range = fields.duration("range", LONGEST_RANGE);
        Duration step = fields.duration("step", Duration.ofDays(1)).orElse(DEFAULT_STEP);
        checkRange(range, step);
        int minSamples = minSamples(range, step);
        Optional<AnswerCondition> success = condition("successCondition", range.isPresent());
        Optional<AnswerCondition> failure = condition("failureCondition", range.isPresent());
        if (fields.text("successCondition").isEmpty()
                && fields.text("failureCondition").isEmpty()) {
            fields.issue(
                    "successCondition", "", "a condition such as result < 0.02; without one it would demand nothing");
        }
        Sampling sampling = sampling();
        if (!isQuery || success.isEmpty() && failure.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MetricGate(
                name,
                fields.text("connection"),
                query,
                range,
                step,
                minSamples,
                success,
                failure,
                "",
                Optional.empty(),
                sampling));
    }

    private boolean isQuery(String query) {
        boolean isOne = !query.isBlank() && query.length() <= MAX_QUERY;
        if (!isOne) {
            fields.issue("query", query, "an expression of at most " + MAX_QUERY + " characters");
        }
        return isOne;
    }

    private void checkRange(Optional<Duration> range, Duration step) {
        if (range.isEmpty()) {
            if (!fields.text("step").isEmpty()) {
                fields.issue("step", fields.text("step"), "nothing without a range");
            }
        } else if (range.get().toMillis() / step.toMillis() >= TimeSpan.MAX_INSTANTS) {
            fields.issue(
                    "step",
                    step.toSeconds() + "s",
                    "one that divides the range into fewer than " + TimeSpan.MAX_INSTANTS);
        } else if (step.compareTo(range.get()) > 0) {
            fields.issue("step", step.toSeconds() + "s", "no more than the range");
        }
    }

    /** Of a time nine of ten values, unless its author says otherwise: the first minute of a new series isn't the hour that was asked for. */
    private int minSamples(Optional<Duration> range, Duration step) {
        String text = fields.text("minSamples");
        if (text.isEmpty() || text.equals("0")) {
            return range.map(time -> (int) Math.max(1, time.toMillis() / step.toMillis() * MOST_OF_IT / PARTS))
                    .orElse(1);
        }
        if (!NUMBER.matcher(text).matches()) {
            fields.issue("minSamples", text, "a whole number from 1 to 99999");
            return 1;
        }
        return Integer.parseInt(text);
    }

    private Optional<AnswerCondition> condition(String field, boolean overTime) {
        String text = fields.text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        AnswerCondition.Outcome outcome = AnswerCondition.compile(text);
        for (ConditionFault fault : outcome.faults()) {
            fields.issues()
                    .add(new PolicyIssue(
                            fields.source(),
                            0,
                            0,
                            field + " at character " + (fault.offset() + 1),
                            fault.found(),
                            fault.allowed()));
        }
        if (overTime && outcome.condition().filter(AnswerCondition::readsResult).isPresent()) {
            fields.issue(field, text, "values, such as values.all(v, v < 0.02): a range has more than one result");
        }
        return outcome.condition();
    }

    private Sampling sampling() {
        Map<String, String> rest = new TreeMap<>(fields.given());
        OWN.forEach(rest::remove);
        return new SamplingReader(fields.source(), fields.issues()).read("", rest);
    }
}
