package io.jenkins.lib.releasegates.scanner.database;

import org.jspecify.annotations.Nullable;

/** The database can't be brought up to date; the snapshots that were there are as they were. */
final class UpdateException extends Exception {

    private static final long serialVersionUID = 1;

    UpdateException(String message) {
        this(message, null);
    }

    UpdateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
