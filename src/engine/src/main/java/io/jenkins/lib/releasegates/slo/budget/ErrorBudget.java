package io.jenkins.lib.releasegates.slo.budget;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An error budget at an instant. Shares are of 1: a remaining share of 0.25 is a quarter of the budget, one of -1 twice the budget spent.
 *
 * @param about what was measured, and when
 * @param target the share that has to be good
 * @param sli the share that was good
 * @param remaining share of the budget that is left; not above 1
 * @param counts the same in events or slices, where these are known
 * @param burnRates over the windows of the alerts, the shortest first
 * @param incident the one that spent most, where there was any
 */
public record ErrorBudget(
        About about,
        double target,
        double sli,
        double remaining,
        Optional<Counts> counts,
        List<BurnRate> burnRates,
        List<BurnAlert> alerts,
        Exhaustion exhaustion,
        Coverage coverage,
        Optional<Incident> incident) {

    public ErrorBudget {
        burnRates = List.copyOf(burnRates);
        alerts = List.copyOf(alerts);
    }

    /**
     * What was measured, and when.
     *
     * @param definition of the objective, to tell two with the same name apart
     * @param connection that was asked
     * @param from the beginning of the window
     * @param at the instant
     * @param period how long the whole window is, also where a part of it is still to come
     */
    public record About(
            ServiceLevelObjective.Name name,
            Digest definition,
            String connection,
            Way way,
            Instant from,
            Instant at,
            Duration period) {}

    /** How it came about. */
    public enum Way {
        /** By the questions of the objective's indicator. */
        QUERIED,
        /** By what Sloth's recording rules left. */
        RECORDED
    }

    /** In the words that people use. */
    public enum State {
        HEALTHY("healthy"),
        AT_RISK("at risk"),
        EXHAUSTED("exhausted");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** For pages. */
        public String words() {
            return words;
        }
    }

    /** Share of the budget that is spent. */
    public double spent() {
        return 1 - remaining;
    }

    /** Exhausted when nothing is left; at risk while an alert is on, or can't be told. */
    public State state() {
        if (remaining <= 0) {
            return State.EXHAUSTED;
        }
        return alerts.stream().allMatch(alert -> alert.state() == BurnAlert.State.QUIET)
                ? State.HEALTHY
                : State.AT_RISK;
    }

    /** The burn rate over a window; empty where it isn't known. */
    public Optional<Double> burnRate(Duration over) {
        return burnRates.stream()
                .filter(rate -> rate.over().equals(over))
                .findFirst()
                .flatMap(BurnRate::value);
    }

    /** Whether an alert of that severity, or a more severe one, is on. */
    public BurnAlert.State alert(BurnAlert.Severity severity) {
        List<BurnAlert.State> states = alerts.stream()
                .filter(alert -> alert.severity().compareTo(severity) <= 0)
                .map(BurnAlert::state)
                .toList();
        if (states.contains(BurnAlert.State.FIRING)) {
            return BurnAlert.State.FIRING;
        }
        return states.contains(BurnAlert.State.UNKNOWN) || states.isEmpty()
                ? BurnAlert.State.UNKNOWN
                : BurnAlert.State.QUIET;
    }
}
