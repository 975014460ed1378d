package io.jenkins.lib.releasegates.evidence.load;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The load tests of one or more reports, and the numbers that follow from them.
 *
 * <p>Reports of single samples are put together as one test. A report that tells only its own percentiles (a summary) can't be put together with
 * another one: counts are summed, the error rate is derived anew, and the rest is unknown. Not for several threads.
 */
public final class LoadTally {

    private final ResponseTimes times = new ResponseTimes();
    private final Map<String, Double> summary = new TreeMap<>();
    private long tests;
    private long summaries;
    private long maxima;
    private double max;
    private long requests;
    private long errors;
    private boolean errorsUnknown;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private boolean timeless;
    private long checks;
    private long failedChecks;
    private long thresholds;
    private long failedThresholds;

    /**
     * A test of which each sample is known.
     *
     * @param start of the first, in milliseconds since 1970
     * @param end of the last; not after the start where nobody knows
     */
    void samples(ResponseTimes sampled, long failed, long start, long end) {
        tests++;
        maxima++;
        max = Math.max(max, sampled.max());
        times.add(sampled);
        requests += sampled.count();
        errors += failed;
        timeless |= end <= start;
        first = Math.min(first, start);
        last = Math.max(last, end);
    }

    /**
     * A test that tells only what came of it.
     *
     * @param sent requests, at least 1
     * @param failed those of them that failed; empty where nobody knows
     * @param numbers by the names of {@link LoadNames}, times in milliseconds
     */
    public void summary(long sent, OptionalLong failed, Map<String, Double> numbers) {
        tests++;
        summaries++;
        requests += sent;
        errors += failed.orElse(0);
        errorsUnknown |= failed.isEmpty();
        summary.putAll(numbers);
        Double longest = numbers.get(LoadNames.MAX);
        if (longest != null) {
            maxima++;
            max = Math.max(max, longest);
        }
    }

    /** Checks of responses, and those of them that failed. */
    public void checks(long all, long failed) {
        checks += all;
        failedChecks += failed;
    }

    /** Thresholds that the test itself has judged, and those of them that failed. */
    public void thresholds(long all, long failed) {
        thresholds += all;
        failedThresholds += failed;
    }

    /** Adds the tests of another report. */
    public void add(LoadTally other) {
        tests += other.tests;
        summaries += other.summaries;
        maxima += other.maxima;
        max = Math.max(max, other.max);
        times.add(other.times);
        summary.putAll(other.summary);
        requests += other.requests;
        errors += other.errors;
        errorsUnknown |= other.errorsUnknown;
        timeless |= other.timeless;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        checks(other.checks, other.failedChecks);
        thresholds(other.thresholds, other.failedThresholds);
    }

    /** The numbers by their names; nothing is there that nobody measured, and no rate without a request. */
    public Map<String, Double> numbers() {
        Map<String, Double> numbers = new TreeMap<>();
        if (requests > 0) {
            numbers.put(LoadNames.REQUESTS, (double) requests);
            if (!errorsUnknown) {
                numbers.put(LoadNames.ERRORS, (double) errors);
                numbers.put(LoadNames.ERROR_RATE, 100.0 * errors / requests);
            }
            if (maxima == tests) {
                numbers.put(LoadNames.MAX, max);
            }
            ofOneTest(numbers);
        }
        if (checks > 0) {
            numbers.put(LoadNames.CHECKS, (double) checks);
            numbers.put(LoadNames.FAILED_CHECKS, (double) failedChecks);
        }
        if (thresholds > 0) {
            numbers.put(LoadNames.THRESHOLDS, (double) thresholds);
            numbers.put(LoadNames.FAILED_THRESHOLDS, (double) failedThresholds);
        }
        return numbers;
    }

    /** What was measured, and can't be told since a summary doesn't add up with another report. */
    public Set<String> unknown() {
        Set<String> unknown = new TreeSet<>();
        if (tests > 1 && summaries > 0) {
            unknown.addAll(LoadNames.OF_ONE_TEST);
            if (maxima < tests) {
                unknown.add(LoadNames.MAX);
            }
        }
        return unknown;
    }

    private void ofOneTest(Map<String, Double> numbers) {
        if (summaries == 0) {
            LoadNames.PERCENTILES.forEach((name, percent) -> numbers.put(name, times.percentile(percent)));
            numbers.put(LoadNames.MEAN, times.mean());
            if (!timeless) {
                numbers.put(LoadNames.THROUGHPUT, 1_000.0 * requests / (last - first));
            }
        } else if (tests == 1) {
            numbers.putAll(summary);
        }
    }
}
