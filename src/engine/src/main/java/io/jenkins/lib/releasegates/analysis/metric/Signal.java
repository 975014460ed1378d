package io.jenkins.lib.releasegates.analysis.metric;

import java.math.BigDecimal;

/**
 * The PromQL of the four golden signals (sre.google/sre-book/monitoring-distributed-systems). Each gives one number, and none, or NaN, where a service
 * has no traffic, where the metric isn't there and where it hasn't the labels of its convention: none of these may pass.
 */
final class Signal {

    private static final String CONTAINER = "sum by (namespace, pod, container) ";
    private static final String LIMITS = "max by (namespace, pod, container) ";
    private static final String REAL = "container!=\"\",container!=\"POD\"";

    private final Convention convention;
    private final LabelSelector selector;
    private final String window;

    /**
     * Of what a selector means, over a time.
     *
     * @param window as PromQL writes it, {@code 5m}
     */
    Signal(Convention convention, LabelSelector selector, String window) {
        this.convention = convention;
        this.selector = selector;
        this.window = window;
    }

    private String rate(String metric, String... further) {
        return "rate(" + metric + "{" + selector.and(further) + "}[" + window + "])";
    }

    /**
     * A quantile in seconds. Beyond the last bucket with a bound Prometheus gives that bound whatever the quantile is, so a limit beyond it could
     * never be missed; then there is no answer. The bound is the quantile of a histogram all of whose values lie beyond it.
     */
    String latency(String quantile, BigDecimal limit) {
        String buckets = convention.metric() + "_bucket";
        String bound = "histogram_quantile(1, sum by (le) (" + rate(buckets, "le!=\"+Inf\"") + ") * 0 or sum by (le) ("
                + rate(buckets, "le=\"+Inf\"") + ") * 0 + 1)";
        return "histogram_quantile(" + quantile + ", sum by (le) (" + rate(buckets) + ")) and on() " + bound + " >= "
                + limit.stripTrailingZeros().toPlainString();
    }

    /** The share of requests with a status of 5xx, of those that have a status at all; no failed request is a share of zero. */
    String errors() {
        String count = convention.metric() + "_count";
        String status = convention.status();
        return "(sum(" + rate(count, status + "=~\"5..\"") + ") or vector(0)) / sum(" + rate(count, status + "!=\"\"")
                + ")";
    }

    /** Requests in a second. */
    String traffic() {
        return "sum(" + rate(convention.metric() + "_count") + ")";
    }

    /** The share of its limit that the container uses that is nearest to it. Where one has no limit, there is no answer. */
    String saturation() {
        return switch (convention) {
            case CPU_LIMIT -> ofLimit(CONTAINER + "(" + rate(convention.metric(), REAL) + ")", "cpu");
            case MEMORY_LIMIT ->
                ofLimit(
                        LIMITS + "(max_over_time(" + convention.metric() + "{" + selector.and(REAL) + "}[" + window
                                + "]))",
                        "memory");
            default ->
                "max(" + CONTAINER + "(" + rate(convention.metric(), REAL) + ") / " + CONTAINER + "("
                        + rate("container_cpu_cfs_periods_total", REAL) + "))";
        };
    }

    private String ofLimit(String used, String resource) {
        String limits =
                LIMITS + "(kube_pod_container_resource_limits{" + selector.and("resource=\"" + resource + "\"") + "})";
        return "max(" + used + " / " + limits + " unless on() (" + used + " unless " + limits + "))";
    }
}
