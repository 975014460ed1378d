package io.jenkins.lib.releasegates.cli;

/** Tells a person who waits, once a second, how long it has been; on standard error of a terminal and nowhere else. */
final class Progress implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 1_500;

    private final Terminal terminal;
    private final Thread teller;
    private volatile boolean shown;

    Progress(Terminal terminal, String what) {
        this.terminal = terminal;
        this.teller = new Thread(() -> tell(what), "progress");
        teller.setDaemon(true);
        if (terminal.interactive()) {
            teller.start();
        }
    }

    private void tell(String what) {
        long begun = System.nanoTime();
        try {
            Thread.sleep(PATIENCE_MILLIS);
            while (!Thread.currentThread().isInterrupted()) {
                shown = true;
                terminal.err().print("\r" + what + " " + (System.nanoTime() - begun) / 1_000_000_000 + " s ");
                terminal.err().flush();
                Thread.sleep(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        teller.interrupt();
        try {
            teller.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (shown) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }
}
