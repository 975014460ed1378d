package io.jenkins.lib.releasegates.evidence;

import java.io.Serial;

/** Kept evidence that can't be read back, or not within the limits; the message says what was found and what is allowed. */
public final class InvalidEvidenceException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    InvalidEvidenceException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
