package io.jenkins.lib.releasegates.analysis.sampler;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The lock, the time and the workers of a sampler. What is handed to workers under the lock goes to them when it is let go, so that no code of
 * others runs under it.
 */
final class Desk {

    private static final System.Logger LOG = System.getLogger(Sampler.class.getName());
    private static final long RETRY = 10_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private final Alarms alarms = new Alarms();
    private final Executor workers;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final long origin;
    private List<Task> handed = new ArrayList<>();
    private long sleepsUntil;
    private volatile boolean closed;

    private record Task(Runnable work, Runnable refused) {}

    Desk(Executor workers, Clock clock, LongSupplier nanoTime) {
        this.workers = workers;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    /** Since it began; never goes back. */
    long nanos() {
        return nanoTime.getAsLong() - origin;
    }

    Instant instant() {
        return clock.instant();
    }

    Alarms.Alarm alarm(long at, Runnable work) {
        return alarms.set(at, work);
    }

    void remove(Alarms.Alarm alarm) {
        alarms.remove(alarm);
    }

    /** For a worker; what is done, under the lock, where none takes it. */
    void hand(Runnable work, Runnable refused) {
        handed.add(new Task(work, refused));
    }

    <T> T locked(Supplier<T> work) {
        T result;
        List<Task> tasks;
        lock.lock();
        try {
            result = work.get();
            tasks = taken();
            if (alarms.first() < sleepsUntil) {
                earlier.signal();
            }
        } finally {
            lock.unlock();
        }
        give(tasks);
        return result;
    }

    private List<Task> taken() {
        if (handed.isEmpty()) {
            return List.of();
        }
        List<Task> tasks = handed;
        handed = new ArrayList<>();
        return tasks;
    }

    private void give(List<Task> tasks) {
        for (Task task : tasks) {
            try {
                workers.execute(task.work());
            } catch (RejectedExecutionException e) {
                locked(() -> {
                    task.refused().run();
                    return true;
                });
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        alarms.clear();
        handed.clear();
        earlier.signalAll();
    }

    /** Does all that is due; when the next is, in nanoseconds since the beginning. */
    long turn() {
        return locked(() -> {
            long now = nanos();
            while (alarms.first() <= now) {
                ring(alarms.take(), now);
            }
            return alarms.first();
        });
    }

    private void ring(Alarms.Alarm alarm, long now) {
        try {
            alarm.ring();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "The sampler could not do what was due, and tries again", e);
            alarms.set(now + RETRY, alarm::ring);
        }
    }

    /** Waits until something is due; whether there will be. */
    boolean rest() {
        lock.lock();
        try {
            while (!closed) {
                sleepsUntil = alarms.first();
                long left = sleepsUntil - nanos();
                if (left <= 0) {
                    return true;
                }
                if (earlier.awaitNanos(left) <= 0) {
                    return true;
                }
            }
            return false;
        } catch (InterruptedException e) {
            return !closed;
        } finally {
            sleepsUntil = 0;
            lock.unlock();
        }
    }
}
