package io.jenkins.lib.releasegates.statement.attested;

import java.io.Serial;

/** A statement that is well formed and signed, but isn't what the policy wants; the message says what was found and what is wanted. */
final class UnfitStatementException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    UnfitStatementException(String message) {
        super(message);
    }
}
