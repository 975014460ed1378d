package io.jenkins.lib.releasegates.readiness.checklist;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;

/** Entry point for Jazzer: {@code --target_class=io.jenkins.lib.releasegates.readiness.checklist.ChecklistFuzzTarget}. */
public final class ChecklistFuzzTarget {

    private ChecklistFuzzTarget() {}

    /** Any bytes are a checklist or have issues. */
    public static void fuzzerTestOneInput(byte[] input) {
        ChecklistValidation validation = ChecklistValidation.ofYaml(input, "fuzz.yaml");
        try {
            Checklist checklist = validation.checklistOrThrow();
            if (checklist.items().isEmpty()) {
                throw new IllegalStateException("A checklist came out that asks nothing");
            }
            if (!checklist.digest().equals(checklist.digest())) {
                throw new IllegalStateException("A checklist with two digests");
            }
        } catch (InvalidChecklistException e) {
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
