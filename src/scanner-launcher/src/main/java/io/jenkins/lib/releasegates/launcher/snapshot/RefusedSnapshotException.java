package io.jenkins.lib.releasegates.launcher.snapshot;

/** A snapshot isn't what it has to be; the message says where, what was found and what is allowed. */
public final class RefusedSnapshotException extends Exception {

    private static final long serialVersionUID = 1;

    public RefusedSnapshotException(String message) {
        super(message);
    }
}
