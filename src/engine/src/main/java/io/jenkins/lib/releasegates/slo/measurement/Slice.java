package io.jenkins.lib.releasegates.slo.measurement;

import java.time.Instant;

/**
 * A piece of the window.
 *
 * @param weight how much it counts beside the others, such as its number of events
 * @param error the share of it that was bad; 0 where nothing is known
 */
record Slice(Instant end, State state, double weight, double error) {

    /** What is known of it. */
    enum State {
        /** Nothing. */
        GAP,
        /** There were no events. */
        NO_TRAFFIC,
        MEASURED
    }

    static Slice gap(Instant end) {
        return new Slice(end, State.GAP, 0, 0);
    }

    static Slice withoutTraffic(Instant end) {
        return new Slice(end, State.NO_TRAFFIC, 0, 0);
    }

    boolean isMeasured() {
        return state == State.MEASURED;
    }
}
