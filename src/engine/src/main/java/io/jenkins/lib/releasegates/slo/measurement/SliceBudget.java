package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.slo.BudgetWindow.Period;
import io.jenkins.lib.releasegates.slo.Budgeting;
import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.BurnRate;
import io.jenkins.lib.releasegates.slo.budget.Counts;
import io.jenkins.lib.releasegates.slo.budget.Coverage;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget.Way;
import io.jenkins.lib.releasegates.slo.budget.Measured.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A budget of slices of time: each counts the same, however much happened in it. */
final class SliceBudget {

    /** What rounding may bring about. */
    private static final double ROUNDING = 1e-12;

    private final ServiceLevelObjective objective;
    private final Period period;
    private final Source source;
    private final Assembly assembly;
    private final Duration slice;

    SliceBudget(ServiceLevelObjective objective, Period period, Source source) {
        this.objective = objective;
        this.period = period;
        this.source = source;
        this.assembly = new Assembly(objective, period);
        this.slice = objective.budgeting() instanceof Budgeting.Timeslices slices
                ? slices.slice()
                : ((Budgeting.RatioTimeslices) objective.budgeting()).slice();
    }

    ErrorBudget measure() throws UnknownLevel, MetricsException, InterruptedException {
        Grid window = window();
        List<Slice> all = judged(source.slices(longer(window)));
        History history = new History(all.subList(all.size() - window.count(), all.size()), slice);
        Coverage coverage = history.coverage();
        double error = error(history.slices());
        double bad = error * history.weight();
        double of = isRolling() ? history.weight() : number(period.length());
        double allowed = of * objective.budget();
        Counts counts = new Counts(Counts.Unit.SLICES, history.weight(), bad, allowed);
        List<BurnRate> rates = assembly.burnRates(over -> recent(all, over));
        return assembly.budget(
                Way.QUERIED,
                error,
                1 - bad / allowed,
                Optional.of(counts),
                rates,
                coverage,
                history.worstIncident(objective.budget(), of));
    }

    private boolean isRolling() {
        return period.end().equals(period.now());
    }

    private int number(Duration time) {
        return (int) (time.toMillis() / slice.toMillis());
    }

    /** Whole slices, beginning with the period, or at multiples of their length where it moves along. */
    private Grid window() throws UnknownLevel {
        if (isRolling()) {
            long millis = slice.toMillis();
            Instant last = Instant.ofEpochMilli(period.now().toEpochMilli() / millis * millis);
            return new Grid(last, slice, number(period.length()));
        }
        int count = number(period.elapsed());
        if (count == 0) {
            throw new UnknownLevel(
                    Reason.NOT_BEGUN, "The first slice of the window from " + period.from() + " isn't over.");
        }
        return new Grid(period.from().plus(slice.multipliedBy(count)), slice, count);
    }

    /** As long as the longest of the windows of burn rates, too. */
    private Grid longer(Grid window) {
        int most = assembly.windows().stream().mapToInt(this::number).max().orElse(0);
        return new Grid(window.last(), slice, Math.max(window.count(), most));
    }

    /** In slices that are good or bad, nothing is in between. */
    private List<Slice> judged(List<Slice> slices) {
        List<Slice> judged = new ArrayList<>();
        for (Slice one : slices) {
            double error = one.error();
            if (objective.budgeting() instanceof Budgeting.Timeslices timeslices) {
                error = 1 - one.error() < timeslices.target() - ROUNDING ? 1 : 0;
            }
            judged.add(one.isMeasured() ? new Slice(one.end(), Slice.State.MEASURED, 1, Math.min(1, error)) : one);
        }
        return judged;
    }

    private static double error(List<Slice> slices) {
        return slices.stream()
                .filter(Slice::isMeasured)
                .mapToDouble(Slice::error)
                .average()
                .orElse(0);
    }

    private Level recent(List<Slice> all, Duration over) throws UnknownLevel {
        int wanted = number(over);
        if (wanted == 0) {
            throw new UnknownLevel(
                    Reason.NO_DATA, Expression.of(over) + " is shorter than a slice of " + Expression.of(slice) + ".");
        }
        List<Slice> recent = all.subList(Math.max(0, all.size() - wanted), all.size());
        if (recent.stream().noneMatch(Slice::isMeasured)) {
            throw new UnknownLevel(Reason.NO_TRAFFIC, "Nothing was measured within " + Expression.of(over) + ".");
        }
        return Level.of(error(recent));
    }
}
