package io.jenkins.lib.releasegates.verify.files;

/** A line that holds no entry; the message says what was found and what was expected. */
public final class RefusedLineException extends Exception {

    private static final long serialVersionUID = 1;

    public RefusedLineException(String message) {
        super(message);
    }
}
