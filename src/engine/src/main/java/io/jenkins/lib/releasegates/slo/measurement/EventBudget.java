package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.slo.BudgetWindow.Period;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.BurnRate;
import io.jenkins.lib.releasegates.slo.budget.Counts;
import io.jenkins.lib.releasegates.slo.budget.Coverage;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget.Way;
import io.jenkins.lib.releasegates.slo.budget.Measured.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A budget of events: each counts the same, whenever in the window it was. */
final class EventBudget {

    private static final Duration SHORTEST_SLICE = Duration.ofMinutes(5);
    private static final Duration LONGEST_SLICE = Duration.ofHours(1);
    private static final int SLICES = 720;

    private final ServiceLevelObjective objective;
    private final Period period;
    private final Source source;
    private final Assembly assembly;

    EventBudget(ServiceLevelObjective objective, Period period, Source source) {
        this.objective = objective;
        this.period = period;
        this.source = source;
        this.assembly = new Assembly(objective, period);
    }

    ErrorBudget queried() throws UnknownLevel, MetricsException, InterruptedException {
        History history = history();
        Coverage coverage = history.coverage();
        Level whole = source.over(period.elapsed(), true);
        double remaining = 1 - whole.error() / objective.budget();
        Optional<Counts> counts = whole.events()
                .map(events ->
                        new Counts(Counts.Unit.EVENTS, events, events * whole.error(), events * objective.budget()));
        return finish(Way.QUERIED, history, coverage, whole, remaining, counts);
    }

    /** With the remaining share that was recorded. */
    ErrorBudget recorded(double remaining) throws UnknownLevel, MetricsException, InterruptedException {
        History history = history();
        Coverage coverage = history.coverage();
        Level whole = source.over(period.length(), true);
        return finish(Way.RECORDED, history, coverage, whole, remaining, Optional.empty());
    }

    private ErrorBudget finish(
            Way way, History history, Coverage coverage, Level whole, double remaining, Optional<Counts> counts)
            throws MetricsException, InterruptedException {
        List<BurnRate> rates = assembly.burnRates(window -> source.over(window, false));
        return assembly.budget(
                way,
                whole.error(),
                remaining,
                counts,
                rates,
                coverage,
                history.worstIncident(objective.budget(), history.weight()));
    }

    private History history() throws UnknownLevel, MetricsException, InterruptedException {
        Duration slice = slice(period.elapsed());
        Grid grid = Grid.before(period.now(), period.elapsed(), slice);
        if (grid.count() == 0) {
            throw new UnknownLevel(
                    Reason.NOT_BEGUN, "The window has only begun at " + period.from() + "; nothing can be told of it.");
        }
        return new History(source.slices(grid), slice);
    }

    /** Fine enough to see a gap, and coarse enough that a slow scrape isn't one. */
    private static Duration slice(Duration window) {
        Duration slice = Duration.ofMinutes(window.dividedBy(SLICES).toMinutes());
        if (slice.compareTo(SHORTEST_SLICE) < 0) {
            return SHORTEST_SLICE;
        }
        return slice.compareTo(LONGEST_SLICE) > 0 ? LONGEST_SLICE : slice;
    }
}
