package io.jenkins.plugins.releasegates.analysis;

import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.metric.MetricGate;
import io.jenkins.lib.releasegates.analysis.metric.MetricProbes;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.lib.releasegates.analysis.sampler.Listener;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import io.jenkins.plugins.releasegates.connection.SharedSampler;
import java.time.Clock;
import java.util.List;

/** How metric gates ask and wait on this controller. */
final class AnalysisDesk {

    private static final MetricProbes PROBES =
            new MetricProbes(name -> ConnectionConfiguration.get().server(name), Clock.systemUTC());

    private AnalysisDesk() {}

    /** The state at the beginning of a wait. */
    static MetricState begin(MetricGate gate) {
        return MetricState.begin(
                Series.start(
                        gate.sampling(), List.of(gate.name()), Clock.systemUTC().instant()),
                gate);
    }

    /**
     * Waits on, from that state.
     *
     * @param id {@linkplain SharedSampler#id of the wait}
     * @param job full name of the job that asks
     * @throws IllegalStateException when it waits already, or Jenkins shuts down
     */
    static void await(String id, MetricGate gate, String job, MetricState state, Listener listener) {
        SharedSampler.get()
                .await(
                        id,
                        state.series(),
                        PROBES.of(gate, () -> ConnectionConfiguration.get().mayName(gate.connection(), job)),
                        listener);
    }

    /** Asks once, and waits for the answer. */
    static MetricState once(MetricGate gate) throws InterruptedException {
        return PROBES.once(gate);
    }
}
