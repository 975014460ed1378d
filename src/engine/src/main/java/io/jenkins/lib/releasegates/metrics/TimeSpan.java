package io.jenkins.lib.releasegates.metrics;

import java.time.Duration;
import java.time.Instant;

/**
 * Instants with the same distance.
 *
 * @param from the first
 * @param to none is after it
 * @param step between two of them, whole milliseconds
 */
public record TimeSpan(Instant from, Instant to, Duration step) {

    /** The most instants that Prometheus answers for. */
    public static final int MAX_INSTANTS = 11_000;

    public TimeSpan {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A time that begins at " + from + " can't end at " + to);
        }
        if (step.toMillis() < 1) {
            throw new IllegalArgumentException("step: found " + step + ", allowed: a millisecond or more");
        }
        if (Duration.between(from, to).toMillis() / step.toMillis() >= MAX_INSTANTS) {
            throw new IllegalArgumentException("step: found " + step + ", which gives more than " + MAX_INSTANTS
                    + " instants between " + from + " and " + to);
        }
    }
}
