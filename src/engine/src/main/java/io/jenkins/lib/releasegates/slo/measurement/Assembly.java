package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.slo.BudgetWindow.Period;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.BurnRate;
import io.jenkins.lib.releasegates.slo.budget.Counts;
import io.jenkins.lib.releasegates.slo.budget.Coverage;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget.Way;
import io.jenkins.lib.releasegates.slo.budget.Exhaustion;
import io.jenkins.lib.releasegates.slo.budget.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the parts of a budget together, and adds what follows from them. */
final class Assembly {

    private static final BurnRateTable TABLE = BurnRateTable.shipped();

    private final ServiceLevelObjective objective;
    private final Period period;

    Assembly(ServiceLevelObjective objective, Period period) {
        this.objective = objective;
        this.period = period;
    }

    /** The windows over which burn rates are wanted, the shortest first. */
    List<Duration> windows() {
        return BurnRateTable.windows(TABLE.within(period.length()));
    }

    /** How bad it was within a window. */
    interface Levels {
        Level over(Duration window) throws UnknownLevel, MetricsException, InterruptedException;
    }

    List<BurnRate> burnRates(Levels levels) throws MetricsException, InterruptedException {
        List<BurnRate> rates = new ArrayList<>();
        for (Duration window : windows()) {
            try {
                double rate = levels.over(window).error() / objective.budget();
                rates.add(new BurnRate(window, Optional.of(rate), ""));
            } catch (UnknownLevel e) {
                rates.add(new BurnRate(window, Optional.empty(), e.outcome().why()));
            }
        }
        return rates;
    }

    ErrorBudget budget(
            Way way,
            double error,
            double remaining,
            Optional<Counts> counts,
            List<BurnRate> rates,
            Coverage coverage,
            Optional<Incident> incident) {
        BurnRate current = rates.isEmpty()
                ? new BurnRate(Duration.ZERO, Optional.empty(), "The window is shorter than all of the alerts'.")
                : rates.get(0);
        boolean rolling = period.end().equals(period.now());
        Duration untilEnd = rolling ? Duration.ofDays(36_500) : Duration.between(period.now(), period.end());
        return new ErrorBudget(
                new ErrorBudget.About(
                        objective.name(),
                        objective.definition(),
                        objective.connection(),
                        way,
                        period.from(),
                        period.now(),
                        period.length()),
                objective.target(),
                1 - error,
                remaining,
                counts,
                rates,
                alerts(rates),
                Exhaustion.of(remaining, current, period.length(), untilEnd),
                coverage,
                incident);
    }

    private List<BurnAlert> alerts(List<BurnRate> rates) {
        List<BurnAlert> alerts = new ArrayList<>();
        for (BurnRateTable.Row row : TABLE.within(period.length())) {
            double factor = row.factor(period.length());
            alerts.add(new BurnAlert(
                    row.severity(),
                    row.speed(),
                    factor,
                    row.longWindow(),
                    row.shortWindow(),
                    both(above(rates, row.longWindow(), factor), above(rates, row.shortWindow(), factor))));
        }
        return alerts;
    }

    private static BurnAlert.State above(List<BurnRate> rates, Duration window, double factor) {
        return rates.stream()
                .filter(rate -> rate.over().equals(window))
                .findFirst()
                .flatMap(BurnRate::value)
                .map(rate -> rate > factor ? BurnAlert.State.FIRING : BurnAlert.State.QUIET)
                .orElse(BurnAlert.State.UNKNOWN);
    }

    /** Quiet as soon as one window is. */
    private static BurnAlert.State both(BurnAlert.State first, BurnAlert.State second) {
        if (first == BurnAlert.State.QUIET || second == BurnAlert.State.QUIET) {
            return BurnAlert.State.QUIET;
        }
        return first == second ? first : BurnAlert.State.UNKNOWN;
    }
}
