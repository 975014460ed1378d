package io.jenkins.plugins.releasegates.build;

import hudson.model.Computer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A line for many small pieces of work that may come at once, after a restart for example: two of them at a time, on Jenkins' pool, and no thread while
 * there is nothing to do. Work that takes its time holds up all behind it, and doesn't belong here. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class FewAtATime {

    private static final Logger LOGGER = Logger.getLogger(FewAtATime.class.getName());
    private static final int MOST = 2;

    private final Queue<Runnable> line = new ArrayDeque<>();
    private int working;

    /** Comes to the end of the line. */
    public synchronized void submit(Runnable work) {
        line.add(work);
        if (working < MOST) {
            working++;
            Computer.threadPoolForRemoting.submit(this::workOff);
        }
    }

    private void workOff() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, "One of many couldn't be done", e);
            }
        }
    }

    /** Empty when there is nothing left; then this thread is done. */
    private synchronized @Nullable Runnable next() {
        // Whoever was told to stop isn't the next one.
        Thread.interrupted();
        Runnable next = line.poll();
        if (next == null) {
            working--;
        }
        return next;
    }
}
