package io.jenkins.lib.releasegates.cli.terminal;

import io.jenkins.lib.releasegates.report.Shown;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells a person who waits, once a second, how long it has been; on standard error of a terminal and nowhere else. */
public final class Progress implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 1_500;
    private static final long PERIOD_MILLIS = 1_000;

    private final Terminal terminal;
    private volatile String what;
    private final AtomicBoolean shown = new AtomicBoolean();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });

    public Progress(Terminal terminal, String what) {
        this.terminal = terminal;
        this.what = what;
        if (terminal.interactive()) {
            long begun = System.nanoTime();
            clock.scheduleAtFixedRate(
                    () -> tell(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)),
                    PATIENCE_MILLIS,
                    PERIOD_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** What it is at now. */
    public void at(String now) {
        what = now;
    }

    /** A message among the progress. */
    public void message(String text) {
        wipe();
        terminal.error(text);
    }

    private synchronized void tell(long seconds) {
        shown.set(true);
        terminal.err().print("\r\u001b[K" + Shown.text(what) + " " + seconds + " s ");
        terminal.err().flush();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        wipe();
    }

    private synchronized void wipe() {
        if (shown.getAndSet(false)) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }
}
