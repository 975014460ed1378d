package io.jenkins.lib.releasegates.evidence.load;

import java.util.List;
import java.util.Map;

/** The names of the metrics that load tests feed. */
public final class LoadNames {

    /** What they all begin with, without the dot: the family of a problem. */
    public static final String FAMILY = "load";

    public static final String REQUESTS = "load.requests";
    public static final String ERRORS = "load.errors";
    public static final String ERROR_RATE = "load.errorRate";
    public static final String THROUGHPUT = "load.throughput";
    public static final String MEAN = "load.mean";
    public static final String P50 = "load.p50";
    public static final String P90 = "load.p90";
    public static final String P95 = "load.p95";
    public static final String P99 = "load.p99";
    public static final String MAX = "load.max";
    public static final String CHECKS = "load.checks.total";
    public static final String FAILED_CHECKS = "load.checks.failed";
    public static final String THRESHOLDS = "load.thresholds.total";
    public static final String FAILED_THRESHOLDS = "load.thresholds.failed";

    /** The percentiles by how many percent of the requests took at most so long. */
    static final Map<String, Integer> PERCENTILES = Map.of(P50, 50, P90, 90, P95, 95, P99, 99);

    /** What can't be told of several tests from what each tells of itself. */
    public static final List<String> OF_ONE_TEST = List.of(MEAN, P50, P90, P95, P99, THROUGHPUT);

    private LoadNames() {}
}
