package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.util.List;
import java.util.Optional;

/**
 * What became of a policy file.
 *
 * @param policy empty where anything is wrong
 * @param issues all that is wrong, with line, what was found and what is allowed
 */
public record ErrorBudgetPolicyReading(Optional<ErrorBudgetPolicy> policy, List<PolicyIssue> issues) {

    public ErrorBudgetPolicyReading {
        issues = List.copyOf(issues);
    }

    /** Reads the bytes of a file; the policy's digest is over exactly these. */
    public static ErrorBudgetPolicyReading of(byte[] bytes, String file) {
        return ErrorBudgetPolicyReader.read(bytes, file);
    }
}
