package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.slo.budget.Measured.Reason;
import io.jenkins.lib.releasegates.slo.budget.Words;
import java.util.Optional;

/**
 * How bad it was within a window.
 *
 * @param error the share that was bad; 0 or more
 * @param events how many events there were, where that is known
 */
record Level(double error, Optional<Double> events) {

    /** What rounding may bring about. */
    private static final double ROUNDING = 1e-9;

    static Level of(double error) throws UnknownLevel {
        return of(error, Optional.empty());
    }

    /** Less than nothing was bad when there is more good than there is at all: then the queries don't belong together. */
    static Level of(double error, Optional<Double> events) throws UnknownLevel {
        if (error < -ROUNDING) {
            throw new UnknownLevel(
                    Reason.CONTRADICTION,
                    "The queries give a bad share of " + Words.number(error)
                            + ", which is below 0: they don't belong together.");
        }
        return new Level(Math.max(0, error), events);
    }

    /** A share that was computed elsewhere and can't be above 1. */
    static Level ofShare(double error) throws UnknownLevel {
        if (error > 1 + ROUNDING) {
            throw new UnknownLevel(
                    Reason.CONTRADICTION,
                    "The query gives a bad share of " + Words.number(error) + ", which is above 1.");
        }
        return of(error);
    }
}
