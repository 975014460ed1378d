package io.jenkins.plugins.releasegates.environment;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicy;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicyReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the owner of an environment says that error budgets mean there. */
@Restricted(NoExternalUse.class)
public final class ErrorBudgetRules {

    private static final String FILE = "errorBudget";

    private ErrorBudgetRules() {}

    /** Of the environment that the record calls so; empty where there are none, or anything is wrong with the environment. */
    public static Optional<ErrorBudgetPolicy> of(String environment) {
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        return configuration
                .environment(environment)
                .flatMap(usable -> configuration.item(environment))
                .map(EnvironmentItem::getErrorBudget)
                .filter(text -> !text.isBlank())
                .flatMap(text -> read(text).policy());
    }

    /** What is wrong with that text; nothing where it is empty. */
    static List<String> issues(String text) {
        return text.isBlank()
                ? List.of()
                : read(text).issues().stream().map(PolicyIssue::toString).toList();
    }

    private static ErrorBudgetPolicyReading read(String text) {
        return ErrorBudgetPolicyReading.of(text.getBytes(StandardCharsets.UTF_8), FILE);
    }
}
