package io.jenkins.lib.releasegates.slo.budget;

import java.time.Duration;

/**
 * How much of an objective's time there are data of, looked at in slices.
 *
 * @param slice length of each
 * @param slices in all
 * @param gaps of these without data
 * @param withoutTraffic of these with data that count no events
 */
public record Coverage(Duration slice, int slices, int gaps, int withoutTraffic) {

    /** A larger share of gaps leaves the budget inconclusive. */
    public static final double MOST_GAPS = 0.05;

    /** The share of the time without data. */
    public double gapShare() {
        return slices == 0 ? 1 : (double) gaps / slices;
    }
}
