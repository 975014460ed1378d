package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.slo.BudgetWindow;
import io.jenkins.lib.releasegates.slo.Budgeting;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget.Way;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.budget.Measured.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Measures error budgets. Thread-safe; keeps nothing. */
public final class ErrorBudgets {

    private ErrorBudgets() {}

    /**
     * Measures one. Asks up to some twenty questions, one after the other; each budget is of a single instant.
     *
     * @param way by the objective's own queries, or by what Sloth's rules recorded
     * @param server the connection that the objective names
     * @return never a budget without data: what can't be told is an outcome of its own
     */
    public static Measured measure(ServiceLevelObjective objective, Way way, MetricsServer server, Instant instant)
            throws InterruptedException {
        if (!server.name().equals(objective.connection())) {
            throw new IllegalArgumentException("The objective " + objective.name() + " is asked of "
                    + objective.connection() + ", not of " + server.name());
        }
        Instant at = instant.truncatedTo(ChronoUnit.SECONDS);
        try {
            return new Measured.Known(budget(objective, way, new Question(server, at), at));
        } catch (UnknownLevel e) {
            return e.outcome();
        } catch (MetricsException e) {
            return new Measured.Errored(e.reason(), String.valueOf(e.getMessage()));
        }
    }

    /** The windows over which burn rates are measured, the shortest first. */
    public static List<Duration> burnRateWindows() {
        return BurnRateTable.windows(BurnRateTable.shipped().rows());
    }

    private static ErrorBudget budget(ServiceLevelObjective objective, Way way, Question question, Instant at)
            throws UnknownLevel, MetricsException, InterruptedException {
        BudgetWindow.Period period = objective
                .window()
                .at(at)
                .orElseThrow(() -> new UnknownLevel(
                        Reason.NOT_BEGUN,
                        "The first window is still to come: "
                                + objective.window().words() + "."));
        if (way == Way.RECORDED) {
            RecordedSource source = recorded(objective, question);
            source.check(objective, period.length());
            return new EventBudget(objective, period, source).recorded(source.remaining());
        }
        Source source = new QueriedSource(objective.indicator(), question);
        return objective.budgeting() instanceof Budgeting.Occurrences
                ? new EventBudget(objective, period, source).queried()
                : new SliceBudget(objective, period, source).measure();
    }

    private static RecordedSource recorded(ServiceLevelObjective objective, Question question) throws UnknownLevel {
        return new RecordedSource(
                objective
                        .recorded()
                        .orElseThrow(() -> new UnknownLevel(
                                Reason.NOT_RECORDED,
                                "Only of objectives in Sloth's files is it known what is recorded of them.")),
                question);
    }
}
