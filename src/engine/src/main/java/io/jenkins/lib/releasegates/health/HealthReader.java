package io.jenkins.lib.releasegates.health;

import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.metric.MetricGateReader;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.file.SloFile;
import io.jenkins.lib.releasegates.slo.file.SloFiles;
import io.jenkins.lib.releasegates.slo.file.SloReading;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicy;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicyReading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the texts of an owner; each issue names the field before the path in it. */
final class HealthReader {

    private static final int MOST_OBJECTIVES = 50;

    private final String file;
    private final List<PolicyIssue> issues = new ArrayList<>();

    HealthReader(String file) {
        this.file = file;
    }

    HealthReading read(HealthDefinition given) {
        HealthFile.Read own = given.health().isBlank()
                ? new HealthFile.Read(List.of(), Optional.<Sampling>empty(), List.of())
                : HealthFile.read(given.health().getBytes(StandardCharsets.UTF_8), file);
        add("health", own.issues());
        Optional<ErrorBudgetPolicy> policy = policy(given.errorBudget());
        List<ServiceLevelObjective> objectives = objectives(given);
        if (!objectives.isEmpty() && given.errorBudget().isBlank()) {
            issue("errorBudget", "nothing", "an error-budget policy that says what the budgets of objectives mean");
        }
        if (own.gates().isEmpty() && objectives.isEmpty() && own.sampling().isPresent()) {
            issue("health: spec.sampling", "nothing to wait for", "a gate or an objective");
        }
        return issues.isEmpty()
                ? new HealthReading(
                        Optional.of(new HealthDemand(
                                own.gates(),
                                objectives,
                                policy,
                                given.recorded() ? ErrorBudget.Way.RECORDED : ErrorBudget.Way.QUERIED,
                                own.sampling())),
                        List.of())
                : new HealthReading(Optional.empty(), issues);
    }

    private Optional<ErrorBudgetPolicy> policy(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        ErrorBudgetPolicyReading read = ErrorBudgetPolicyReading.of(text.getBytes(StandardCharsets.UTF_8), file);
        add("errorBudget", read.issues());
        return read.policy();
    }

    private List<ServiceLevelObjective> objectives(HealthDefinition given) {
        if (given.objectives().isBlank()) {
            return List.of();
        }
        if (!MetricGateReader.CONNECTION.matcher(given.connection()).matches()) {
            issue(
                    "objectivesConnection",
                    given.connection().isEmpty() ? "nothing" : Issues.quoted(given.connection()),
                    "the name of a connection that measures the objectives");
            return List.of();
        }
        SloReading read = SloFiles.read(
                List.of(new SloFile(file, given.objectives().getBytes(StandardCharsets.UTF_8))),
                SloSettings.of(given.connection()));
        add("objectives", read.issues());
        if (read.objectives().size() > MOST_OBJECTIVES) {
            issue("objectives", read.objectives().size() + " objectives", "at most " + MOST_OBJECTIVES);
        }
        return read.objectives();
    }

    private void add(String field, List<PolicyIssue> found) {
        for (PolicyIssue issue : found) {
            issues.add(new PolicyIssue(
                    file,
                    issue.line(),
                    issue.column(),
                    issue.path().isEmpty() ? field : field + ": " + issue.path(),
                    issue.found(),
                    issue.allowed()));
        }
    }

    private void issue(String path, String found, String allowed) {
        issues.add(new PolicyIssue(file, 0, 0, path, found, allowed));
    }
}
