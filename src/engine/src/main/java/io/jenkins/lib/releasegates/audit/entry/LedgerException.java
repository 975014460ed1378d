package io.jenkins.lib.releasegates.audit.entry;

/** The ledger can't do what was asked; nothing of it was acknowledged. The message is for users and names the file. */
public final class LedgerException extends Exception {

    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public LedgerException(String message) {
        super(message);
    }

    /** With what went wrong and why. */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
