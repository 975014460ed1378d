package io.jenkins.lib.releasegates.metrics;

import java.util.List;

/** Alerting rules that a server evaluates, as Prometheus tells them under {@code /api/v1/rules?type=alert}. Thread-safe; asks each time anew. */
public interface AlertRules {

    /**
     * All of them, in the order of the answer.
     *
     * @throws MetricsException when there is no answer, or one in part; an empty answer is one
     */
    List<AlertRule> all() throws MetricsException, InterruptedException;

    /**
     * Those of this name, which may be several; none where there is no such rule.
     *
     * @throws MetricsException when there is no answer, or one in part
     */
    List<AlertRule> called(String alert) throws MetricsException, InterruptedException;
}
