package io.jenkins.lib.releasegates.slo.budget;

import java.time.Duration;

/**
 * When a budget is gone if it goes on burning as it does.
 *
 * @param in zero where it is gone, or no end is in sight
 */
public record Exhaustion(Kind kind, Duration in) {

    /** What is known of it. */
    public enum Kind {
        EXHAUSTED,
        IN_SIGHT,
        /** Nothing burns, or the period ends before. */
        NOT_IN_SIGHT,
        /** The current burn rate isn't known. */
        UNKNOWN
    }

    /**
     * By the burn rate.
     *
     * @param remaining share of the budget
     * @param untilEnd how long the budget still has to last at most
     */
    public static Exhaustion of(double remaining, BurnRate current, Duration period, Duration untilEnd) {
        if (remaining <= 0) {
            return new Exhaustion(Kind.EXHAUSTED, Duration.ZERO);
        }
        if (current.value().isEmpty()) {
            return new Exhaustion(Kind.UNKNOWN, Duration.ZERO);
        }
        double seconds = remaining * period.toSeconds() / current.value().get();
        if (seconds >= untilEnd.toSeconds()) {
            return new Exhaustion(Kind.NOT_IN_SIGHT, Duration.ZERO);
        }
        return new Exhaustion(Kind.IN_SIGHT, Duration.ofSeconds((long) seconds));
    }
}
