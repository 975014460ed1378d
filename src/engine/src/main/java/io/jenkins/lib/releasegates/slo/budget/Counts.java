package io.jenkins.lib.releasegates.slo.budget;

/**
 * A budget in what it is made of. Events are about as many: Prometheus extrapolates to the ends of a window.
 *
 * @param total all within the window so far
 * @param bad those that were bad
 * @param allowed those that may be bad
 */
public record Counts(Unit unit, double total, double bad, double allowed) {

    /** What is counted. */
    public enum Unit {
        EVENTS("events"),
        SLICES("slices");

        private final String words;

        Unit(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** Those that may still be bad; below zero when too many were. */
    public double remaining() {
        return allowed - bad;
    }
}
