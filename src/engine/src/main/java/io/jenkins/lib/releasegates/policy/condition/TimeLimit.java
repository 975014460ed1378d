package io.jenkins.lib.releasegates.policy.condition;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs short computations with an end in sight, on at most two daemon threads that go away when idle.
 *
 * <p>A computation that doesn't heed its interruption keeps its thread until its own budget ends it; until then others wait, and time out.
 */
final class TimeLimit {

    private static final int THREADS = 2;
    private static final int WAITING = 1_000;

    private final Duration limit;
    private final ThreadPoolExecutor threads;

    TimeLimit(Duration limit) {
        this.limit = limit;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 2, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), TimeLimit::daemon);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "release-gates condition");
        thread.setDaemon(true);
        // The class loader of whichever build comes first must not be kept by a thread that others use.
        thread.setContextClassLoader(TimeLimit.class.getClassLoader());
        return thread;
    }

    /**
     * The result of the computation.
     *
     * @throws TimeoutException when there was none in time, or the caller was interrupted while waiting
     * @throws ExecutionException with what the computation threw
     */
    <T> T call(Callable<T> computation) throws TimeoutException, ExecutionException {
        Future<T> future;
        try {
            future = threads.submit(computation);
        } catch (RejectedExecutionException e) {
            throw tooLate(e);
        }
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooLate(e);
        } finally {
            future.cancel(true);
        }
    }

    private static TimeoutException tooLate(Exception cause) {
        TimeoutException late = new TimeoutException();
        late.initCause(cause);
        return late;
    }
}
