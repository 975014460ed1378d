package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.Indicator;
import io.jenkins.lib.releasegates.slo.budget.Measured.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Asks the questions of an indicator. */
final class QueriedSource implements Source {

    private final Indicator indicator;
    private final Question question;

    QueriedSource(Indicator indicator, Question question) {
        this.indicator = indicator;
        this.question = question;
    }

    @Override
    public Level over(Duration window, boolean whole) throws UnknownLevel, MetricsException, InterruptedException {
        if (indicator instanceof Indicator.EventRatio events) {
            return events(events, window, whole);
        }
        return Level.ofShare(
                error(question.one(share(window).what(), share(window).expression())));
    }

    private Level events(Indicator.EventRatio events, Duration window, boolean whole)
            throws UnknownLevel, MetricsException, InterruptedException {
        double total = question.one("all events", events.total().counted(window));
        if (total == 0) {
            throw new UnknownLevel(
                    Reason.NO_TRAFFIC,
                    "There were no events within " + Expression.of(window) + ": a share of nothing.");
        }
        String what = counted(events);
        OptionalDouble found = question.optional(what, events.counted().counted(window));
        if (found.isEmpty() && whole) {
            throw nothingCounted(what, window);
        }
        double share = Question.finite(what, found.orElse(0)) / total;
        return Level.of(events.ofGood() ? 1 - share : share, events(events, total, window));
    }

    private static UnknownLevel nothingCounted(String what, Duration window) {
        return new UnknownLevel(
                Reason.NOTHING_COUNTED,
                "The query of " + what + " finds no series within " + Expression.of(window)
                        + ", though there were events; where that means none, write: (query) or on() vector(0).");
    }

    private static String counted(Indicator.EventRatio events) {
        return events.ofGood() ? "good events" : "bad events";
    }

    private static Optional<Double> events(Indicator.EventRatio events, double total, Duration window) {
        Expression.Unit unit = events.total().unit();
        if (unit != events.counted().unit()) {
            return Optional.empty();
        }
        return switch (unit) {
            case EVENTS -> Optional.of(total);
            case EVENTS_PER_SECOND -> Optional.of(total * window.toSeconds());
            case UNKNOWN -> Optional.empty();
        };
    }

    @Override
    public List<Slice> slices(Grid grid) throws UnknownLevel, MetricsException, InterruptedException {
        if (indicator instanceof Indicator.EventRatio events) {
            return eventSlices(events, grid);
        }
        Share share = share(grid.slice());
        @Nullable Double[] values = question.over(share.what(), share.expression(), grid);
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < grid.count(); i++) {
            slices.add(slice(grid, i, values[i]));
        }
        return slices;
    }

    private Slice slice(Grid grid, int i, @Nullable Double value) throws UnknownLevel {
        if (value == null) {
            return Slice.gap(grid.end(i));
        }
        if (Double.isInfinite(value)) {
            throw infinite();
        }
        return Double.isFinite(value)
                ? new Slice(
                        grid.end(i),
                        Slice.State.MEASURED,
                        1,
                        Level.ofShare(error(value)).error())
                : Slice.withoutTraffic(grid.end(i));
    }

    private List<Slice> eventSlices(Indicator.EventRatio events, Grid grid)
            throws UnknownLevel, MetricsException, InterruptedException {
        @Nullable Double[] totals = question.over("all events", events.total().counted(grid.slice()), grid);
        @Nullable
        Double[] counted = question.over(counted(events), events.counted().counted(grid.slice()), grid);
        if (Arrays.stream(totals).anyMatch(Objects::nonNull)
                && Arrays.stream(counted).noneMatch(Objects::nonNull)) {
            throw nothingCounted(counted(events), grid.slice().multipliedBy(grid.count()));
        }
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < grid.count(); i++) {
            Double total = totals[i];
            if (total == null) {
                slices.add(Slice.gap(grid.end(i)));
            } else if (Double.isInfinite(total)) {
                throw infinite();
            } else if (Double.isNaN(total) || total == 0) {
                slices.add(Slice.withoutTraffic(grid.end(i)));
            } else {
                double found = counted[i] == null ? 0 : Question.finite(counted(events), counted[i]);
                double error = events.ofGood() ? 1 - found / total : found / total;
                slices.add(new Slice(
                        grid.end(i),
                        Slice.State.MEASURED,
                        total,
                        Level.of(error).error()));
            }
        }
        return slices;
    }

    /** Something divided by nothing: there was something. */
    private static UnknownLevel infinite() {
        return new UnknownLevel(Reason.NOT_A_NUMBER, "A slice has an infinite value, which is no share of anything.");
    }

    /** A question for a share of good or bad. */
    private record Share(String what, String expression) {}

    private Share share(Duration window) {
        if (indicator instanceof Indicator.Ratio ratio) {
            return new Share("the ratio", ratio.ratio().mean(window));
        }
        if (indicator instanceof Indicator.Threshold threshold) {
            return new Share(
                    "the number that is compared",
                    threshold
                            .value()
                            .share(threshold.comparison(), threshold.limit().toPlainString(), window));
        }
        throw new IllegalStateException("No share: " + indicator);
    }

    private double error(double share) {
        return indicator instanceof Indicator.Ratio ratio && !ratio.ofGood() ? share : 1 - share;
    }
}
