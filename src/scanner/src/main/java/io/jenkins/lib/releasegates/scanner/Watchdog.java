package io.jenkins.lib.releasegates.scanner;

import io.jenkins.lib.releasegates.scanner.job.Job;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process when nobody waits for it any more, or when its time is over, whatever its libraries are doing.
 *
 * <p>Whether somebody waits is asked of the operating system: a process whose parent was killed, even one that nobody has buried yet, has another
 * parent at once (or, on Windows, one that isn't alive). A closed standard input would tell the same, but launchers close it or give /dev/null,
 * and a key may come through it.
 */
final class Watchdog implements AutoCloseable {

    private static final long PERIOD_MILLIS = 500;

    private final Job job;
    private final Progress progress;
    private final Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    private final long deadline;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "watchdog");
        thread.setDaemon(true);
        return thread;
    });

    private Watchdog(Job job, Progress progress) {
        this.job = job;
        this.progress = progress;
        this.deadline =
                System.nanoTime() + TimeUnit.SECONDS.toNanos(job.limits().seconds());
    }

    static Watchdog over(Job job, Progress progress) {
        Watchdog watchdog = new Watchdog(job, progress);
        watchdog.clock.scheduleAtFixedRate(watchdog::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return watchdog;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void look() {
        if (System.nanoTime() - deadline >= 0) {
            end(
                    Outcome.LIMIT_REACHED,
                    "Not done within the " + job.limits().seconds() + " seconds that the job allows");
        } else if (!parentIsThere()) {
            end(Outcome.FAILED, "Whoever started the worker is gone");
        }
    }

    /** A process that had no visible parent in the beginning lives until its time is over. */
    private boolean parentIsThere() {
        return parent.isEmpty()
                || parent.equals(ProcessHandle.current().parent())
                        && parent.get().isAlive();
    }

    @EndsTheProcess
    private void end(Outcome outcome, String message) {
        try {
            progress.ended(outcome, message);
            for (Path place : job.places()) {
                Files.deleteIfExists(ResultFile.unfinished(place));
            }
            Leftovers.deleteIn(job.work());
        } catch (IOException | RuntimeException e) {
            System.err.println("The watchdog can't tidy up: " + e);
        } finally {
            Runtime.getRuntime().halt(outcome.exitCode());
        }
    }
}
