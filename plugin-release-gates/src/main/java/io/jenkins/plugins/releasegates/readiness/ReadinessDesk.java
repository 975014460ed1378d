package io.jenkins.plugins.releasegates.readiness;

import hudson.Extension;
import hudson.ExtensionList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Who waits for answers, and is woken by them, or by a time. What waits is no thread; after a restart each comes again by itself. Thread-safe. */
@Extension
@Restricted(NoExternalUse.class)
public final class ReadinessDesk {

    private final Map<String, Waiter> waiting = new ConcurrentHashMap<>();

    /** One that waits. */
    private static final class Waiter {
        private final String about;
        private final Runnable wake;
        private @Nullable Future<?> timer;

        Waiter(String about, Runnable wake) {
            this.about = about;
            this.wake = wake;
        }

        synchronized void at(Instant next) {
            cancel();
            timer = Timer.get().schedule(wake, until(next), TimeUnit.MILLISECONDS);
        }

        /** In milliseconds, at least one. */
        private static long until(Instant next) {
            return Math.max(
                    1, Duration.between(Clock.systemUTC().instant(), next).toMillis());
        }

        synchronized void cancel() {
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
        }
    }

    static ReadinessDesk get() {
        return ExtensionList.lookupSingleton(ReadinessDesk.class);
    }

    private static String about(String service, String checklist) {
        return service + "\0" + checklist;
    }

    /**
     * From now on it is woken when somebody says something.
     *
     * @param id of the wait: the build, a blank, the step
     * @param wake must not take its time
     */
    void await(String id, String service, String checklist, Runnable wake) {
        Waiter before = waiting.put(id, new Waiter(about(service, checklist), wake));
        if (before != null) {
            before.cancel();
        }
    }

    /** It is also woken at that time, and at no other that was told earlier. */
    void at(String id, Instant next) {
        Waiter waiter = waiting.get(id);
        if (waiter != null) {
            waiter.at(next);
        }
    }

    /** It waits no longer. */
    void forget(String id) {
        Waiter waiter = waiting.remove(id);
        if (waiter != null) {
            waiter.cancel();
        }
    }

    /** Nothing of that build waits any longer. */
    void forgetAll(String build) {
        waiting.keySet().stream().filter(id -> id.startsWith(build + " ")).forEach(this::forget);
    }

    /** Somebody has said something. */
    void said(String service, String checklist) {
        waiting.values().stream()
                .filter(waiter -> waiter.about.equals(about(service, checklist)))
                .forEach(waiter -> waiter.wake.run());
    }

    /** The owner has changed something. */
    void wakeAll() {
        waiting.values().forEach(waiter -> waiter.wake.run());
    }
}
