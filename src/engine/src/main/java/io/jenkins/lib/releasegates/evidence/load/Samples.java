package io.jenkins.lib.releasegates.evidence.load;

import java.util.Optional;

/**
 * The samples of one report, with transactions apart: a transaction is written behind its requests and takes as long as they together, so whoever
 * counts both counts twice.
 *
 * <p>Where a report has transactions alone, each is one sample. Not for several threads.
 */
public final class Samples {

    private final Part requests = new Part();
    private final Part transactions = new Part();
    private long largest;

    /**
     * Counts a request.
     *
     * @param start milliseconds since 1970, or negative where nobody knows
     * @param elapsed in milliseconds, from 0 to {@link ResponseTimes#MAX}
     */
    public void request(long start, long elapsed, boolean succeeded) {
        requests.add(start, elapsed, succeeded);
    }

    /**
     * Counts a transaction whose requests should stand beside it.
     *
     * @param samples how many requests it says it has
     */
    public void transaction(long start, long elapsed, boolean succeeded, long samples) {
        transactions.add(start, elapsed, succeeded);
        largest = Math.max(largest, samples);
    }

    /** Why these samples can't be counted: there are none, or requests of transactions are missing; empty when they can. */
    public Optional<String> objection() {
        if (requests.times.count() + transactions.times.count() == 0) {
            return Optional.of("no samples; allowed is a test that sent at least one request");
        }
        if (requests.times.count() == 0) {
            return Optional.empty();
        }
        if (largest > requests.times.count()) {
            return Optional.of("a transaction of " + largest + " samples beside " + requests.times.count()
                    + " samples; allowed are transactions whose samples are there, without 'Generate parent sample'");
        }
        if (transactions.errors > 0 && requests.errors == 0) {
            return Optional.of(transactions.errors + " failed transactions and no failed sample"
                    + "; allowed are transactions whose samples are there, without 'Generate parent sample'");
        }
        return Optional.empty();
    }

    /** Adds them to the tests. */
    public void addTo(LoadTally tally) {
        Part counted = requests.times.count() == 0 ? transactions : requests;
        tally.samples(counted.times, counted.errors, counted.first, counted.timeless ? Long.MIN_VALUE : counted.last);
    }

    private static final class Part {

        private final ResponseTimes times = new ResponseTimes();
        private long errors;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private boolean timeless;

        void add(long start, long elapsed, boolean succeeded) {
            times.add(elapsed);
            errors += succeeded ? 0 : 1;
            timeless |= start < 0;
            first = Math.min(first, start);
            last = Math.max(last, start + elapsed);
        }
    }
}
