package io.jenkins.lib.releasegates.health;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.util.List;
import java.util.Optional;

/**
 * What became of what an owner wrote.
 *
 * @param demand empty where anything is wrong
 * @param issues all that is wrong, with line, what was found and what is allowed
 */
public record HealthReading(Optional<HealthDemand> demand, List<PolicyIssue> issues) {

    public HealthReading {
        issues = List.copyOf(issues);
    }

    /**
     * Reads it.
     *
     * @param file what issues call the place
     */
    public static HealthReading of(HealthDefinition given, String file) {
        return new HealthReader(file).read(given);
    }
}
