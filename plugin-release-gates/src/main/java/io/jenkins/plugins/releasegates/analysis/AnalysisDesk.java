package io.jenkins.plugins.releasegates.analysis;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.metric.MetricGate;
import io.jenkins.lib.releasegates.analysis.metric.MetricProbes;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.lib.releasegates.analysis.sampler.Listener;
import io.jenkins.lib.releasegates.analysis.sampler.Probe;
import io.jenkins.lib.releasegates.analysis.sampler.Sampler;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where all analyses of this controller wait: one thread that knows when something is due, and a few that ask. */
@Extension
@Restricted(NoExternalUse.class)
public final class AnalysisDesk {

    /** Questions at once; more would only ask servers more than they can answer. */
    private static final int WORKERS = 8;

    private static final long IDLE_SECONDS = 60;

    private final MetricProbes probes =
            new MetricProbes(name -> ConnectionConfiguration.get().server(name), Clock.systemUTC());
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private @Nullable Sampler sampler;
    private boolean closed;

    static AnalysisDesk get() {
        return ExtensionList.lookupSingleton(AnalysisDesk.class);
    }

    private synchronized Sampler sampler() {
        if (closed) {
            throw new IllegalStateException("Jenkins shuts down");
        }
        if (sampler == null) {
            ThreadPoolExecutor workers = new ThreadPoolExecutor(
                    WORKERS, WORKERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads());
            workers.allowCoreThreadTimeOut(true);
            sampler = Sampler.open(workers, Clock.systemUTC());
        }
        return sampler;
    }

    private static ThreadFactory threads() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "release-gates-question-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(AnalysisDesk.class.getClassLoader());
            return thread;
        };
    }

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
     * @param id of the wait: the build, a blank, the step
     * @param job full name of the job that asks
     * @throws IllegalStateException when it waits already, or Jenkins shuts down
     */
    void await(String id, MetricGate gate, String job, MetricState state, Listener listener) {
        Probe probe = probes.of(gate, () -> ConnectionConfiguration.get().mayName(gate.connection(), job));
        waiting.add(id);
        boolean begun = false;
        try {
            sampler().resume(id, state.series(), List.of(probe), (which, series) -> {
                if (series.hasEnded()) {
                    waiting.remove(which);
                }
                listener.changed(which, series);
            });
            begun = true;
        } finally {
            if (!begun) {
                waiting.remove(id);
            }
        }
    }

    /** Ends all waits of a build. */
    void cancelAll(String build) {
        for (String id : waiting) {
            if (id.startsWith(build + " ")) {
                cancel(id);
            }
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Ends a wait; its listener is told. Nothing happens where there is none. */
    void cancel(String id) {
        Sampler open;
        synchronized (this) {
            open = sampler;
        }
        if (open != null) {
            open.cancel(id);
        }
    }

    /** Asks once, and waits for the answer. */
    MetricState once(MetricGate gate) throws InterruptedException {
        return probes.once(gate);
    }

    private synchronized void close() {
        closed = true;
        if (sampler != null) {
            sampler.close();
        }
    }

    /** What waits is taken up again after the start. */
    @Extension
    public static final class Closing extends ItemListener {
        @Override
        public void onBeforeShutdown() {
            get().close();
        }
    }
}
