package io.jenkins.lib.releasegates.environment;

import java.util.List;

/** Environments with a sentence's worth of meaning each. */
final class Environments {

    static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: production}
            spec:
              gates:
                - name: coverage
                  criteria:
                    - {metric: coverage.line, threshold: 80}
            """;

    private Environments() {}

    /** That one, open to every job. */
    static EnvironmentDefinition definition(String name, String after) {
        return new EnvironmentDefinition(name, after, POLICY, List.of("**"), List.of(), "", "", List.of(), List.of());
    }

    /** What that definition comes to, together with an environment "staging". */
    static Environment of(EnvironmentDefinition definition) {
        EnvironmentValidation validation = EnvironmentValidation.of(List.of(definition("staging", ""), definition));
        return validation
                .environment(definition.name())
                .orElseThrow(
                        () -> new IllegalArgumentException(validation.issues().toString()));
    }

    /** Production behind staging, open to the jobs of the shop, to its branch main, and in office hours. */
    static EnvironmentDefinition production() {
        return new EnvironmentDefinition(
                "production",
                "staging",
                POLICY,
                List.of("shop/*"),
                List.of("main", "release/**"),
                "REFUSE",
                "Europe/Zurich",
                List.of("Mon-Sun 09:00-17:00"),
                List.of(new EnvironmentDefinition.FrozenTime("2026-12-24", "2027-01-04", "end of the year")));
    }

    /** The same, where people are asked. */
    static EnvironmentDefinition asking(EnvironmentDefinition same, ApprovalDefinition approval) {
        return new EnvironmentDefinition(
                same.name(),
                same.after(),
                same.policy(),
                same.jobs(),
                same.branches(),
                same.repeated(),
                same.timeZone(),
                same.hours(),
                same.freezes(),
                approval);
    }
}
