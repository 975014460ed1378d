package io.jenkins.lib.releasegates.audit.entry;

import java.io.IOException;
import java.nio.file.FileSystemException;

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

    /** Why a file could not be read or written, for a message: what some exceptions leave to their names is told by these. */
    public static String reason(IOException e) {
        return e instanceof FileSystemException file && file.getReason() == null
                ? e.getClass().getSimpleName() + ": " + e.getMessage()
                : String.valueOf(e.getMessage());
    }
}
