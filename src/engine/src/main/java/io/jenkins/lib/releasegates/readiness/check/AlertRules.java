package io.jenkins.lib.releasegates.readiness.check;

import io.jenkins.lib.releasegates.metrics.MetricsException;
import java.util.List;

/** Alerting rules that a server evaluates, as Prometheus tells them under {@code /api/v1/rules?type=alert}. */
@FunctionalInterface
public interface AlertRules {

    /**
     * How rules of this name do, one for each; none where there is no such rule.
     *
     * @throws MetricsException when there is no answer
     */
    List<Health> called(String alert) throws MetricsException, InterruptedException;

    /** What the server says of a rule. */
    enum Health {
        /** Its last evaluation gave an answer. */
        OK,
        /** Its last evaluation failed, so it will never alert. */
        ERROR,
        /** It hasn't been evaluated. */
        UNKNOWN
    }
}
