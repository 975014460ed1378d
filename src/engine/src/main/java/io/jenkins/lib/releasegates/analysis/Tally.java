package io.jenkins.lib.releasegates.analysis;

/**
 * How many samples came to what. Errors don't count as measurements, as with Argo Rollouts.
 *
 * @param consecutiveSuccess green ones up to now with nothing else, and no gap, between them
 * @param consecutiveError errors up to now with nothing else between them
 */
public record Tally(
        int successful, int failed, int inconclusive, int error, int consecutiveSuccess, int consecutiveError) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    public Tally {
        if (successful < 0 || failed < 0 || inconclusive < 0 || consecutiveSuccess < 0 || consecutiveError < 0) {
            throw new IllegalArgumentException("A count is below 0");
        }
        if (consecutiveSuccess > successful || consecutiveError > error) {
            throw new IllegalArgumentException("More in a row than in all");
        }
        if (consecutiveSuccess > 0 && consecutiveError > 0) {
            throw new IllegalArgumentException("The last sample can't be green and an error");
        }
    }

    /** Measurements: all samples but the errors. */
    public long count() {
        return (long) successful + failed + inconclusive;
    }

    Tally withSuccess() {
        return new Tally(successful + 1, failed, inconclusive, error, consecutiveSuccess + 1, 0);
    }

    Tally withFailure() {
        return new Tally(successful, failed + 1, inconclusive, error, 0, 0);
    }

    Tally withInconclusive() {
        return new Tally(successful, failed, inconclusive + 1, error, 0, 0);
    }

    Tally withError() {
        return new Tally(successful, failed, inconclusive, error + 1, 0, consecutiveError + 1);
    }

    /** After a gap what was green before it isn't in a row with what comes. */
    Tally afterGap() {
        return new Tally(successful, failed, inconclusive, error, 0, consecutiveError);
    }
}
