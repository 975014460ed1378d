package io.jenkins.lib.releasegates.health;

import io.jenkins.lib.releasegates.analysis.metric.MetricProbes;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the budgets of all environments once, one after the other, and judges nothing. Equal objectives are asked once, and a server that is out of order
 * isn't asked again in the same round.
 */
public final class BudgetRound {

    private final InstantSource clock;

    /**
     * An environment.
     *
     * @param name as the record calls it
     * @param connections those that it may use
     */
    public record Asked(String name, HealthDemand demand, MetricProbes.Connections connections) {}

    /** Keeps what was measured. */
    public interface Keeper {

        /** Whether somebody has looked at that objective so shortly before that nobody has to ask again. */
        boolean isFresh(Asked environment, ServiceLevelObjective objective, Instant now);

        /** Keeps it. */
        void keep(Asked environment, ServiceLevelObjective objective, Measured measured, Instant at);
    }

    private record Question(Digest definition, ErrorBudget.Way way) {}

    /** With the clock that says for which instants is asked. */
    public BudgetRound(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Asks; takes as long as servers do.
     *
     * @throws InterruptedException as soon as the thread is interrupted, between two budgets at the latest; what was kept until then stays
     */
    public void ask(List<Asked> environments, Keeper keeper) throws InterruptedException {
        Map<Question, Answered> answers = new HashMap<>();
        Map<String, Measured.Errored> down = new HashMap<>();
        for (Asked environment : environments) {
            for (ServiceLevelObjective objective : environment.demand().objectives()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("Stopped between two error budgets");
                }
                if (!keeper.isFresh(environment, objective, clock.instant())) {
                    Answered answer = answer(environment, objective, answers, down);
                    keeper.keep(environment, objective, answer.measured(), answer.at());
                }
            }
        }
    }

    private record Answered(Measured measured, Instant at) {}

    private Answered answer(
            Asked environment,
            ServiceLevelObjective objective,
            Map<Question, Answered> answers,
            Map<String, Measured.Errored> down)
            throws InterruptedException {
        Instant now = clock.instant();
        ErrorBudget.Way way = environment.demand().way();
        if (environment.connections().named(objective.connection()).isEmpty()) {
            // Another environment may still use it.
            return new Answered(HealthCheck.measure(objective, way, environment.connections(), now), now);
        }
        Measured.Errored outage = down.get(objective.connection());
        if (outage != null) {
            return new Answered(outage, now);
        }
        Question question = new Question(objective.definition(), way);
        Answered known = answers.get(question);
        if (known != null) {
            return known;
        }
        Measured measured = HealthCheck.measure(objective, way, environment.connections(), now);
        if (measured instanceof Measured.Errored errored && errored.isOutage()) {
            down.put(objective.connection(), errored);
        }
        Answered fresh = new Answered(measured, now);
        answers.put(question, fresh);
        return fresh;
    }
}
