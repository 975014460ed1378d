package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import java.time.Instant;
import java.util.Optional;

/**
 * What a policy is asked.
 *
 * @param change what is claimed of the release, and what proves it
 * @param answers of people so far
 * @param lastKnown a budget of this objective that was kept, if there is one
 * @param now the one instant of the decision
 */
public record BudgetQuestion(
        ServiceLevelObjective objective,
        KeptBudget measured,
        ClaimedChange change,
        GivenAnswers answers,
        Optional<KeptBudget> lastKnown,
        Instant now) {}
