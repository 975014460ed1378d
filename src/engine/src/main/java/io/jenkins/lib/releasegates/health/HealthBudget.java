package io.jenkins.lib.releasegates.health;

import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision;

/**
 * The error budget of an objective, as it was looked at once.
 *
 * @param measured what came of measuring it just now
 * @param decision what it means for a release; its basis may be a budget of earlier
 */
public record HealthBudget(ServiceLevelObjective objective, KeptBudget measured, BudgetDecision decision) {}
