package io.jenkins.lib.releasegates.readiness.checklist;

/** Checklists for tests. */
final class ChecklistFiles {

    /** One that says everything that can be said. */
    static final String COMPLETE = """
            apiVersion: release-gates/v1
            kind: ReadinessChecklist
            metadata:
              name: launch
            spec:
              high: warns
              longestFollowUp: 60d
              role: sre
              validFor: 180d
              sections:
                - title: People answer
                  items:
                    - id: restore
                      question: Was a backup restored?
                      why: Backups rot.
                      guidance: Attach the log.
                      severity: blocking
                      tiers: [1, 2]
                      validFor: 90d
                      role: dba
                      evidence: optional
                      followUp: allowed
                    - id: on-call
                      question: Is somebody on call?
                      why: Nights.
                      severity: high
                - title: Answers itself
                  items:
                    - id: metric
                      question: Do metrics arrive?
                      why: Blindness.
                      severity: high
                      provenance: observed
                      check:
                        metric: {connection: prometheus, query: 'up{job="x"}', condition: '== 1'}
                    - id: alert
                      question: Is there an alert?
                      why: Silence.
                      severity: follow-up
                      check:
                        alertRule: {connection: prometheus, alert: HighErrors}
                    - id: connection
                      question: Does the monitoring answer?
                      why: Silence.
                      severity: blocking
                      check: {connection: prometheus}
                    - id: runbook
                      question: Is there a runbook?
                      why: Nights.
                      severity: blocking
                      check:
                        file: {path: docs/runbook.md, sections: [Rollback, Contacts], minBytes: 100}
                    - id: panels
                      question: Is there a dashboard?
                      why: Blindness.
                      severity: high
                      check:
                        value: {path: dashboard.json, pointer: /panels, condition: size >= 4}
                    - id: tests
                      question: Did the tests pass?
                      why: Users test otherwise.
                      severity: blocking
                      check: {gate: tests}
                    - id: zone
                      question: Was a zone lost?
                      why: It will be.
                      severity: high
                      check:
                        chaosExperiment: {name: zone lost, youngerThan: 180d, report: chaos/journal.json}
                    - id: load
                      question: Was the peak carried?
                      why: It will come.
                      severity: high
                      check:
                        loadTest: {name: peak, youngerThan: 30d}
            """;

    private ChecklistFiles() {}

    /** One with a single item, of these further lines. */
    static String withItem(String lines) {
        return """
                apiVersion: release-gates/v1
                kind: ReadinessChecklist
                metadata: {name: launch}
                spec:
                  sections:
                    - title: All
                      items:
                        - id: one
                          question: Is it?
                          why: Because.
                          severity: high
                """ + lines.indent(10);
    }

    /** One with a single item and this check, in YAML's short form. */
    static String withCheck(String check) {
        return withItem("role: sre\ncheck: " + check);
    }
}
