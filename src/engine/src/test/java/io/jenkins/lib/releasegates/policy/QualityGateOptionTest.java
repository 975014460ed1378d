package io.jenkins.lib.releasegates.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QualityGateOptionTest {

    private static PolicyValidation read(QualityGateOption... options) {
        return PolicyValidation.ofQualityGates(List.of(options), BaselineRule.DEFAULT, "quality gates");
    }

    @Test
    void shouldMakeEachOptionAGateNamedByItsMetric() throws InvalidPolicyException {
        Policy policy = read(
                        QualityGateOption.of("coverage.line", 80),
                        QualityGateOption.of("coverage.line", 62.5),
                        QualityGateOption.ofCondition("tests.failed == 0"))
                .policyOrThrow();

        assertThat(policy.gates())
                .extracting(GateDefinition::name)
                .containsExactly("coverage.line", "coverage.line-2", "condition");
        assertThat(policy.gates())
                .flatExtracting(GateDefinition::criteria)
                .extracting("words")
                .hasSize(3);
    }

    @Test
    void shouldNameTheOptionThatIsWrong() {
        assertThat(read(QualityGateOption.of("coverage.line", 80), QualityGateOption.of("coverage.line", Double.NaN))
                        .issues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.path()).isEqualTo("qualityGates[1].threshold");
                    assertThat(issue.line()).isZero();
                    assertThat(issue.found()).isEqualTo("\"NaN\"");
                });
    }

    @Test
    void shouldRefuseAnEmptyList() {
        assertThat(read().issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.path()).isEqualTo("qualityGates"));
    }

    @Test
    void shouldTakeTheDefaultBaselineThatFormsSendBesideACondition() {
        QualityGateOption option = new QualityGateOption(
                Optional.empty(),
                Optional.of("tests.failed == 0"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("PROJECT"),
                Optional.of("NOTE"));

        assertThat(read(option).issues()).isEmpty();
    }

    @Test
    void shouldHaveADigestThatTellsOptionsApart() throws InvalidPolicyException {
        assertThat(read(QualityGateOption.of("coverage.line", 80))
                        .policyOrThrow()
                        .digest())
                .isEqualTo(read(QualityGateOption.of("coverage.line", 80.0))
                        .policyOrThrow()
                        .digest())
                .isNotEqualTo(read(QualityGateOption.of("coverage.line", 81))
                        .policyOrThrow()
                        .digest());
    }

    @Test
    void shouldOnlyAddGatesToAPolicyFile() throws InvalidPolicyException {
        PolicyValidation file = PolicyValidation.ofYaml(PolicyFiles.COMPLETE, "policy.yaml");

        Policy both = file.and(read(QualityGateOption.of("coverage.line", 70))).policyOrThrow();

        assertThat(both.gates()).extracting(GateDefinition::name).containsExactly("tests", "coverage", "coverage.line");
        assertThat(both.validFor()).isEqualTo(file.policyOrThrow().validFor());
        assertThat(both.digest()).isNotEqualTo(file.policyOrThrow().digest());
    }

    @Test
    void shouldRefuseToReplaceAGateOfTheFile() {
        PolicyValidation file = PolicyValidation.ofYaml(
                PolicyFiles.COMPLETE.replace("name: coverage", "name: coverage.line"), "policy.yaml");

        assertThat(file.and(read(QualityGateOption.of("coverage.line", 70))).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.found()).contains("coverage.line", "checkout-service"));
    }

    @Test
    void shouldKeepTheIssuesOfBoth() {
        assertThat(PolicyValidation.ofYaml("", "policy.yaml")
                        .and(read(QualityGateOption.of("nothing", 70)))
                        .issues())
                .extracting(PolicyIssue::file)
                .containsExactly("policy.yaml", "quality gates");
    }
}
