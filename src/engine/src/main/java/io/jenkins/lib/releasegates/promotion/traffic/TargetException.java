package io.jenkins.lib.releasegates.promotion.traffic;

/** A target didn't do, or didn't tell, what it was asked; with what was asked of whom, and what came back. */
public final class TargetException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What may be done about it. */
    public enum Reason {

        /** Nobody answered, or not in time: what was asked for may have been done or not. */
        UNREACHABLE,

        /** It answered that it won't. */
        REFUSED,

        /** It was changed by somebody else since it was read. */
        CHANGED,

        /** What came back can't be understood. */
        MALFORMED
    }

    public TargetException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public TargetException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
