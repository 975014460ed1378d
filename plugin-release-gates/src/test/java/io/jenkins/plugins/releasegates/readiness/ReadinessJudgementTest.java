package io.jenkins.plugins.releasegates.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.readiness.Authorship;
import io.jenkins.lib.releasegates.readiness.Readiness;
import io.jenkins.lib.releasegates.readiness.ReadinessResult;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.ChecklistValidation;
import io.jenkins.lib.releasegates.readiness.checklist.InvalidChecklistException;
import io.jenkins.lib.releasegates.readiness.checklist.Service;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a readiness result is to the decision of a step. */
class ReadinessJudgementTest {

    private static final String YAML = """
            apiVersion: release-gates/v1
            kind: ReadinessChecklist
            metadata: {name: production}
            spec:
              role: operations
              validFor: 30d
              sections:
                - title: Recovery
                  items:
                    - {id: restore, question: 'Was a backup restored?', why: Hope is no plan., severity: %s, tiers: [1]}
            """;

    private static ReadinessResult result(String severity, int tier) throws InvalidChecklistException {
        Checklist checklist = ChecklistValidation.ofYaml(YAML.replace("%s", severity), "production.yaml")
                .checklistOrThrow();
        return Readiness.judge(
                checklist,
                new Service("shop", tier),
                ReadinessState.none("shop", "production", PersonAliases.of(List.of(), account -> account)),
                List.of(),
                Authorship.of(Set.of()),
                Instant.EPOCH);
    }

    private static List<GateResult> gates(ReadinessResult result) {
        return new ReadinessJudgement(result, Criticality.FAILURE, false).results();
    }

    @Test
    void shouldMakeAGateOfEachItem() throws InvalidChecklistException {
        assertThat(gates(result("blocking", 1))).singleElement().satisfies(gate -> {
            assertThat(gate.gate()).isEqualTo("restore");
            assertThat(gate.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
            assertThat(gate.verdict().grounds().why()).startsWith("Was a backup restored? It has no answer.");
        });
    }

    @Test
    void shouldNotPassWhereItemsOnlyWarnAndNotOneIsMet() throws InvalidChecklistException {
        assertThat(gates(result("follow-up", 1)))
                .extracting(GateResult::gate, gate -> gate.verdict().kind())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("restore", Verdict.Kind.WARNING),
                        org.assertj.core.groups.Tuple.tuple("readiness", Verdict.Kind.INCONCLUSIVE));
    }

    @Test
    void shouldNotPassWhereNothingIsAsked() throws InvalidChecklistException {
        assertThat(gates(result("blocking", 4))).singleElement().satisfies(gate -> {
            assertThat(gate.gate()).isEqualTo("readiness");
            assertThat(gate.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
        });
    }

    @Test
    void shouldDemandAnotherThingOfAnotherTierOrByThePipelinesOwn() throws InvalidChecklistException {
        ReadinessResult one = result("blocking", 1);

        assertThat(new ReadinessJudgement(one, Criticality.FAILURE, false).demand())
                .isNotEqualTo(new ReadinessJudgement(one, Criticality.FAILURE, true).demand())
                .isNotEqualTo(new ReadinessJudgement(result("blocking", 2), Criticality.FAILURE, false).demand());
    }
}
