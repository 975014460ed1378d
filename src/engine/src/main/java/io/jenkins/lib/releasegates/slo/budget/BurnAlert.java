package io.jenkins.lib.releasegates.slo.budget;

import java.time.Duration;
import java.util.Locale;

/**
 * Whether a budget burns so fast that somebody is told: it does when the burn rates over both windows are above the factor.
 *
 * @param factor the burn rate from which on
 */
public record BurnAlert(
        Severity severity, Speed speed, double factor, Duration longWindow, Duration shortWindow, State state) {

    /** Who is told. */
    public enum Severity {
        PAGE,
        TICKET;

        /** The word in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How fast the budget would be gone. */
    public enum Speed {
        QUICK,
        SLOW;

        /** The word in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is on. */
    public enum State {
        FIRING,
        QUIET,
        /** A burn rate that could decide it isn't known. */
        UNKNOWN
    }
}
