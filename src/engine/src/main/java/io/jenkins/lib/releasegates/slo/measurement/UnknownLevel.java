package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.slo.budget.Measured;

/** There is no number, for a reason that becomes an outcome where the whole budget depends on it. */
final class UnknownLevel extends Exception {

    private static final long serialVersionUID = 1;

    private final Measured.Reason reason;

    UnknownLevel(Measured.Reason reason, String why) {
        super(why, null, false, false);
        this.reason = reason;
    }

    Measured.Inconclusive outcome() {
        return new Measured.Inconclusive(reason, String.valueOf(getMessage()));
    }
}
