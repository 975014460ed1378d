package io.jenkins.lib.releasegates.metrics;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server answered: time series, each with its values.
 *
 * @param shape what kind of answer it is
 * @param series in the order of the answer; of a scalar exactly one without labels
 */
public record Answer(Shape shape, List<Series> series) {

    /** Kinds of answers, in Prometheus' words. */
    public enum Shape {
        /** One number. */
        SCALAR,
        /** One value for each series. */
        VECTOR,
        /** Values over time for each series. */
        MATRIX
    }

    public Answer {
        series = List.copyOf(series);
    }

    /**
     * One of them.
     *
     * @param labels by name, the name of the metric among them as {@code __name__}
     * @param values the oldest first, never empty; NaN and infinities are values
     */
    public record Series(Map<String, String> labels, List<Point> values) {
        public Series {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("A series has values");
            }
        }

        /** The newest value. */
        public Point last() {
            return values.get(values.size() - 1);
        }
    }

    /** A value and when it was the series' value. */
    public record Point(Instant at, double value) {}

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return series.isEmpty();
    }
}
