package io.jenkins.lib.releasegates.scanner.scan;

/** How a worker ends. The exit codes are a contract, see docs/formats/scan-job.md. */
public enum Outcome {
    DONE(0),
    /** The job can't be read, or asks for something that there isn't. */
    BAD_JOB(1),
    /** There is no database, or there are no rules, or not those that were promised. */
    UNUSABLE_DATA(2),
    /** More files, bytes or seconds than allowed. A JVM whose heap is full ends with the same code, see the format. */
    LIMIT_REACHED(3),
    FAILED(4);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
