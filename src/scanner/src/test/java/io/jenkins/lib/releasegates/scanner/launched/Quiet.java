package io.jenkins.lib.releasegates.scanner.launched;

import io.jenkins.lib.releasegates.launcher.Listener;

/** Says nothing. */
final class Quiet implements Listener {

    static final Listener LISTENER = new Quiet();

    @Override
    public void log(String message) {}

    @Override
    public void warning(String message) {}

    @Override
    public void progress(long done, long of, String what) {}
}
