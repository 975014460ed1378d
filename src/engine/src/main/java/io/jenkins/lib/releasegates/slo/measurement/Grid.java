package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.metrics.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Slices of equal length, one after the other.
 *
 * @param last when the last one ends
 * @param slice length of each
 * @param count how many there are
 */
record Grid(Instant last, Duration slice, int count) {

    /** Slices that fill a time as far as they fit, the last one ending with it. */
    static Grid before(Instant end, Duration time, Duration slice) {
        return new Grid(end, slice, (int) (time.toMillis() / slice.toMillis()));
    }

    Instant end(int index) {
        return last.minus(slice.multipliedBy(count - 1L - index));
    }

    /** Which slice ends at an instant. */
    int index(Instant end) {
        return (int) (count - 1 - Duration.between(end, last).toMillis() / slice.toMillis());
    }

    /** The ends of all slices, in as many questions as a server wants. */
    List<TimeSpan> questions() {
        List<TimeSpan> questions = new ArrayList<>();
        for (int from = 0; from < count; from += TimeSpan.MAX_INSTANTS - 1) {
            int to = Math.min(count, from + TimeSpan.MAX_INSTANTS - 1) - 1;
            questions.add(new TimeSpan(end(from), end(to), slice));
        }
        return questions;
    }
}
