package io.jenkins.lib.releasegates.evidence.workspace;

import java.io.Serial;

/** A pattern, or what it found, leaves the workspace or exceeds what may be searched. */
public final class RefusedPatternException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public RefusedPatternException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
