package io.jenkins.plugins.securityscan.database;

import io.jenkins.lib.releasegates.launcher.Listener;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** How far the update is that runs at this moment; also told to a log. Thread-safe. */
final class UpdateProgress implements Listener {

    private static final int SHOWN = 20;
    private static final int LONGEST = 500;

    private final Instant began;
    private final PrintStream log;
    private final Deque<String> lines = new ArrayDeque<>();
    private long done;
    private long of;
    private String what = "";
    private final List<String> secrets = new ArrayList<>();

    UpdateProgress(Instant began, PrintStream log) {
        this.began = began;
        this.log = log;
    }

    @Override
    public void log(String message) {
        add(message);
    }

    @Override
    public void warning(String message) {
        add("Warning: " + message);
    }

    @Override
    public synchronized void progress(long done, long of, String what) {
        this.done = done;
        this.of = of;
        this.what = shown(what);
    }

    private synchronized void add(String message) {
        String line = shown(message);
        log.println(line);
        lines.addLast(line);
        if (lines.size() > SHOWN) {
            lines.removeFirst();
        }
    }

    /** From now on nobody is shown this; a server may say what it was told. */
    synchronized void hide(String secret) {
        if (!secret.isEmpty()) {
            secrets.add(secret);
        }
    }

    /** A text as people may see it. */
    synchronized String shown(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "****");
        }
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }

    Instant began() {
        return began;
    }

    synchronized long done() {
        return done;
    }

    /** Zero, when nobody knows yet. */
    synchronized long of() {
        return of;
    }

    synchronized String what() {
        return what;
    }

    /** The newest last. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
