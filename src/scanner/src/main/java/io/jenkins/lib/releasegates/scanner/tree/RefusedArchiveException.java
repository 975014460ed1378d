package io.jenkins.lib.releasegates.scanner.tree;

/** An archive can't be looked into, or must not be; the message says why. */
public final class RefusedArchiveException extends Exception {

    private static final long serialVersionUID = 1;

    public RefusedArchiveException(String message) {
        super(message);
    }
}
