package io.jenkins.lib.releasegates.evidence.reader.report;

import java.time.Duration;

/**
 * What reading may cost at most; whatever is beyond becomes a problem of its report and never a silent cut.
 *
 * @param reportBytes size of one report
 * @param libraryBytes size of one report that a library reads, which holds it in memory several times
 * @param depth nested elements, objects and arrays
 * @param findings identities that are kept over all reports
 * @param reports files in one reading
 * @param visited files and folders that one reading looks at while it searches
 * @param time for one reading; checked while bytes are read
 */
public record ReadLimits(
        long reportBytes, long libraryBytes, int depth, int findings, int reports, int visited, Duration time) {

    private static final long MIB = 1024L * 1024L;

    /** 512 MiB per report, 20 MiB for libraries, 200 levels, 500,000 findings, 20,000 reports, ten minutes. */
    public static final ReadLimits STANDARD =
            new ReadLimits(512 * MIB, 20 * MIB, 200, 500_000, 20_000, 2_000_000, Duration.ofMinutes(10));

    public ReadLimits {
        if (reportBytes < 1 || libraryBytes < 1 || depth < 1 || findings < 1 || reports < 1 || visited < 1) {
            throw new IllegalArgumentException("Every limit is at least 1");
        }
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("The time limit is positive, found: " + time);
        }
    }
}
