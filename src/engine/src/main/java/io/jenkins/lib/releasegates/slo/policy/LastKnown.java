package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.budget.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a budget of earlier may stand in for one that can't be measured because the server is down. */
final class LastKnown {

    private final ErrorBudgetPolicy policy;
    private final BudgetQuestion question;

    LastKnown(ErrorBudgetPolicy policy, BudgetQuestion question) {
        this.policy = policy;
        this.question = question;
    }

    /**
     * The one that counts instead; empty where what was measured counts.
     *
     * @param why takes a sentence about it
     */
    Optional<KeptBudget> usable(List<String> why) {
        boolean outage = question.measured().measured() instanceof Measured.Errored errored && errored.isOutage();
        if (!outage || policy.lastKnownAtMost().isEmpty()) {
            return Optional.empty();
        }
        Duration most = policy.lastKnownAtMost().get();
        Optional<ErrorBudget> kept = question.lastKnown()
                .flatMap(found -> found.measured() instanceof Measured.Known known
                        ? Optional.of(known.budget())
                        : Optional.empty());
        if (kept.isEmpty()) {
            why.add("There is no last known state that could count instead.");
            return Optional.empty();
        }
        if (!kept.get().about().definition().equals(question.objective().definition())) {
            why.add("The last known state is of another definition of this objective, and doesn't count.");
            return Optional.empty();
        }
        Duration age = Duration.between(kept.get().about().at(), question.now());
        if (age.isNegative() || age.compareTo(most) > 0) {
            why.add(
                    age.isNegative()
                            ? "The last known state is of " + kept.get().about().at()
                                    + ", which is still to come, and doesn't count."
                            : "The last known state is " + Words.duration(age) + " old; it counts up to "
                                    + Words.duration(most) + ".");
            return Optional.empty();
        }
        why.add(question.objective().connection() + " can't be reached, so the last known state counts, which is "
                + Words.duration(age) + " old.");
        return question.lastKnown();
    }
}
