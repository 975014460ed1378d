package io.jenkins.lib.releasegates.launcher.bundle;

/** A manifest isn't what it has to be; the message says what was found and what is allowed. */
public final class RefusedManifestException extends Exception {

    private static final long serialVersionUID = 1;

    public RefusedManifestException(String message) {
        super(message);
    }
}
