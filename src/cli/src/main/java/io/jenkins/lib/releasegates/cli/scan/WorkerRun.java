package io.jenkins.lib.releasegates.cli.scan;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Progress;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.launcher.Listener;
import io.jenkins.lib.releasegates.launcher.ScanWorker;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import io.jenkins.lib.releasegates.launcher.WorkerException.Reason;
import io.jenkins.lib.releasegates.launcher.folder.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of the worker, with files in a folder of its own that is deleted afterwards, also when a person ends the command. */
final class WorkerRun {

    private static final long TIDYING_SECONDS = 20;

    private WorkerRun() {}

    /** What the worker shall do. */
    interface Task<T> {
        T with(ScanWorker worker, Listener listener) throws WorkerException, IOException, InterruptedException;
    }

    /**
     * Runs it.
     *
     * @throws InvalidInputException when what was given can't be used
     * @throws WorkerException when the worker could not do its work
     */
    static <T> T run(Terminal terminal, WorkerOptions options, String what, Task<T> task)
            throws InvalidInputException, WorkerException, IOException, InterruptedException {
        Thread running = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        Path home = Files.createTempDirectory("release-gates-");
        Thread ending = new Thread(() -> end(running, over, terminal, home), "tidying up");
        Runtime.getRuntime().addShutdownHook(ending);
        try (Progress progress = new Progress(terminal, what)) {
            return task.with(new ScanWorker(WorkerBundle.install(options, home)), new Shown(progress, what));
        } catch (WorkerException e) {
            if (e.reason() == Reason.LIMIT_REACHED || e.reason() == Reason.FAILED) {
                throw e;
            }
            throw new InvalidInputException(String.valueOf(e.getMessage()));
        } finally {
            try {
                FolderTree.delete(home);
            } finally {
                over.countDown();
                forget(ending);
            }
        }
    }

    private static void end(Thread running, CountDownLatch over, Terminal terminal, Path home) {
        running.interrupt();
        try {
            if (!over.await(TIDYING_SECONDS, TimeUnit.SECONDS)) {
                terminal.error("Files of the scan worker are left in " + home);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and this is what it waited for.
        }
    }

    /** What the worker says, on standard error; how far it is, for a person alone. */
    private record Shown(Progress progress, String what) implements Listener {

        @Override
        public void log(String message) {
            progress.message(message);
        }

        @Override
        public void warning(String message) {
            progress.message("Warning: " + message);
        }

        @Override
        public void progress(long done, long of, String step) {
            progress.at(what + ": " + step + ", " + done + (of > 0 ? " of " + of : "") + ",");
        }
    }
}
