package io.jenkins.lib.releasegates.health;

import io.jenkins.lib.releasegates.analysis.metric.MetricGate;
import io.jenkins.lib.releasegates.policy.Criticality;

/**
 * A metric gate of an environment.
 *
 * @param advisory whether it is asked and shown, and decides nothing
 */
public record HealthGate(MetricGate metric, Criticality criticality, boolean advisory) {

    /** As decisions call it. */
    public String name() {
        return HealthDemand.PREFIX + metric.name();
    }
}
