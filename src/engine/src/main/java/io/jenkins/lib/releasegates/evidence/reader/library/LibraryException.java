package io.jenkins.lib.releasegates.evidence.reader.library;

import java.io.Serial;

/** A library refused a report, isn't there, or broke; its message is for the user. */
public final class LibraryException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    LibraryException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
