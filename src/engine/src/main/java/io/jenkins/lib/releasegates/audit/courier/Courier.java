package io.jenkins.lib.releasegates.audit.courier;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Goes a round whenever there is something to bring, on a thread of its own. After a failure it goes again by itself: after a pause that doubles
 * each time up to five minutes, or after the one that a {@link LaterException} asks for, up to an hour. Thread-safe; nobody who calls it waits
 * for a round.
 */
public final class Courier {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private final Round round;
    private final long firstPause;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private boolean called = true;
    private boolean closing;
    private boolean asked;
    private long pause;
    private @Nullable String trouble;

    /** What is done each time. */
    public interface Round {

        /**
         * Brings all that there is.
         *
         * @throws IOException when not everything could be brought; it is then gone again
         */
        void go() throws IOException;

        /** A sentence about a round that failed. */
        String words(Exception failure);
    }

    /** With the name of the thread, and how long to wait after the first failure. */
    public Courier(String name, Duration firstPause, Round round) {
        this.round = round;
        this.firstPause = firstPause.toNanos();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(
                (ended, reason) -> settle(name + " has ended and works again after a restart: " + reason, 0, false));
    }

    /** Goes the first round. */
    public void start() {
        thread.start();
    }

    /** There is something to bring. */
    public void call() {
        lock.lock();
        try {
            called = true;
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Called by a round that has brought a part: earlier failures are over. */
    public void brought() {
        settle(null, 0, false);
    }

    /** Why the last round failed, a sentence; empty when it didn't. */
    public Optional<String> trouble() {
        lock.lock();
        try {
            return Optional.ofNullable(trouble);
        } finally {
            lock.unlock();
        }
    }

    /** Lets it go a last round, unless it was asked to come later. */
    public void end() {
        lock.lock();
        try {
            closing = true;
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was told to {@link #end}; a round may look, where it takes long. */
    public boolean isEnding() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for its end, not longer than that; whether it came. */
    public boolean await(Duration patience) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, patience.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        boolean last = false;
        while (!last) {
            last = rest();
            if (last && wasAsked()) {
                return;
            }
            try {
                round.go();
                brought();
            } catch (LaterException e) {
                Duration wanted = e.after().compareTo(LONGEST_ASKED) < 0 ? e.after() : LONGEST_ASKED;
                settle(round.words(e), Math.max(firstPause, wanted.toNanos()), true);
            } catch (IOException | RuntimeException e) {
                settle(round.words(e), longer(), false);
            }
        }
    }

    /** Until somebody calls and the pause is over; whether this is the last time. */
    private boolean rest() {
        lock.lock();
        try {
            for (long left = pause; left > 0 && !closing; ) {
                left = something.awaitNanos(left);
            }
            while (!closing && pause == 0 && !called) {
                something.await();
            }
            called = false;
            return closing;
        } catch (InterruptedException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean wasAsked() {
        lock.lock();
        try {
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private long longer() {
        lock.lock();
        try {
            return Math.min(Math.max(firstPause, 2 * pause), LONGEST_PAUSE.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private void settle(@Nullable String found, long next, boolean wanted) {
        lock.lock();
        try {
            trouble = found;
            pause = next;
            asked = wanted;
        } finally {
            lock.unlock();
        }
    }
}
