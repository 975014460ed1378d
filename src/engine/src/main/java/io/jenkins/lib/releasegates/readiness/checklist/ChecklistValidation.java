package io.jenkins.lib.releasegates.readiness.checklist;

import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import io.jenkins.lib.releasegates.policy.document.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What came of reading a checklist: all its issues, and the checklist only where there are none. The format: docs/formats/readiness-checklist.md. Immutable. */
public final class ChecklistValidation {

    private final List<PolicyIssue> issues;
    private final Optional<Checklist> checklist;

    private ChecklistValidation(List<PolicyIssue> issues, Optional<Checklist> checklist) {
        if (issues.isEmpty() && checklist.isEmpty()) {
            throw new IllegalStateException("Neither a checklist nor an issue");
        }
        this.issues = List.copyOf(issues);
        this.checklist = issues.isEmpty() ? checklist : Optional.empty();
    }

    /**
     * Reads the bytes of a file.
     *
     * @param fileName as issues call it
     */
    public static ChecklistValidation ofYaml(byte[] bytes, String fileName) {
        Issues issues = new Issues(fileName);
        Optional<Checklist> checklist = PolicyText.of(bytes, issues)
                .flatMap(text -> YamlDocument.read(text, issues))
                .flatMap(root -> new ChecklistReader(issues).read(root));
        return new ChecklistValidation(issues.inOrder(), checklist);
    }

    /** Reads the text of a file. */
    public static ChecklistValidation ofYaml(String text, String fileName) {
        return ofYaml(text.getBytes(StandardCharsets.UTF_8), fileName);
    }

    /** All issues in the order of the document; empty when there is a checklist. */
    public List<PolicyIssue> issues() {
        return issues;
    }

    /**
     * The checklist.
     *
     * @throws InvalidChecklistException with all issues, when there is at least one
     */
    public Checklist checklistOrThrow() throws InvalidChecklistException {
        if (checklist.isEmpty()) {
            throw new InvalidChecklistException(issues);
        }
        return checklist.get();
    }
}
