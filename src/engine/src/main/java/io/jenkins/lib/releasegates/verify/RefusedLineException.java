package io.jenkins.lib.releasegates.verify;

/** A line that holds no entry; the message says what was found and what was expected. */
final class RefusedLineException extends Exception {

    private static final long serialVersionUID = 1;

    RefusedLineException(String message) {
        super(message);
    }
}
