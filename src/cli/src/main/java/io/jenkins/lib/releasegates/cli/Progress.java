package io.jenkins.lib.releasegates.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells a person who waits, once a second, how long it has been; on standard error of a terminal and nowhere else. */
final class Progress implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 1_500;
    private static final long PERIOD_MILLIS = 1_000;

    private final Terminal terminal;
    private final AtomicBoolean shown = new AtomicBoolean();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Progress(Terminal terminal, String what) {
        this.terminal = terminal;
        if (terminal.interactive()) {
            long begun = System.nanoTime();
            clock.scheduleAtFixedRate(
                    () -> tell(what, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)),
                    PATIENCE_MILLIS,
                    PERIOD_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void tell(String what, long seconds) {
        shown.set(true);
        terminal.err().print("\r" + what + " " + seconds + " s ");
        terminal.err().flush();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        if (shown.get()) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }
}
