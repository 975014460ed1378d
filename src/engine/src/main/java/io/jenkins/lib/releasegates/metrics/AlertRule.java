package io.jenkins.lib.releasegates.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An alerting rule as the server that evaluates it tells of it.
 *
 * @param group where it stands
 * @param name of the alerts that it raises, their label {@code alertname}
 * @param labels that it gives its alerts, without {@code alertname}; a value may be a template that only alerts have filled in
 * @param state the worst state of its alerts
 * @param health whether its last evaluation went well
 * @param lastError what the server says of an evaluation that failed, on one line; empty where it says nothing
 * @param evaluated when it was evaluated last; empty when it never was
 * @param interval how often it is evaluated; zero where the server doesn't say
 * @param alerts those that are pending or firing
 */
public record AlertRule(
        String group,
        String name,
        Map<String, String> labels,
        State state,
        Health health,
        String lastError,
        Optional<Instant> evaluated,
        Duration interval,
        List<Alert> alerts) {

    public AlertRule {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        alerts = List.copyOf(alerts);
    }

    /** States of rules and alerts, in Prometheus' words. */
    public enum State {
        /** It alerts. */
        FIRING,
        /** Its query finds something, for less time than the rule waits for. */
        PENDING,
        /** Its query finds nothing. */
        INACTIVE,
        /** The server doesn't know, or says something that nobody here knows. */
        UNKNOWN
    }

    /** What the server says of the last evaluation. */
    public enum Health {
        /** It gave an answer. */
        OK,
        /** It failed, so that the rule can't alert. */
        ERROR,
        /** There was none, or the server says something that nobody here knows. */
        UNKNOWN
    }

    /**
     * An alert of a rule.
     *
     * @param labels all of them, {@code alertname} among them
     * @param since when its query began to find it; empty where the server doesn't say
     */
    public record Alert(State state, Map<String, String> labels, Optional<Instant> since) {
        public Alert {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }
    }
}
