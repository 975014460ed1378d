package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.util.List;
import java.util.stream.Collectors;

/** A policy that can't be used; the message lists every issue, a line each. */
public final class InvalidPolicyException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<PolicyIssue> issues;

    /** For these issues, of which there is at least one. */
    public InvalidPolicyException(List<PolicyIssue> issues) {
        super(issues.stream().map(PolicyIssue::toString).collect(Collectors.joining("\n")));
        this.issues = List.copyOf(issues);
    }

    /** All issues in the order of the document. */
    public List<PolicyIssue> issues() {
        return issues;
    }
}
