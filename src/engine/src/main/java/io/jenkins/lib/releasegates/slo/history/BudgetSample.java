package io.jenkins.lib.releasegates.slo.history;

import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One look at a budget.
 *
 * @param at when, to the second
 * @param level what was seen; empty where the budget wasn't known then
 * @param outcome {@code KNOWN}, or the kind of outcome that leaves it open
 * @param reason the word for why it wasn't known; else empty
 * @param why it wasn't known, a sentence; else empty
 */
public record BudgetSample(Instant at, Optional<Level> level, Outcome outcome, String reason, String why) {

    /** Sentences are cut there, in UTF-16 units. */
    static final int MAX_WHY = 500;

    /** The kinds of {@link Measured}. */
    public enum Outcome {
        KNOWN,
        INCONCLUSIVE,
        ERROR
    }

    /**
     * A budget in numbers.
     *
     * @param remaining share of the budget that is left; not above 1, below 0 when more was spent than there was
     * @param sli share that was good
     * @param rules the burn-rate table's rows, the most urgent first
     */
    public record Level(double remaining, double sli, List<Rule> rules) {

        public Level {
            rules = List.copyOf(rules);
        }

        /** In the words that people use. */
        public ErrorBudget.State state() {
            if (remaining <= 0) {
                return ErrorBudget.State.EXHAUSTED;
            }
            return rules.stream().allMatch(rule -> rule.alert().state() == BurnAlert.State.QUIET)
                    ? ErrorBudget.State.HEALTHY
                    : ErrorBudget.State.AT_RISK;
        }

        long firing() {
            return rules.stream()
                    .filter(rule -> rule.alert().state() == BurnAlert.State.FIRING)
                    .count();
        }
    }

    /**
     * A row of the burn-rate table, with the burn rates of that moment; they are empty where they weren't known.
     *
     * @param alert the windows, the limit of both burn rates, and whether it was on
     */
    public record Rule(BurnAlert alert, Optional<Double> overLong, Optional<Double> overShort) {}

    /** What was measured at that instant. */
    public static BudgetSample of(Measured measured, Instant at) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return measured.fold(
                known -> known(known.budget(), second),
                open -> unknown(second, Outcome.INCONCLUSIVE, open.reason().name(), open.why()),
                errored -> unknown(second, Outcome.ERROR, errored.reason().name(), errored.why()));
    }

    private static BudgetSample known(ErrorBudget budget, Instant at) {
        List<Rule> rules = budget.alerts().stream()
                .map(alert ->
                        new Rule(alert, budget.burnRate(alert.longWindow()), budget.burnRate(alert.shortWindow())))
                .toList();
        return new BudgetSample(
                at, Optional.of(new Level(budget.remaining(), budget.sli(), rules)), Outcome.KNOWN, "", "");
    }

    private static BudgetSample unknown(Instant at, Outcome outcome, String reason, String why) {
        int end = Math.min(why.length(), MAX_WHY);
        // Half a character is none.
        boolean half = end < why.length() && Character.isHighSurrogate(why.charAt(end - 1));
        return new BudgetSample(at, Optional.empty(), outcome, reason, why.substring(0, half ? end - 1 : end));
    }

    /** Whether of these two this one says more of what went wrong: what is known says more than what isn't, then alerts, then what is left. */
    public boolean isWorseThan(BudgetSample other) {
        if (level.isEmpty() || other.level.isEmpty()) {
            return level.isPresent() || other.level.isEmpty();
        }
        Level mine = level.get();
        Level theirs = other.level.get();
        return mine.firing() == theirs.firing()
                ? mine.remaining() <= theirs.remaining()
                : mine.firing() > theirs.firing();
    }
}
