package io.jenkins.lib.releasegates.statement.admission;

/** Nobody can say whether a decision was revoked; the message says why. It then counts as revoked. */
public final class RevocationsUnavailableException extends Exception {

    private static final long serialVersionUID = 1;

    public RevocationsUnavailableException(String message) {
        super(message);
    }
}
