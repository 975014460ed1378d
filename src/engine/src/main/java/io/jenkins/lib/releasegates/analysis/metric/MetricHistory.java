package io.jenkins.lib.releasegates.analysis.metric;

import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.evidence.ObservedSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All samples of the one gate of a series, of which the series itself keeps the last alone.
 *
 * @param samples the newest of them, the oldest first
 * @param left how many older ones were left out
 */
public record MetricHistory(List<Sample> samples, int left) {

    /** Nothing was seen yet. */
    public static final MetricHistory EMPTY = new MetricHistory(List.of(), 0);

    public MetricHistory {
        samples = List.copyOf(samples);
    }

    /** The same with what is new in that state. */
    public MetricHistory with(Series series) {
        Instant last = samples.isEmpty()
                ? Instant.MIN
                : samples.get(samples.size() - 1).at();
        List<Sample> all = new ArrayList<>(samples);
        series.samples().stream().filter(sample -> sample.at().isAfter(last)).forEach(all::add);
        int beyond = Math.max(0, all.size() - ObservedSeries.MAX_SAMPLES);
        return new MetricHistory(all.subList(beyond, all.size()), left + beyond);
    }

    /** As evidence of that gate. */
    public ObservedSeries observed(MetricGate gate) {
        List<ObservedSeries.Sample> seen = new ArrayList<>();
        for (Sample sample : samples) {
            Seen one = sample.seen().get(0);
            seen.add(new ObservedSeries.Sample(sample.at(), one.outcome().name(), one.value()));
        }
        return new ObservedSeries(gate.name(), gate.connection(), gate.query(), gate.words(), seen, left);
    }
}
