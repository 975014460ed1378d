package io.jenkins.lib.releasegates.audit.courier;

import java.io.IOException;
import java.time.Duration;

/** It wasn't delivered, and whoever refused it has said when to come again. */
public final class LaterException extends IOException {

    private static final long serialVersionUID = 1;

    private final Duration after;

    /** With why, and with the pause that was asked for. */
    public LaterException(String message, Duration after) {
        super(message);
        this.after = after;
    }

    /** The pause that was asked for. */
    public Duration after() {
        return after;
    }
}
