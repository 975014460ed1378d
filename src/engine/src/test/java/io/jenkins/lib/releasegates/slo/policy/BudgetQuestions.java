package io.jenkins.lib.releasegates.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.slo.budget.Budgets;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision.Admission;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A policy, and questions that it is asked in tests. */
final class BudgetQuestions {

    static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ErrorBudgetPolicy
            metadata: {name: shop}
            spec:
              rules:
                - name: spent
                  when: {remainingAtMost: 0}
                  then: only
                  changes: [reliability, security]
                - name: burning
                  when: {alert: page}
                  then: freeze
                - name: low
                  when: {remainingAtMost: 25, burnRateAbove: 0.2, over: 1h}
                  then: require-approval
                - name: rest
                  then: allow
              changes:
                - name: reliability
                  proofs:
                    - {label: reliability, provenance: reported}
                - name: security
                  proofs:
                    - {ticket: SEC-*, paths: [src/**, pom.xml]}
                    - {label: cve}
              approval: budget approvers
              exception: reliability engineers
              maxIncidentShare: 20
              whenUnknown: last-known
              lastKnownAtMost: 6h
            """;

    static final Measured DOWN = new Measured.Errored(MetricsException.Reason.CONNECTION, "no connection came about");

    static ErrorBudgetPolicy policy(String text) {
        ErrorBudgetPolicyReading reading =
                ErrorBudgetPolicyReading.of(text.getBytes(StandardCharsets.UTF_8), "policy.yaml");
        assertThat(reading.issues()).isEmpty();
        return reading.policy().orElseThrow();
    }

    /** A question, and what is expected of it. */
    record Row(
            String what,
            Measured measured,
            ClaimedChange change,
            GivenAnswers answers,
            Optional<ErrorBudget> lastKnown,
            Admission admission,
            Verdict.Kind verdict,
            String why) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Row row(String what, ErrorBudget budget, Admission admission, Verdict.Kind verdict, String why) {
        return row(what, budget, ClaimedChange.NONE, GivenAnswers.NONE, admission, verdict, why);
    }

    static Row row(
            String what,
            ErrorBudget budget,
            ClaimedChange change,
            GivenAnswers answers,
            Admission admission,
            Verdict.Kind verdict,
            String why) {
        return new Row(what, new Measured.Known(budget), change, answers, Optional.empty(), admission, verdict, why);
    }

    static Row down(String what, Optional<ErrorBudget> kept, Admission admission, Verdict.Kind verdict, String why) {
        return new Row(what, DOWN, ClaimedChange.NONE, GivenAnswers.NONE, kept, admission, verdict, why);
    }

    static ClaimedChange claim(String changeClass, ChangeFact... facts) {
        return new ClaimedChange(changeClass, List.of(facts));
    }

    static ChangeFact fact(ChangeFact.Kind kind, Provenance provenance, String... values) {
        return new ChangeFact(kind, List.of(values), provenance);
    }

    static BudgetDecision judge(String policy, Row row) {
        return ErrorBudgetCheck.judge(
                policy(policy),
                new BudgetQuestion(
                        Budgets.OBJECTIVE,
                        KeptBudget.of(row.measured()),
                        row.change(),
                        row.answers(),
                        row.lastKnown().map(Measured.Known::new).map(KeptBudget::of),
                        Budgets.NOW));
    }

    private BudgetQuestions() {}
}
