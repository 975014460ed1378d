package io.jenkins.lib.releasegates.health;

import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an environment asks of the running service whenever something is to go there. {@link HealthReading} makes one.
 *
 * @param gates metric gates, each asked once whenever it is looked
 * @param objectives whose error budgets are measured; empty where none are
 * @param policy what these budgets mean; there is one where there are objectives
 * @param way how they are measured
 * @param sampling how long a step waits for all of it to be well; empty where it is looked once
 */
public record HealthDemand(
        List<HealthGate> gates,
        List<ServiceLevelObjective> objectives,
        Optional<ErrorBudgetPolicy> policy,
        ErrorBudget.Way way,
        Optional<Sampling> sampling) {

    /** What the names of all its gates begin with; no gate of a policy is called so. */
    public static final String PREFIX = "health: ";

    /** The gate that says whether an error budget asks for one more approval. */
    public static final String APPROVAL = PREFIX + "approval";

    /** Nothing is asked. */
    public static final HealthDemand NONE =
            new HealthDemand(List.of(), List.of(), Optional.empty(), ErrorBudget.Way.QUERIED, Optional.empty());

    public HealthDemand {
        gates = List.copyOf(gates);
        objectives = List.copyOf(objectives);
        if (policy.isEmpty() && !objectives.isEmpty()) {
            throw new IllegalArgumentException("Budgets without a policy mean nothing");
        }
    }

    /** Whether nothing is asked. */
    public boolean isNone() {
        return gates.isEmpty() && objectives.isEmpty();
    }

    /** The group of which one person more has to approve where an error budget demands that. */
    public Optional<String> approvers() {
        return objectives.isEmpty() ? Optional.empty() : policy.flatMap(ErrorBudgetPolicy::approval);
    }

    /** The names of all gates, in the order of their results. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        gates.forEach(gate -> names.add(gate.name()));
        for (int i = 0; i < objectives.size(); i++) {
            names.add(PREFIX + JudgedBudgets.gate(objectives.get(i).name().toString(), i));
        }
        approvers().ifPresent(group -> names.add(APPROVAL));
        return names;
    }

    /** Whether a gate of that name is one of a service's health, in whatever environment. */
    public static boolean isOne(String gate) {
        return gate.startsWith(PREFIX);
    }
}
