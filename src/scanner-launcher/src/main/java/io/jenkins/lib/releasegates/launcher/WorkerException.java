package io.jenkins.lib.releasegates.launcher;

/** A worker didn't do its job, and there is no result; the message tells a person what went wrong. */
public final class WorkerException extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    public WorkerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What kind of failure it was. */
    public enum Reason {
        /** The bundle isn't the one that is trusted, or nothing can be started; the worker was not. */
        UNUSABLE_BUNDLE,
        /** The job holds what the worker doesn't accept. */
        BAD_JOB,
        /** No vulnerability database or rules, unusable ones, or others than expected. */
        UNUSABLE_DATA,
        /** Files, bytes, seconds or heap were more than the job allows. */
        LIMIT_REACHED,
        /** Anything else. */
        FAILED
    }
}
