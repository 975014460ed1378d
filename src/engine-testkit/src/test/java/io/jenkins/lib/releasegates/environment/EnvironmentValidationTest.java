package io.jenkins.lib.releasegates.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.environment.EnvironmentDefinition.FrozenTime;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentValidationTest {

    private static EnvironmentDefinition with(
            String name,
            String after,
            String policy,
            List<String> jobs,
            List<String> branches,
            String repeated,
            String timeZone,
            List<String> hours,
            FrozenTime... freezes) {
        return new EnvironmentDefinition(
                name, after, policy, jobs, branches, repeated, timeZone, hours, List.of(freezes));
    }

    private static EnvironmentDefinition named(String name) {
        return Environments.definition(name, "");
    }

    private static EnvironmentDefinition frozen(String from, String until, String reason) {
        return with(
                "p",
                "",
                Environments.POLICY,
                List.of("**"),
                List.of(),
                "",
                "UTC",
                List.of(),
                new FrozenTime(from, until, reason));
    }

    private static EnvironmentDefinition openIn(String hours) {
        return with("p", "", Environments.POLICY, List.of("**"), List.of(), "", "UTC", List.of(hours));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(named(""), "name: found nothing"),
                Arguments.of(named("../x"), "name: found \"../x\""),
                Arguments.of(named("a b"), "name: found \"a b\""),
                Arguments.of(Environments.definition("p", "nowhere"), "after: found \"nowhere\""),
                Arguments.of(Environments.definition("p", "p"), "after: found \"p\""),
                Arguments.of(
                        with("p", "", "", List.of("**"), List.of(), "", "", List.of()),
                        "policy: found nothing; allowed: a policy with at least one gate"),
                Arguments.of(
                        with(
                                "p",
                                "",
                                Environments.POLICY.replace("coverage.line", "coverage.lin"),
                                List.of("**"),
                                List.of(),
                                "",
                                "",
                                List.of()),
                        "\"p\":8:20: spec.gates[0].criteria[0].metric: found \"coverage.lin\""),
                Arguments.of(
                        with("p", "", Environments.POLICY, List.of(), List.of(), "", "", List.of()),
                        "jobs: found nothing; allowed: at least one pattern"),
                Arguments.of(
                        with("p", "", Environments.POLICY, List.of("ok", " shop/*"), List.of(), "", "", List.of()),
                        "jobs[1]: found \" shop/*\""),
                Arguments.of(
                        with("p", "", Environments.POLICY, List.of("**"), List.of(""), "", "", List.of()),
                        "branches[0]: found nothing"),
                Arguments.of(
                        with("p", "", Environments.POLICY, List.of("**"), List.of(), "MAYBE", "", List.of()),
                        "repeated: found \"MAYBE\"; allowed: REFUSE, ALLOW"),
                Arguments.of(
                        with("p", "", Environments.POLICY, List.of("**"), List.of(), "", "Mars/Base", List.of()),
                        "timeZone: found \"Mars/Base\""),
                Arguments.of(openIn("Mon-Fri 9-17"), "hours[0]: found \"Mon-Fri 9-17\""),
                Arguments.of(openIn("Mon-Wed-Fri 09:00-17:00"), "hours[0]"),
                Arguments.of(openIn("Mon 09:00-25:00"), "hours[0]"),
                Arguments.of(frozen("2026-12-24", "2026-12-24", "x"), "freezes[0].until: found \"2026-12-24\""),
                Arguments.of(frozen("24.12.2026", "2026-12-25", "x"), "freezes[0].from: found \"24.12.2026\""),
                Arguments.of(frozen("2026-12-24", "2026-12-25", " "), "freezes[0].reason"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldSayWhatIsWrongAndWhatIsAllowed(EnvironmentDefinition definition, String expected) {
        EnvironmentValidation validation = EnvironmentValidation.of(List.of(definition));

        assertThat(validation.issues())
                .extracting(PolicyIssue::toString)
                .anySatisfy(issue -> assertThat(issue).contains(expected).contains("allowed: "));
        assertThat(validation.environment(definition.name())).isEmpty();
        assertThat(validation.issues(definition.name())).isEqualTo(validation.issues());
    }

    @Test
    void shouldRefuseTwoOfOneName() {
        EnvironmentValidation validation = EnvironmentValidation.of(List.of(named("p"), named("p"), named("q")));

        assertThat(validation.environment("p")).isEmpty();
        assertThat(validation.environment("q")).isPresent();
    }

    @Test
    void shouldRefuseACircleAndKeepTheRest() {
        EnvironmentValidation validation = EnvironmentValidation.of(List.of(
                Environments.definition("a", "c"),
                Environments.definition("b", "a"),
                Environments.definition("c", "b"),
                Environments.definition("d", "c"),
                named("e")));

        assertThat(validation.environments()).extracting(Environment::name).containsExactly("d", "e");
        assertThat(validation.issues())
                .hasSize(3)
                .allSatisfy(issue -> assertThat(issue.found()).contains("which comes after this one itself"));
    }

    @Test
    void shouldChangeTheRulesWithEverythingThatTheOwnerSaysButItsTimes() {
        Environment before = Environments.of(Environments.production());
        EnvironmentDefinition same = Environments.production();

        assertThat(Environments.of(same).rules()).isEqualTo(before.rules());
        assertThat(Environments.of(new EnvironmentDefinition(
                                same.name(),
                                same.after(),
                                same.policy(),
                                same.jobs(),
                                same.branches(),
                                same.repeated(),
                                "UTC",
                                List.of(),
                                List.of()))
                        .rules())
                .as("times are looked at anew whenever something goes there")
                .isEqualTo(before.rules());
        assertThat(Environments.of(new EnvironmentDefinition(
                                same.name(),
                                same.after(),
                                same.policy(),
                                List.of("**"),
                                same.branches(),
                                same.repeated(),
                                same.timeZone(),
                                same.hours(),
                                same.freezes()))
                        .rules())
                .isNotEqualTo(before.rules());
    }

    @Test
    void shouldDemandStrongEvidenceWhereTheOwnerSaysNothing() {
        String policy = """
                apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: production}
                spec:
                  gates:
                    - name: quality
                      criteria:
                        - {metric: coverage.line, threshold: 80}
                        - {metric: vulnerabilities.critical, threshold: 1}
                        - {condition: 'custom["error.rate"] < 1 && tests.failed == 0'}
                        - {condition: 'findings.exists(f, f.kev) == false'}
                        - {metric: secrets.total, threshold: 1, provenance: reported}
                """;
        EnvironmentDefinition definition = with("p", "", policy, List.of("**"), List.of(), "", "", List.of());

        assertThat(Environments.of(definition).policy().gates().get(0).criteria())
                .extracting(criterion -> criterion.leastProvenance())
                .containsExactly(
                        Provenance.REPORTED,
                        Provenance.SCANNED,
                        Provenance.OBSERVED,
                        Provenance.SCANNED,
                        Provenance.REPORTED);
    }

    @Test
    void shouldMatchNamesByTheirSlashes() {
        assertThat(new NamePattern("shop/*").matches("shop/checkout")).isTrue();
        assertThat(new NamePattern("shop/*").matches("shop/checkout/main")).isFalse();
        assertThat(new NamePattern("shop/**").matches("shop/checkout/main")).isTrue();
        assertThat(new NamePattern("shop/**").matches("workshop/x")).isFalse();
        assertThat(new NamePattern("release/?.x").matches("release/1.x")).isTrue();
        assertThat(new NamePattern("release/?.x").matches("release/1ax")).isFalse();
        assertThat(new NamePattern("a.b").matches("axb")).isFalse();
        assertThat(new NamePattern("**").matches("a\nb")).isTrue();
        assertThat(new NamePattern("\\E.*\\Q").matches("anything")).isFalse();
    }
}
