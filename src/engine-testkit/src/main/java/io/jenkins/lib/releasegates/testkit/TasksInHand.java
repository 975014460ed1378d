package io.jenkins.lib.releasegates.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Workers that work when they are told to, in the caller's thread; or refuse to. */
public final class TasksInHand implements Executor {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean refusing;

    @Override
    public void execute(Runnable task) {
        if (refusing) {
            throw new RejectedExecutionException("As it was told");
        }
        tasks.add(task);
    }

    /** Whether it refuses what comes from now on. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** Works until nothing is left, also on what comes meanwhile. */
    public void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** How many wait for a worker. */
    public int size() {
        return tasks.size();
    }
}
