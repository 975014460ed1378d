package io.jenkins.lib.releasegates.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.health.HealthDefinition;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What enters an environment whose owner asks how the running service is. */
class HealthAdmissionTest {

    private static final String GATES = """
            apiVersion: release-gates/v1
            kind: ServiceHealth
            spec:
              gates:
                - {name: errors, connection: metrics, query: errors, successCondition: result < 0.02}
              sampling: {interval: 30s, timeout: 1h}
            """;
    private static final String OBJECTIVE = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: requests}
            spec:
              service: shop
              indicator:
                metadata: {name: requests}
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {metricSourceRef: metrics, spec: {query: bad}}}
                    total: {metricSource: {metricSourceRef: metrics, spec: {query: all}}}
              timeWindow: [{duration: 1d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.99}]
            """;
    private static final String BUDGET = """
            apiVersion: release-gates/v1
            kind: ErrorBudgetPolicy
            metadata: {name: shop}
            spec:
              rules:
                - {name: low, when: {remainingAtMost: 60}, then: require-approval}
                - {name: rest, then: allow}
              approval: budget approvers
            """;
    private static final HealthDefinition HEALTH = new HealthDefinition(GATES, "", "", false, "");
    private static final HealthDefinition BUDGETS = new HealthDefinition(GATES, OBJECTIVE, "metrics", false, BUDGET);

    private static final ApprovalDefinition APPROVAL =
            new ApprovalDefinition("1 of quentin", "", false, "", Ground.ALL, "", List.of());

    private static EnvironmentDefinition definition(HealthDefinition health) {
        return Environments.definition("production", "").with(health);
    }

    private static EnvironmentDefinition asking(HealthDefinition health) {
        return Environments.asking(Environments.definition("production", ""), APPROVAL)
                .with(health);
    }

    private static GateResult gate(String name, Verdict.Kind kind, String observed) {
        Verdict verdict =
                Verdict.of(kind, new Grounds(observed, "result < 0.02", "It is so.", Optional.empty(), List.of()));
        return new GateResult(name, Criticality.FAILURE, false, List.of(verdict), verdict);
    }

    private static GateResult errors(Verdict.Kind kind) {
        return gate("health: errors", kind, "0.5");
    }

    private static ReleaseContext context(Admissions admissions) {
        Candidate first = Candidate.first();
        return admissions.context(
                first.context().subject(),
                List.of(Candidate.SHIP),
                first.evidence(),
                first.context().baseline(),
                Candidate.OPEN);
    }

    private static Decision decide(EnvironmentDefinition definition, List<GateResult> found) {
        Admissions admissions = new Admissions(Environments.of(definition), Optional.empty()).with(found);
        return admissions.decide(context(admissions), Candidate.IN_STAGING);
    }

    private static ApprovalContent content(List<GateResult> found) {
        Admissions admissions = new Admissions(Environments.of(asking(HEALTH)), Optional.empty()).with(found);
        ReleaseContext context = context(admissions);
        Decision decision = admissions.decide(context, Candidate.IN_STAGING);
        return Admissions.content(context, decision, Candidate.EVIDENCE, Candidate.CHANGES);
    }

    private static List<String> issues(EnvironmentDefinition definition) {
        return EnvironmentValidation.of(List.of(Environments.definition("staging", ""), definition)).issues().stream()
                .map(PolicyIssue::toString)
                .toList();
    }

    @Test
    void shouldAdmitByWhatWasFound() {
        assertThat(decide(definition(HEALTH), List.of(errors(Verdict.Kind.PASSED)))
                        .effect()
                        .admits())
                .isTrue();
        for (Verdict.Kind kind : List.of(Verdict.Kind.FAILED, Verdict.Kind.INCONCLUSIVE, Verdict.Kind.ERROR)) {
            Decision refused = decide(definition(HEALTH), List.of(errors(kind)));
            assertThat(refused.effect().admits()).as(kind.name()).isFalse();
            assertThat(Admissions.lacksOnlyHealth(refused.gates())).isTrue();
            assertThat(Admissions.lacksOnlyPeople(refused.gates())).isFalse();
        }
    }

    @Test
    void shouldNotAdmitWhatNobodyLookedAt() {
        Decision none = decide(definition(HEALTH), List.of());
        Decision other = decide(definition(HEALTH), List.of(gate("health: others", Verdict.Kind.PASSED, "0")));

        assertThat(none.outcome()).isEqualTo(Verdict.Kind.ERROR);
        assertThat(none.effect().admits()).isFalse();
        assertThat(other.effect().admits()).isFalse();
        assertThat(other.gates().stream().map(GateResult::gate)).doesNotContain("health: others");
    }

    @Test
    void shouldBindVerdictsAndNotNumbers() {
        ApprovalContent before = content(List.of(gate("health: errors", Verdict.Kind.PASSED, "0.01")));

        assertThat(content(List.of(gate("health: errors", Verdict.Kind.PASSED, "0.019")))
                        .changesSince(before))
                .isEmpty();
        assertThat(content(List.of(errors(Verdict.Kind.FAILED))).changesSince(before))
                .containsExactly("gate \"health: errors\": PASSED became FAILED");
        assertThat(before.changesSince(content(List.of(errors(Verdict.Kind.WARNING)))))
                .isEmpty();
    }

    @Test
    void shouldAskOneMoreWhereABudgetDemandsThat() {
        Environment environment = Environments.of(asking(BUDGETS));
        ApprovalDemand demand = environment.approval().orElseThrow();
        GateResult asked = gate("health: approval", Verdict.Kind.WARNING, "asked for");
        GateResult quiet = gate("health: approval", Verdict.Kind.PASSED, "not asked for");

        assertThat(Admissions.terms(environment, demand, List.of(asked)).rule().words())
                .isEqualTo("1 of quentin AND 1 of group \"budget approvers\"");
        assertThat(Admissions.terms(environment, demand, List.of(quiet)).rule().words())
                .isEqualTo("1 of quentin");
        Decision unseen = decide(asking(BUDGETS), List.of());
        assertThat(Admissions.terms(environment, demand, unseen.gates()).rule().words())
                .as("what nobody looked at asks for more rather than for less")
                .contains("budget approvers");
    }

    @Test
    void shouldNotTakeTheSameApprovalOnceMoreIsAsked() {
        ApprovalContent quiet = budgets(Verdict.Kind.PASSED);
        ApprovalContent asked = budgets(Verdict.Kind.WARNING);

        assertThat(asked.changesSince(quiet)).isNotEmpty();
        assertThat(quiet.changesSince(asked)).isEmpty();
    }

    private static ApprovalContent budgets(Verdict.Kind approval) {
        Admissions admissions = new Admissions(Environments.of(asking(BUDGETS)), Optional.empty())
                .with(List.of(
                        errors(Verdict.Kind.PASSED),
                        gate("health: error budget of shop/requests", approval, ""),
                        gate("health: approval", approval, "")));
        ReleaseContext context = context(admissions);
        Decision decision = admissions.decide(context, Candidate.IN_STAGING);
        assertThat(Admissions.lacksOnlyPeople(decision.gates())).isTrue();
        return Admissions.content(context, decision, Candidate.EVIDENCE, Candidate.CHANGES);
    }

    @Test
    void shouldBeWaivedByGateAndNotByNumber() {
        Digest one = Exemptions.grounds(gate("health: errors", Verdict.Kind.FAILED, "0.03"), Evidence.none());

        assertThat(Exemptions.grounds(gate("health: errors", Verdict.Kind.FAILED, "0.04"), Evidence.none()))
                .isEqualTo(one);
        assertThat(Exemptions.grounds(gate("health: errors", Verdict.Kind.ERROR, ""), Evidence.none()))
                .isNotEqualTo(one);
        assertThat(Exemptions.grounds(gate("errors", Verdict.Kind.FAILED, "0.03"), Evidence.none()))
                .isNotEqualTo(Exemptions.grounds(gate("errors", Verdict.Kind.FAILED, "0.04"), Evidence.none()));
    }

    @Test
    void shouldBePartOfTheRules() {
        Digest without = Environments.of(definition(HealthDefinition.NONE)).rules();
        Digest with = Environments.of(definition(HEALTH)).rules();

        assertThat(without)
                .isEqualTo(Environments.of(Environments.definition("production", ""))
                        .rules());
        assertThat(with).isNotEqualTo(without);
        assertThat(Environments.of(definition(new HealthDefinition(GATES.replace("0.02", "0.2"), "", "", false, "")))
                        .rules())
                .isNotEqualTo(with);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThat(issues(definition(BUDGETS)))
                .singleElement()
                .asString()
                .contains("errorBudget", "together with an approval");
        assertThat(issues(definition(new HealthDefinition(GATES.replace("result <", "<"), "", "", false, ""))))
                .singleElement()
                .asString()
                .startsWith("environment \"production\":5:")
                .contains("health: spec.gates[0].successCondition");
        EnvironmentDefinition own = Environments.definition("production", "");
        String policy = own.policy().replace("name: coverage", "name: 'health: errors'");
        assertThat(issues(new EnvironmentDefinition(
                        "production", "", policy, List.of("**"), List.of(), "", "", List.of(), List.of())))
                .singleElement()
                .asString()
                .contains("found \"health: errors\"");
    }

    @Test
    void shouldNotAdmitByAnApprovalAlone() {
        Candidate first = Candidate.first();
        Admissions well = new Admissions(Environments.of(asking(HEALTH)), Optional.empty())
                .with(List.of(errors(Verdict.Kind.PASSED)));
        ApprovalRequest approved = Candidate.approvedBy(
                ApprovalRequest.ask(
                        Environments.of(asking(HEALTH)).approval().orElseThrow().terms(),
                        content(List.of(errors(Verdict.Kind.PASSED))),
                        Candidate.NOBODY,
                        Candidate.OPEN.minusSeconds(60)),
                "quentin");
        AskedApproval asked = new AskedApproval(Candidate.REQUEST, approved);
        Admissions ill = well.with(List.of(errors(Verdict.Kind.FAILED)));

        assertThat(well.decide(context(well), first.deployments(), asked, Candidate.EVIDENCE, Candidate.CHANGES)
                        .effect()
                        .admits())
                .isTrue();
        assertThat(ill.decide(context(ill), first.deployments(), asked, Candidate.EVIDENCE, Candidate.CHANGES)
                        .effect()
                        .admits())
                .isFalse();
    }
}
