package io.jenkins.lib.releasegates.evidence.reader.loadtest;

import io.jenkins.lib.releasegates.evidence.load.LoadNames;
import io.jenkins.lib.releasegates.evidence.load.LoadTally;
import io.jenkins.lib.releasegates.evidence.load.ResponseTimes;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a summary of k6 comes to; refuses one that contradicts itself, or tells of a test that did nothing. */
final class K6Summary {

    private static final double MOST = 1e12;
    private static final double MOST_PER_SECOND = 1e12;

    /** k6 interpolates its percentiles; one that rounds above the next by less than that contradicts nothing. */
    private static final double ROUNDING = 1e-6;

    private static final List<String> RISING =
            List.of(LoadNames.P50, LoadNames.P90, LoadNames.P95, LoadNames.P99, LoadNames.MAX);

    private final JsonReport json;
    private final K6Metrics metrics;
    private final K6Checks checks;

    K6Summary(JsonReport json, K6Metrics metrics, K6Checks checks) {
        this.json = json;
        this.metrics = metrics;
        this.checks = checks;
    }

    void addTo(LoadTally tally) throws UnreadableReportException {
        long requests = count(K6Metrics.REQUESTS, "count");
        long fails = Math.max(checks.fails(), count(K6Metrics.CHECKS, "fails"));
        long checked = fails + Math.max(checks.passes(), count(K6Metrics.CHECKS, "passes"));
        if (requests + checked + count(K6Metrics.ITERATIONS, "count") == 0) {
            throw json.unreadable(
                    "no requests, no checks and no iterations; allowed is the summary of a test that did something");
        }
        if (requests > 0) {
            tally.summary(requests, failed(requests), numbers());
        }
        tally.checks(checked, fails);
        tally.thresholds(metrics.thresholds(), metrics.failedThresholds());
    }

    /** Rates count what they are named after as passes: of {@code http_req_failed} those that failed. */
    private OptionalLong failed(long requests) throws UnreadableReportException {
        long failed = count(K6Metrics.FAILED, "passes");
        long judged = failed + count(K6Metrics.FAILED, "fails");
        if (judged > requests) {
            throw json.unreadable(K6Metrics.FAILED + " of " + judged + " requests beside " + requests + " in "
                    + K6Metrics.REQUESTS + "; allowed is a report that agrees with itself");
        }
        return judged == requests ? OptionalLong.of(failed) : OptionalLong.empty();
    }

    private Map<String, Double> numbers() throws UnreadableReportException {
        Map<String, Double> numbers = new TreeMap<>();
        time(numbers, LoadNames.MEAN, "avg");
        time(numbers, LoadNames.P50, "p(50)");
        time(numbers, LoadNames.P50, "med");
        time(numbers, LoadNames.P90, "p(90)");
        time(numbers, LoadNames.P95, "p(95)");
        time(numbers, LoadNames.P99, "p(99)");
        time(numbers, LoadNames.MAX, "max");
        double least = 0;
        for (String name : RISING) {
            double time = numbers.getOrDefault(name, least);
            if (time < least * (1 - ROUNDING)) {
                throw json.unreadable(
                        name.substring(LoadNames.FAMILY.length() + 1) + " of " + K6Metrics.DURATION + " is " + time
                                + ", less than a lower percentile; allowed is a report that agrees with itself");
            }
            least = time;
        }
        double rate = value(K6Metrics.REQUESTS, "rate", MOST_PER_SECOND);
        if (rate > 0) {
            numbers.put(LoadNames.THROUGHPUT, rate);
        }
        return numbers;
    }

    private void time(Map<String, Double> numbers, String name, String value) throws UnreadableReportException {
        if (metrics.values(K6Metrics.DURATION).containsKey(value)) {
            numbers.put(name, value(K6Metrics.DURATION, value, ResponseTimes.MAX));
        }
    }

    private long count(String metric, String name) throws UnreadableReportException {
        double count = value(metric, name, MOST);
        if (count != Math.rint(count)) {
            throw json.unreadable(name + " of " + metric + " is " + count + "; allowed are whole numbers");
        }
        return (long) count;
    }

    /** 0 where there is none. */
    private double value(String metric, String name, double most) throws UnreadableReportException {
        double value = metrics.values(metric).getOrDefault(name, 0.0);
        if (!(value >= 0 && value <= most)) {
            throw json.unreadable(
                    name + " of " + metric + " is " + value + "; allowed are numbers from 0 to " + (long) most);
        }
        return value;
    }
}
