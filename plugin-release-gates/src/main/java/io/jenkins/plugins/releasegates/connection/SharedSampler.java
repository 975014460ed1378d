package io.jenkins.plugins.releasegates.connection;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.sampler.Listener;
import io.jenkins.lib.releasegates.analysis.sampler.Probe;
import io.jenkins.lib.releasegates.analysis.sampler.Sampler;
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

/** Where everything waits on this controller that asks again and again: one thread that knows when something is due, and a few that ask. */
@Extension
@Restricted(NoExternalUse.class)
public final class SharedSampler {

    /** Questions at once; more would only ask servers more than they can answer. */
    private static final int WORKERS = 8;

    private static final long IDLE_SECONDS = 60;

    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private @Nullable Sampler sampler;
    private boolean closed;

    /** The only one. */
    public static SharedSampler get() {
        return ExtensionList.lookupSingleton(SharedSampler.class);
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
            thread.setContextClassLoader(SharedSampler.class.getClassLoader());
            return thread;
        };
    }

    /** What waits for samples is called so: that step of that build. */
    public static String id(String build, String step) {
        return build + " " + step;
    }

    /**
     * Waits on, from that state.
     *
     * @param id {@linkplain #id of the wait}
     * @param listener told of each sample, and of the end, one after the other
     * @throws IllegalStateException when it waits already, or Jenkins shuts down
     */
    public void await(String id, Series series, Probe probe, Listener listener) {
        waiting.add(id);
        boolean begun = false;
        try {
            sampler().resume(id, series, List.of(probe), (which, now) -> {
                if (now.hasEnded()) {
                    waiting.remove(which);
                }
                listener.changed(which, now);
            });
            begun = true;
        } finally {
            if (!begun) {
                waiting.remove(id);
            }
        }
    }

    /** Whether that wait goes on. */
    public boolean isWaiting(String id) {
        return waiting.contains(id);
    }

    /** Ends all waits of a build. */
    public void cancelAll(String build) {
        for (String id : waiting) {
            if (id.startsWith(id(build, ""))) {
                cancel(id);
            }
        }
    }

    /** Whether Jenkins shuts down; what waits is taken up again after the start. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Ends a wait; its listener is told. Nothing happens where there is none. */
    public void cancel(String id) {
        Sampler open;
        synchronized (this) {
            open = sampler;
        }
        if (open != null) {
            open.cancel(id);
        }
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
