package io.jenkins.plugins.securityscan.worker;

import hudson.model.TaskListener;
import io.jenkins.lib.releasegates.launcher.Listener;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.util.concurrent.TimeUnit;

/** Tells the build's log how far a worker is, seldom enough not to drown it. */
public final class LoggedProgress implements Listener {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final TaskListener log;
    private long next = System.nanoTime() + PAUSE;

    public LoggedProgress(TaskListener log) {
        this.log = log;
    }

    @Override
    public void log(String message) {
        log.getLogger().println(StepSurroundings.line(message));
    }

    @Override
    public void warning(String message) {
        log.getLogger().println(StepSurroundings.line("Warning: " + message));
    }

    @Override
    public void progress(long done, long of, String what) {
        if (System.nanoTime() - next >= 0) {
            log("Scan: " + done + " of " + of + ", " + what);
            next = System.nanoTime() + PAUSE;
        }
    }
}
