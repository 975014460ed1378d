package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a rule holds: when all that is there holds. Without anything it always does.
 *
 * @param remainingAtMost percent of the budget
 * @param alert that is on, or a more severe one
 * @param burn a burn rate that is exceeded
 */
public record BudgetCondition(
        Optional<Double> remainingAtMost, Optional<BurnAlert.Severity> alert, Optional<BurnLimit> burn) {

    /** One that always holds. */
    static final BudgetCondition ALWAYS = new BudgetCondition(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A limit of a burn rate.
     *
     * @param above more than which holds
     * @param over one of the windows over which burn rates are measured
     */
    public record BurnLimit(double above, Duration over) {}

    /** Whether a condition holds. */
    enum Truth {
        HOLDS,
        DOES_NOT,
        /** It depends on a burn rate that isn't known. */
        UNKNOWN
    }

    boolean isAlways() {
        return equals(ALWAYS);
    }

    /** What doesn't hold decides, even where something else isn't known. */
    Truth of(ErrorBudget budget) {
        List<Truth> truths = new ArrayList<>();
        remainingAtMost.ifPresent(percent -> truths.add(truth(budget.remaining() * 100 <= percent)));
        alert.ifPresent(severity -> truths.add(
                switch (budget.alert(severity)) {
                    case FIRING -> Truth.HOLDS;
                    case QUIET -> Truth.DOES_NOT;
                    case UNKNOWN -> Truth.UNKNOWN;
                }));
        burn.ifPresent(limit -> truths.add(budget.burnRate(limit.over())
                .map(rate -> truth(rate > limit.above()))
                .orElse(Truth.UNKNOWN)));
        if (truths.contains(Truth.DOES_NOT)) {
            return Truth.DOES_NOT;
        }
        return truths.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.HOLDS;
    }

    private static Truth truth(boolean holds) {
        return holds ? Truth.HOLDS : Truth.DOES_NOT;
    }

    /** For people: {@code at most 25 % of the budget are left and the budget burns faster than 1 over 6h}. */
    String words() {
        List<String> words = new ArrayList<>();
        remainingAtMost.ifPresent(percent -> words.add(
                percent <= 0
                        ? "nothing of the budget is left"
                        : "at most " + Words.number(percent) + " % of the budget are left"));
        alert.ifPresent(severity -> words.add("the budget burns so fast that somebody gets a " + severity.id()));
        burn.ifPresent(limit -> words.add("the budget burns faster than " + Words.number(limit.above()) + " over "
                + Expression.of(limit.over())));
        return words.isEmpty() ? "no other rule holds" : String.join(" and ", words);
    }
}
