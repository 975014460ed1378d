package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SlothSeries;
import io.jenkins.lib.releasegates.slo.budget.Measured.Reason;
import io.jenkins.lib.releasegates.slo.budget.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Sloth's recording rules left: {@code slo:sli_error:ratio_rate5m} and its like, {@code slo:objective:ratio},
 * {@code slo:time_period:days} and {@code slo:period_error_budget_remaining:ratio}.
 *
 * <p>The names are those of Sloth's pkg/common/conventions. What Sloth calls the error over the whole period is the mean of the recorded errors
 * over five minutes.
 */
final class RecordedSource implements Source {

    private static final double SAME = 1e-9;

    private final SlothSeries series;
    private final Question question;

    RecordedSource(SlothSeries series, Question question) {
        this.series = series;
        this.question = question;
    }

    /** Refuses rules of an objective that was another one when they were made. */
    void check(ServiceLevelObjective objective, Duration period)
            throws UnknownLevel, MetricsException, InterruptedException {
        double target = one("the recorded objective", "slo:objective:ratio");
        if (Math.abs(target - objective.target()) > SAME) {
            throw new UnknownLevel(
                    Reason.OTHER_OBJECTIVE,
                    "The recording rules are of the objective " + Words.level(target) + ", the file says "
                            + Words.level(objective.target()) + ".");
        }
        double days = one("the recorded period", "slo:time_period:days");
        if (Math.abs(days * 86_400 - period.toSeconds()) > 1) {
            throw new UnknownLevel(
                    Reason.OTHER_OBJECTIVE,
                    "The recording rules are of a period of " + Words.number(days) + " days, the objective's has "
                            + Expression.of(period) + ".");
        }
    }

    /** The share of the budget that is left, as recorded. */
    double remaining() throws UnknownLevel, MetricsException, InterruptedException {
        double remaining = one("the recorded remaining budget", "slo:period_error_budget_remaining:ratio");
        if (remaining > 1 + SAME) {
            throw new UnknownLevel(
                    Reason.CONTRADICTION, "More of the budget is recorded as left than there is: " + remaining + ".");
        }
        return Math.min(1, remaining);
    }

    private double one(String what, String name) throws UnknownLevel, MetricsException, InterruptedException {
        return question.one(what, name + series.selector());
    }

    @Override
    public Level over(Duration window, boolean whole) throws UnknownLevel, MetricsException, InterruptedException {
        String length = Expression.of(window);
        return Level.ofShare(one("the recorded error over " + length, "slo:sli_error:ratio_rate" + length));
    }

    @Override
    public List<Slice> slices(Grid grid) throws UnknownLevel, MetricsException, InterruptedException {
        String expression = "avg_over_time(slo:sli_error:ratio_rate5m" + series.selector() + "["
                + Expression.of(grid.slice()) + "])";
        @Nullable Double[] values = question.over("the recorded error over 5m", expression, grid);
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < grid.count(); i++) {
            Double value = values[i];
            if (value == null) {
                slices.add(Slice.gap(grid.end(i)));
            } else if (Double.isInfinite(value)) {
                throw new UnknownLevel(
                        Reason.NOT_A_NUMBER, "A slice has an infinite value, which is no share of anything.");
            } else if (Double.isFinite(value)) {
                double error = Level.ofShare(value).error();
                slices.add(new Slice(grid.end(i), Slice.State.MEASURED, 1, error));
            } else {
                slices.add(Slice.withoutTraffic(grid.end(i)));
            }
        }
        return slices;
    }
}
