package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;

/** Entry point for Jazzer: {@code --target_class=io.jenkins.lib.releasegates.policy.PolicyFuzzTarget}. Any bytes are a policy or have issues. */
public final class PolicyFuzzTarget {

    private PolicyFuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        PolicyValidation validation = PolicyValidation.ofYaml(input, "fuzz.yaml");
        try {
            Policy policy = validation.policyOrThrow();
            if (policy.gates().stream().allMatch(GateDefinition::advisory)) {
                throw new IllegalStateException("A policy came out that decides nothing");
            }
        } catch (InvalidPolicyException e) {
            if (e.issues().isEmpty()) {
                throw new IllegalStateException("Refused without a reason", e);
            }
        }
        for (PolicyIssue issue : validation.issues()) {
            if (issue.toString().indexOf('\n') >= 0
                    || issue.found().isEmpty()
                    || issue.allowed().isEmpty()) {
                throw new IllegalStateException("An issue that nobody can read: " + issue);
            }
        }
    }
}
