package io.jenkins.lib.releasegates.scanner.scan;

import org.jspecify.annotations.Nullable;

/** The worker can't do what it was asked to; the message tells a person why, and what helps. There is no result then. */
public final class ScanException extends Exception {

    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    public ScanException(Outcome outcome, String message) {
        this(outcome, message, null);
    }

    public ScanException(Outcome outcome, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}
