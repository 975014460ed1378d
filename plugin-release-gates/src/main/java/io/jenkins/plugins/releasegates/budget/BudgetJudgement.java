package io.jenkins.plugins.releasegates.budget;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.health.JudgedBudgets;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.plugins.releasegates.gate.JudgedElsewhere;
import java.util.List;

/** Error budgets, each as a gate. */
record BudgetJudgement(JudgedBudgets budgets, Criticality criticality) implements JudgedElsewhere.Judgement {

    @Override
    public List<GateResult> results() {
        return budgets.results(criticality);
    }

    @Override
    public Evidence evidence() {
        return Evidence.observed(budgets.observed());
    }

    @Override
    public Digest demand() {
        return budgets.demand();
    }
}
