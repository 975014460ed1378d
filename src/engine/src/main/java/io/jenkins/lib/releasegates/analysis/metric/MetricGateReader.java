package io.jenkins.lib.releasegates.analysis.metric;

import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.SamplingReader;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.policy.condition.AnswerCondition;
import io.jenkins.lib.releasegates.policy.condition.ConditionFault;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.OwnersDuration;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A metric gate as its author writes it: one text for each field. All that is wrong is told at once. */
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
    private static final List<String> OWN =
            List.of("connection", "query", "range", "step", "minSamples", "successCondition", "failureCondition");

    private final String source;
    private final Map<String, String> given;
    private final List<PolicyIssue> issues = new ArrayList<>();

    private MetricGateReader(String source, Map<String, String> given) {
        this.source = source;
        this.given = given;
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
        return new MetricGateReader(source, given).read(name);
    }

    /** The fields that say what is asked and demanded; the others say how often. */
    public static List<String> ofOneQuestion() {
        return OWN;
    }

    private Outcome read(String name) {
        if (!NAME.matcher(name).matches()) {
            issue("name", name, "letters, digits, spaces and . _ : -, at most 100");
        }
        String connection = text("connection");
        if (!CONNECTION.matcher(connection).matches()) {
            issue("connection", connection, "the name of a connection that its owner has defined");
        }
        String query = text("query");
        if (query.isBlank() || query.length() > MAX_QUERY) {
            issue("query", query, "an expression of at most " + MAX_QUERY + " characters");
        }
        Optional<Duration> range = duration("range", LONGEST_RANGE);
        Duration step = duration("step", Duration.ofDays(1)).orElse(DEFAULT_STEP);
        checkRange(range, step);
        int minSamples = minSamples(range, step);
        Optional<AnswerCondition> success = condition("successCondition", range.isPresent());
        Optional<AnswerCondition> failure = condition("failureCondition", range.isPresent());
        if (text("successCondition").isEmpty() && text("failureCondition").isEmpty()) {
            issue("successCondition", "", "a condition such as result < 0.02; without one it would demand nothing");
        }
        Sampling sampling = sampling();
        return issues.isEmpty()
                ? new Outcome(
                        Optional.of(new MetricGate(
                                name, connection, query, range, step, minSamples, success, failure, sampling)),
                        List.of())
                : new Outcome(Optional.empty(), List.copyOf(issues));
    }

    private String text(String field) {
        @Nullable String text = given.get(field);
        return text == null ? "" : text.strip();
    }

    private Optional<Duration> duration(String field, Duration longest) {
        String text = text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> read = OwnersDuration.readExact(text, longest);
        if (read.isEmpty()) {
            issue(field, text, OwnersDuration.allowedExact(longest));
        }
        return read;
    }

    private void checkRange(Optional<Duration> range, Duration step) {
        if (range.isEmpty()) {
            if (!text("step").isEmpty()) {
                issue("step", text("step"), "nothing without a range");
            }
        } else if (range.get().toMillis() / step.toMillis() >= TimeSpan.MAX_INSTANTS) {
            issue(
                    "step",
                    step.toSeconds() + "s",
                    "one that divides the range into fewer than " + TimeSpan.MAX_INSTANTS);
        } else if (step.compareTo(range.get()) > 0) {
            issue("step", step.toSeconds() + "s", "no more than the range");
        }
    }

    /** Of a time nine of ten values, unless its author says otherwise: the first minute of a new series isn't the hour that was asked for. */
    private int minSamples(Optional<Duration> range, Duration step) {
        String text = text("minSamples");
        if (text.isEmpty() || text.equals("0")) {
            return range.map(time -> (int) Math.max(1, time.toMillis() / step.toMillis() * MOST_OF_IT / PARTS))
                    .orElse(1);
        }
        if (!NUMBER.matcher(text).matches()) {
            issue("minSamples", text, "a whole number from 1 to 99999");
            return 1;
        }
        return Integer.parseInt(text);
    }

    private Optional<AnswerCondition> condition(String field, boolean overTime) {
        String text = text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        AnswerCondition.Outcome outcome = AnswerCondition.compile(text);
        for (ConditionFault fault : outcome.faults()) {
            issues.add(new PolicyIssue(
                    source, 0, 0, field + " at character " + (fault.offset() + 1), fault.found(), fault.allowed()));
        }
        if (overTime && outcome.condition().filter(AnswerCondition::readsResult).isPresent()) {
            issue(field, text, "values, such as values.all(v, v < 0.02): a range has more than one result");
        }
        return outcome.condition();
    }

    private Sampling sampling() {
        Map<String, String> rest = new TreeMap<>(given);
        OWN.forEach(rest::remove);
        return new SamplingReader(source, issues).read("", rest);
    }

    private void issue(String field, String found, String allowed) {
        issues.add(new PolicyIssue(source, 0, 0, field, found.isEmpty() ? "nothing" : Issues.quoted(found), allowed));
    }
}
