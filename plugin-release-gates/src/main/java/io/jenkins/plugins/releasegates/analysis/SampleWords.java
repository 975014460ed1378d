package io.jenkins.plugins.releasegates.analysis;

import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.metric.MetricGate;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.util.List;

/** What the log says of samples: each of the first, then those that come to something else than the one before. */
final class SampleWords {

    private static final int FIRST = 20;

    private SampleWords() {}

    /** What a ready-made gate asks: the question that its author could have written. */
    static void logQuestion(StepSurroundings at, MetricGate gate) {
        if (!gate.origin().isEmpty()) {
            at.log(gate.name() + ", " + gate.origin() + " = " + gate.query());
        } else if (gate.alerts().isPresent()) {
            at.log(gate.name() + " = " + gate.query());
        }
    }

    static void log(StepSurroundings at, MetricGate gate, MetricState state) {
        List<Sample> samples = state.history().samples();
        int number = samples.size() + state.history().left();
        if (samples.isEmpty() || number > FIRST && !isNews(samples)) {
            return;
        }
        Seen seen = seen(samples, 1);
        at.log(gate.name() + ", sample " + number + ": " + seen.outcome()
                + (seen.value().isEmpty() ? "" : " (" + seen.value() + ")"));
    }

    private static boolean isNews(List<Sample> samples) {
        return samples.size() < 2
                || seen(samples, 1).outcome() != seen(samples, 2).outcome();
    }

    private static Seen seen(List<Sample> samples, int fromEnd) {
        return samples.get(samples.size() - fromEnd).seen().get(0);
    }
}
