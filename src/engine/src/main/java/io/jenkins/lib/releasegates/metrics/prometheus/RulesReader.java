package io.jenkins.lib.releasegates.metrics.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.metrics.AlertRule;
import io.jenkins.lib.releasegates.metrics.AlertRule.Alert;
import io.jenkins.lib.releasegates.metrics.AlertRule.Health;
import io.jenkins.lib.releasegates.metrics.AlertRule.State;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a server says of its alerting rules; strict, since a rule that is passed over could let something through.
 *
 * <p>Servers differ: vmalert leaves out labels and alerts that are empty, calls a rule that was never evaluated healthy, and lists recording rules
 * as well in older versions; Mimir and Cortex write {@code null} for alerts, and newer servers tell rules a page at a time where they are asked to,
 * which they aren't here.
 */
final class RulesReader {

    /** The most rules of an answer, and the most alerts. */
    static final int MOST = 10_000;

    private static final int LONGEST_NAME = 1_000;
    private static final BigDecimal LONGEST_INTERVAL =
            BigDecimal.valueOf(Duration.ofDays(366).toSeconds());

    /** Go's zero time, which is what a server writes that has never evaluated a rule. */
    private static final Instant NEVER = Instant.parse("0001-01-02T00:00:00Z");

    private final List<AlertRule> rules = new ArrayList<>();
    private int alerts;

    private RulesReader() {}

    /**
     * The rules in their order.
     *
     * @param later how long the server wants to be left alone
     */
    static List<AlertRule> read(HttpResponse<byte[]> answer, Optional<Duration> later) throws MetricsException {
        JsonNode data = Envelope.open(answer, later);
        if (!data.path("groupNextToken").asText().isEmpty()) {
            throw new MetricsException(Reason.NO_ANSWER, "the server answered in part only", null);
        }
        RulesReader reader = new RulesReader();
        for (JsonNode group : list(data, "groups", "no groups of rules")) {
            reader.group(group);
        }
        return List.copyOf(reader.rules);
    }

    private static JsonNode list(JsonNode where, String field, String otherwise) throws MetricsException {
        JsonNode list = where.path(field);
        if (!list.isArray()) {
            throw Envelope.strange(otherwise);
        }
        return list;
    }

    private void group(JsonNode group) throws MetricsException {
        String name = text(group, "name", "a group without a name");
        Duration interval = interval(group.path("interval"));
        for (JsonNode rule : list(group, "rules", "a group without rules")) {
            String type = text(rule, "type", "a rule that is of no kind");
            if (type.equals("alerting")) {
                if (rules.size() == MOST) {
                    throw tooMany("rules");
                }
                rules.add(rule(name, interval, rule));
            } else if (!type.equals("recording")) {
                throw Envelope.strange("a rule of the kind " + Words.of(type));
            }
        }
    }

    private static MetricsException tooMany(String what) {
        return new MetricsException(
                Reason.TOO_LARGE, "the answer has more than " + MOST + " " + what + ", which are allowed", null);
    }

    private static String text(JsonNode where, String field, String otherwise) throws MetricsException {
        JsonNode text = where.path(field);
        if (!text.isTextual() || text.textValue().isEmpty() || text.textValue().length() > LONGEST_NAME) {
            throw Envelope.strange(otherwise);
        }
        return text.textValue();
    }

    private static Duration interval(JsonNode seconds) throws MetricsException {
        if (seconds.isMissingNode() || seconds.isNull()) {
            return Duration.ZERO;
        }
        BigDecimal value = seconds.isNumber() ? seconds.decimalValue() : BigDecimal.valueOf(-1);
        // A scale beyond that would take long to be rounded.
        if (Math.abs(value.scale()) > 20 || value.signum() < 0 || value.compareTo(LONGEST_INTERVAL) > 0) {
            throw Envelope.strange("an interval that is no number of seconds");
        }
        return Duration.ofMillis(value.movePointRight(3).longValue());
    }

    private AlertRule rule(String group, Duration interval, JsonNode rule) throws MetricsException {
        String error = rule.path("lastError").asText();
        Optional<Instant> evaluated = instant(rule.path("lastEvaluation")).filter(at -> at.isAfter(NEVER));
        return new AlertRule(
                group,
                text(rule, "name", "a rule without a name"),
                labels(rule),
                state(text(rule, "state", "an alerting rule without a state")),
                health(rule.path("health").asText(), evaluated),
                error.isBlank() ? "" : Words.of(error),
                evaluated,
                interval,
                alerts(rule));
    }

    private static Map<String, String> labels(JsonNode where) throws MetricsException {
        JsonNode labels = where.path("labels");
        if (!labels.isMissingNode() && !labels.isNull() && !labels.isObject()) {
            throw Envelope.strange("labels that are none");
        }
        return Envelope.labels(labels);
    }

    private static State state(String word) {
        return switch (word) {
            case "firing" -> State.FIRING;
            case "pending" -> State.PENDING;
            case "inactive" -> State.INACTIVE;
            default -> State.UNKNOWN;
        };
    }

    private static Health health(String word, Optional<Instant> evaluated) {
        return switch (word) {
            case "ok" -> evaluated.isPresent() ? Health.OK : Health.UNKNOWN;
            case "err" -> Health.ERROR;
            default -> Health.UNKNOWN;
        };
    }

    private List<Alert> alerts(JsonNode rule) throws MetricsException {
        JsonNode found = rule.path("alerts");
        if (!found.isMissingNode() && !found.isNull() && !found.isArray()) {
            throw Envelope.strange("alerts that are no list");
        }
        List<Alert> list = new ArrayList<>();
        for (JsonNode alert : found) {
            alerts++;
            if (alerts > MOST) {
                throw tooMany("alerts");
            }
            State state = state(text(alert, "state", "an alert without a state"));
            list.add(new Alert(state, labels(alert), instant(alert.path("activeAt"))));
        }
        return list;
    }

    private static Optional<Instant> instant(JsonNode time) throws MetricsException {
        if (time.isMissingNode() || time.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(time.isTextual() ? time.textValue() : "")
                    .toInstant());
        } catch (DateTimeException e) {
            throw Envelope.strange("a time that is none");
        }
    }
}
