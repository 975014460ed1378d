package io.jenkins.lib.releasegates.scanner.job;

/**
 * What a job may cost.
 *
 * @param files files in the folder and in its archives; more end the scan
 * @param bytes bytes of these files; more end the scan
 * @param archiveFiles files in one archive with all that is nested in it; more are a problem of this archive
 * @param archiveBytes bytes that one archive unpacks to with all that is nested in it; more are a problem of this archive
 * @param depth archives within one another, the outermost included; more are a problem of the outermost
 * @param seconds from start to end of the worker
 */
public record Limits(long files, long bytes, long archiveFiles, long archiveBytes, int depth, int seconds) {

    private static final long GIB = 1L << 30;

    /** For jobs that name none. */
    public static final Limits DEFAULT = new Limits(500_000, 50 * GIB, 100_000, 4 * GIB, 8, 3_600);
}
