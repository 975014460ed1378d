package io.jenkins.lib.releasegates.policy;

/** Policy files for tests. */
final class PolicyFiles {

    /** All there is to write. */
    static final String COMPLETE = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata:
              name: checkout-service
            spec:
              validFor: 12h
              baseline:
                reference: main
                maxAge: 30d
                bootstrap: true
              provenance: reported
              attesters:
                - name: test farm
                  keys:
                    - |
                      -----BEGIN PUBLIC KEY-----
                      MCowBQYDK2VwAyEAWSTZreuNBDebMjmT9NGDU0OeTudYx4UOoJhNjpsWdD4=
                      -----END PUBLIC KEY-----
                  accepts: [provenance, vulns, verification-summary]
                  builders: [https://ci.example.com/builder]
                  verifiers: [https://verifier.example.com]
                  levels: [SLSA_BUILD_LEVEL_3]
                  resources: ['pkg:maven/com.example/shop']
                  maxAge: 36h
              gates:
                - name: tests
                  criticality: ERROR
                  criteria:
                    - condition: tests.total > 0 && tests.failed == 0
                - name: coverage
                  advisory: true
                  criteria:
                    - metric: coverage.line
                      threshold: 80
                      warning: 85.5
                      baseline: PROJECT
                      provenance: scanned
                    - metric: coverage.branch
                      threshold: -1
                      baseline: PROJECT_DELTA
              waivers:
                - gate: tests
                  reason: Flaky since the move.
                  ticket: ABC-1
                  owner: alice
                  expires: 2027-01-31
            """;

    private static final String KEY = "MCowBQYDK2VwAyEAWSTZreuNBDebMjmT9NGDU0OeTudYx4UOoJhNjpsWdD4=";

    private PolicyFiles() {}

    /** A policy whose only gate has this criterion, which begins in line 9, column 11. */
    static String withCriterion(String criterion) {
        return withSpec("  gates:\n    - name: tests\n      criteria:\n        - "
                + criterion.strip().replace("\n", "\n          ") + "\n");
    }

    /** A policy whose only attester has the key of the documentation and this, from line 12, column 7. */
    static String withAttester(String rest) {
        return withSpec("  attesters:\n    - keys:\n        - |\n          -----BEGIN PUBLIC KEY-----\n          " + KEY
                + "\n          -----END PUBLIC KEY-----\n" + rest.indent(6)
                + "  gates:\n    - {name: a, criteria: [condition: tests.failed == 0]}\n");
    }

    /** A policy with this below {@code spec}, from line 6. */
    static String withSpec(String spec) {
        return "apiVersion: release-gates/v1\nkind: ReleasePolicy\nmetadata:\n  name: x\nspec:\n" + spec;
    }
}
