package io.jenkins.plugins.releasegates.budget;

import hudson.AbortException;
import io.jenkins.lib.releasegates.analysis.metric.MetricProbes;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.health.ServiceHealth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whose budgets are asked for, and how.
 *
 * @param environment whose objectives they are; empty where they are of files in the workspace
 * @param connections those that may be asked
 */
record AskedObjectives(
        Optional<String> environment,
        List<ServiceLevelObjective> objectives,
        ErrorBudget.Way way,
        MetricProbes.Connections connections) {

    /**
     * Those of an environment's owner, asked as he says over the connections that the environment may use.
     *
     * @param service whose alone; empty for all of them
     * @throws AbortException when there are none, naming the services that there are
     */
    static AskedObjectives ofEnvironment(Environment environment, Optional<String> service) throws AbortException {
        List<ServiceLevelObjective> all = environment.health().objectives();
        if (all.isEmpty()) {
            throw new AbortException(Messages.ErrorBudget_NoObjectives(environment.name()));
        }
        List<ServiceLevelObjective> wanted = all.stream()
                .filter(objective -> service.isEmpty()
                        || service.get().equals(objective.name().service()))
                .toList();
        if (wanted.isEmpty()) {
            throw new AbortException(Messages.ErrorBudget_NoService(
                    service.orElse(""),
                    environment.name(),
                    all.stream()
                            .map(objective -> objective.name().service())
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", "))));
        }
        return new AskedObjectives(
                Optional.of(environment.name()),
                wanted,
                environment.health().way(),
                ServiceHealth.connections(environment));
    }
}
