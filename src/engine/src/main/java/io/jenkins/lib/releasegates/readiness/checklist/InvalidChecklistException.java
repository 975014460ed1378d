package io.jenkins.lib.releasegates.readiness.checklist;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.util.List;
import java.util.stream.Collectors;

/** A checklist was wanted where there are only issues; the message lists all of them, a line each. */
public final class InvalidChecklistException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<PolicyIssue> issues;

    InvalidChecklistException(List<PolicyIssue> issues) {
        super(issues.stream().map(PolicyIssue::toString).collect(Collectors.joining("\n")));
        this.issues = List.copyOf(issues);
    }

    /** At least one. */
    public List<PolicyIssue> issues() {
        return issues;
    }
}
