package io.jenkins.lib.releasegates.environment;

import java.time.Instant;

/**
 * A time in which nothing is admitted.
 *
 * @param from the first instant of it
 * @param until the first instant after it
 * @param reason for people
 */
public record Freeze(Instant from, Instant until, String reason) {

    public Freeze {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("A freeze ends after it begins, found " + from + " and " + until);
        }
    }

    /** Whether it holds then. */
    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
