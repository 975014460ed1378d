package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.measurement.ErrorBudgets;
import java.time.Instant;
import java.util.Optional;

/**
 * Measures an error budget and says what it means for a release: what a step or the gate of an environment calls.
 *
 * <pre>{@code
 * SloReading slos = SloFiles.read(files, SloSettings.of(connection.name()));            // issues() first: all or none
 * ErrorBudgetPolicyReading policy = ErrorBudgetPolicyReading.of(bytes, "policy.yaml");  // issues() first
 * ErrorBudgetCheck check = new ErrorBudgetCheck(slos.objectives().get(0), Way.QUERIED, policy.policy().orElseThrow());
 * BudgetDecision decision = check.check(connection, change, answers, lastKnown, now);   // asks the server; seconds
 * decision.verdict();                                                                   // for the gate, with its explanation
 * decision.asks();                                                                      // whose approval would help
 * BudgetJson.write(decision.basis());                                                   // evidence, and the next last known state
 * }</pre>
 *
 * <p>After people have answered, {@link #judge} judges the same measurement again, without a question to the server. Thread-safe.
 */
public final class ErrorBudgetCheck {

    private final ServiceLevelObjective objective;
    private final ErrorBudget.Way way;
    private final ErrorBudgetPolicy policy;

    /** With how the budget is measured, and the owner's policy. */
    public ErrorBudgetCheck(ServiceLevelObjective objective, ErrorBudget.Way way, ErrorBudgetPolicy policy) {
        this.objective = objective;
        this.way = way;
        this.policy = policy;
    }

    /**
     * Measures and judges.
     *
     * @param server the connection that the objective names
     * @param lastKnown a budget of this objective that was kept, for when the server is down
     * @param now the one instant of the decision
     */
    public BudgetDecision check(
            MetricsServer server,
            ClaimedChange change,
            GivenAnswers answers,
            Optional<KeptBudget> lastKnown,
            Instant now)
            throws InterruptedException {
        KeptBudget measured = KeptBudget.of(ErrorBudgets.measure(objective, way, server, now));
        return judge(policy, new BudgetQuestion(objective, measured, change, answers, lastKnown, now));
    }

    /** Judges what was measured. A pure function: equal questions have equal answers. */
    public static BudgetDecision judge(ErrorBudgetPolicy policy, BudgetQuestion question) {
        return new BudgetJudge(policy, question).judge();
    }
}
