package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.digest.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an owner says that error budgets mean; described in docs/formats/error-budget-policy.md. {@link ErrorBudgetPolicyReading} makes it.
 *
 * @param digest over the bytes of its file
 * @param rules the first that holds decides; the last one always holds
 * @param classes of changes
 * @param approval the name of the approval that {@code require-approval} asks for; empty where no rule does
 * @param exception the name of the approval that lets through what nothing else does; empty where there is none
 * @param maxIncidentShare percent of a budget that one incident may spend before somebody wants to know why
 * @param lastKnownAtMost how old the last known budget may be that counts while the server of metrics is down; empty where none does
 */
public record ErrorBudgetPolicy(
        String name,
        Digest digest,
        List<BudgetRule> rules,
        List<ChangeClass> classes,
        Optional<String> approval,
        Optional<String> exception,
        Optional<Double> maxIncidentShare,
        Optional<Duration> lastKnownAtMost) {

    public ErrorBudgetPolicy {
        rules = List.copyOf(rules);
        classes = List.copyOf(classes);
        if (rules.isEmpty() || !rules.get(rules.size() - 1).when().isAlways()) {
            throw new IllegalArgumentException("The last rule has to hold always");
        }
    }

    /** Whether it depends on the files that a change touches whether it is of that class. */
    public boolean looksAtPaths(String claimed) {
        return changeClass(claimed).stream()
                .flatMap(known -> known.proofs().stream())
                .anyMatch(proof -> !proof.paths().isEmpty());
    }

    Optional<ChangeClass> changeClass(String wanted) {
        return classes.stream().filter(one -> one.name().equals(wanted)).findFirst();
    }
}
