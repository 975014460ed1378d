package io.jenkins.lib.releasegates.slo.budget;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.slo.BudgetWindow;
import io.jenkins.lib.releasegates.slo.Budgeting;
import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.Indicator;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Budgets as tests need them. */
public final class Budgets {

    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    public static final ServiceLevelObjective OBJECTIVE = new ServiceLevelObjective(
            new ServiceLevelObjective.Name("shop", "requests", ""),
            0.999,
            new BudgetWindow.Rolling(Duration.ofDays(30)),
            new Budgeting.Occurrences(),
            new Indicator.Ratio(new Expression("x", Expression.Form.SAMPLED), false),
            "prometheus",
            Optional.empty());

    private Budgets() {}

    /** One that is quiet, and of which so much is left. */
    public static ErrorBudget left(double remaining) {
        return budget(remaining, Optional.of(0.5), BurnAlert.State.QUIET, Optional.empty());
    }

    /** One that burns at a rate over all windows. */
    public static ErrorBudget burning(double remaining, Optional<Double> rate, BurnAlert.State page) {
        return budget(remaining, rate, page, Optional.empty());
    }

    /** One of which one incident spent so much. */
    public static ErrorBudget afterIncident(double remaining, double share) {
        Incident incident = new Incident(NOW.minusSeconds(7200), NOW.minusSeconds(3600), share);
        return budget(remaining, Optional.of(0.5), BurnAlert.State.QUIET, Optional.of(incident));
    }

    private static ErrorBudget budget(
            double remaining, Optional<Double> rate, BurnAlert.State page, Optional<Incident> incident) {
        Duration hour = Duration.ofHours(1);
        Duration minutes = Duration.ofMinutes(5);
        String why = rate.isPresent() ? "" : "There were no events.";
        return new ErrorBudget(
                about(OBJECTIVE.definition(), NOW),
                0.999,
                1 - (1 - remaining) * 0.001,
                remaining,
                Optional.of(new Counts(Counts.Unit.EVENTS, 1000, 1 - remaining, 1)),
                List.of(new BurnRate(minutes, rate, why), new BurnRate(hour, rate, why)),
                List.of(
                        new BurnAlert(BurnAlert.Severity.PAGE, BurnAlert.Speed.QUICK, 14.4, hour, minutes, page),
                        new BurnAlert(
                                BurnAlert.Severity.TICKET,
                                BurnAlert.Speed.SLOW,
                                1,
                                hour,
                                minutes,
                                BurnAlert.State.QUIET)),
                Exhaustion.of(
                        remaining, new BurnRate(minutes, rate, why), Duration.ofDays(30), Duration.ofDays(36_500)),
                new Coverage(hour, 720, 1, 2),
                incident);
    }

    /** The same at another time, or of another objective. */
    public static ErrorBudget with(ErrorBudget budget, Digest definition, Instant at) {
        return new ErrorBudget(
                about(definition, at),
                budget.target(),
                budget.sli(),
                budget.remaining(),
                budget.counts(),
                budget.burnRates(),
                budget.alerts(),
                budget.exhaustion(),
                budget.coverage(),
                budget.incident());
    }

    private static ErrorBudget.About about(Digest definition, Instant at) {
        return new ErrorBudget.About(
                OBJECTIVE.name(),
                definition,
                "prometheus",
                ErrorBudget.Way.QUERIED,
                at.minus(Duration.ofDays(30)),
                at,
                Duration.ofDays(30));
    }
}
