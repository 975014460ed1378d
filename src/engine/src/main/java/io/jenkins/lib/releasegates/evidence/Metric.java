package io.jenkins.lib.releasegates.evidence;

/**
 * Something that can be measured: a name with a type, a unit and a direction.
 *
 * @param name dotted, as policies write it: {@code coverage.line}
 * @param type what kind of number it is
 * @param direction which way is better; decides what a threshold means
 * @param needsBaseline whether it only exists in comparison with an earlier run
 * @param description one sentence for the table in the documentation
 */
public record Metric(String name, MetricType type, Direction direction, boolean needsBaseline, String description) {

    /** Which way is better. */
    public enum Direction {
        /** A threshold is the least value that passes. */
        HIGHER_IS_BETTER,
        /** A threshold is the first value that doesn't pass, as in {@code recordIssues}. */
        LOWER_IS_BETTER
    }

    /** Whether a value passes a threshold, by the direction; NaN passes none. */
    public boolean passes(double value, double threshold) {
        return direction == Direction.HIGHER_IS_BETTER ? value >= threshold : value < threshold;
    }
}
