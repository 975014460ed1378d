package io.jenkins.lib.releasegates.slo.policy;

import java.util.List;

/**
 * One rule of an error-budget policy.
 *
 * @param changes the classes that may go; empty unless the consequence is {@link Consequence#ONLY}
 */
public record BudgetRule(String name, BudgetCondition when, Consequence then, List<String> changes) {
    public BudgetRule {
        changes = List.copyOf(changes);
    }
}
