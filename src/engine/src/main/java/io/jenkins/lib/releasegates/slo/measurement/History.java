package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.slo.budget.Coverage;
import io.jenkins.lib.releasegates.slo.budget.Incident;
import io.jenkins.lib.releasegates.slo.budget.Measured.Reason;
import io.jenkins.lib.releasegates.slo.budget.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the slices of a window tell together: whether there is enough of it to judge, and when it went wrong. */
final class History {

    /** How late the newest data may be; Prometheus, too, calls a series stale after that. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final List<Slice> slices;
    private final Duration slice;

    /** With the slices of the window, none missing. */
    History(List<Slice> slices, Duration slice) {
        this.slices = slices;
        this.slice = slice;
    }

    List<Slice> slices() {
        return slices;
    }

    /** How much there is. Too little is no budget. */
    Coverage coverage() throws UnknownLevel {
        int gaps = (int)
                slices.stream().filter(one -> one.state() == Slice.State.GAP).count();
        int idle = (int) slices.stream()
                .filter(one -> one.state() == Slice.State.NO_TRAFFIC)
                .count();
        Coverage coverage = new Coverage(slice, slices.size(), gaps, idle);
        if (gaps == slices.size()) {
            throw new UnknownLevel(
                    Reason.NO_DATA, "There are no data at all within the window of " + time(slices.size()) + ".");
        }
        refuseShort();
        refuseStale();
        if (coverage.gapShare() > Coverage.MOST_GAPS) {
            throw new UnknownLevel(
                    Reason.GAPS,
                    Words.percent(coverage.gapShare()) + " of the window of " + time(slices.size())
                            + " are without data, " + time(gaps) + " in all; at most "
                            + Words.percent(Coverage.MOST_GAPS) + " may be.");
        }
        if (slices.stream().noneMatch(Slice::isMeasured)) {
            throw new UnknownLevel(
                    Reason.NO_TRAFFIC,
                    "There were no events within the window of " + time(slices.size()) + ": a share of nothing.");
        }
        return coverage;
    }

    private void refuseShort() throws UnknownLevel {
        int leading = 0;
        while (slices.get(leading).state() == Slice.State.GAP) {
            leading++;
        }
        if (leading > Coverage.MOST_GAPS * slices.size()) {
            throw new UnknownLevel(
                    Reason.SHORT_HISTORY,
                    "The data begin at " + begin(leading) + " and are " + time(slices.size() - leading)
                            + " long; the window has " + time(slices.size()) + ".");
        }
    }

    private void refuseStale() throws UnknownLevel {
        int trailing = 0;
        while (slices.get(slices.size() - 1 - trailing).state() == Slice.State.GAP) {
            trailing++;
        }
        if (trailing > 0 && slice.multipliedBy(trailing).compareTo(LATE) >= 0) {
            throw new UnknownLevel(
                    Reason.GAPS,
                    "The data end at "
                            + slices.get(slices.size() - 1 - trailing).end() + ", " + time(trailing) + " ago.");
        }
    }

    private String time(int number) {
        return Words.duration(slice.multipliedBy(number));
    }

    private Instant begin(int index) {
        return slices.get(index).end().minus(slice);
    }

    /**
     * The worst time in which slice after slice spent more than the objective allows.
     *
     * @param budget the share that may be bad
     * @param whole the weight of all that the budget is of
     */
    Optional<Incident> worstIncident(double budget, double whole) {
        Optional<Incident> worst = Optional.empty();
        int from = 0;
        double spent = 0;
        for (int i = 0; i <= slices.size(); i++) {
            if (i < slices.size() && slices.get(i).error() > budget) {
                from = spent == 0 ? i : from;
                spent += slices.get(i).error() * slices.get(i).weight() / (whole * budget);
            } else {
                if (spent > worst.map(Incident::share).orElse(0.0)) {
                    worst = Optional.of(
                            new Incident(begin(from), slices.get(i - 1).end(), spent));
                }
                spent = 0;
            }
        }
        return worst;
    }

    /** The weight of all that was measured. */
    double weight() {
        return slices.stream().mapToDouble(Slice::weight).sum();
    }
}
