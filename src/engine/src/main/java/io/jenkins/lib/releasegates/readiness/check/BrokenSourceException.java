package io.jenkins.lib.releasegates.readiness.check;

import org.jspecify.annotations.Nullable;

/** A source can't be asked; the message says why in a sentence, names no address and holds no secret. */
public final class BrokenSourceException extends Exception {

    private static final long serialVersionUID = 1;

    public BrokenSourceException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
