package io.jenkins.lib.releasegates.audit.mail;

import java.io.IOException;

/** A mail server works, and doesn't take a letter for its recipient. */
public final class RefusedLetterException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * With what it said.
     *
     * @param status of its answer (RFC 5321, 4.2): 5xx is for good, 4xx may be another time
     */
    public RefusedLetterException(int status, Throwable cause) {
        super("refused with status " + status, cause);
        this.status = status;
    }

    /** What it said. */
    public int status() {
        return status;
    }

    /** Whether it will say the same the next time. */
    public boolean isForGood() {
        return status >= 500;
    }
}
