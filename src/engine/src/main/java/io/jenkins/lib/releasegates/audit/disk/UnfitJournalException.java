package io.jenkins.lib.releasegates.audit.disk;

import java.io.Serial;

/** A journal goes on from other files than those that are there. No crash leaves it so. */
public final class UnfitJournalException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    UnfitJournalException(String message) {
        super(message);
    }
}
