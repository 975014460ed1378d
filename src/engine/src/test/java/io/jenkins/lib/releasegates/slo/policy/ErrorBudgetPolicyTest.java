package io.jenkins.lib.releasegates.slo.policy;

import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.DOWN;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.POLICY;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.claim;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.down;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.fact;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.judge;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.policy;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.budget.Budgets;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision.Admission;
import io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrorBudgetPolicyTest {

    @Test
    void shouldCarryTheAgeOfTheLastKnownState() {
        Row row = down(
                "",
                Optional.of(Budgets.with(
                        Budgets.left(0.9), Budgets.OBJECTIVE.definition(), Budgets.NOW.minusSeconds(5400))),
                Admission.ALLOWED,
                Verdict.Kind.WARNING,
                "");

        assertThat(judge(POLICY, row).lastKnownAge()).contains(Duration.ofMinutes(90));
        assertThat(judge(POLICY.replace("last-known", "block").replace("  lastKnownAtMost: 6h\n", ""), row)
                        .admission())
                .isEqualTo(Admission.UNKNOWN);
    }

    @Test
    void shouldNotBeLetThroughByAnExceptionThatThePolicyDoesNotHave() {
        Row row = row(
                "",
                Budgets.left(-1),
                ClaimedChange.NONE,
                new GivenAnswers(Optional.empty(), Optional.of("request 9"), Optional.empty()),
                Admission.FROZEN,
                Verdict.Kind.FAILED,
                "");

        BudgetDecision decision = judge(POLICY.replace("  exception: reliability engineers\n", ""), row);

        assertThat(decision.verdict().kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(decision.asks()).isEmpty();
    }

    @Test
    void shouldKeepWhyItDecidedSo() throws Exception {
        ChangeFact label = fact(ChangeFact.Kind.LABELS, Provenance.REPORTED, "reliability");
        ErrorBudget kept =
                Budgets.with(Budgets.left(0), Budgets.OBJECTIVE.definition(), Budgets.NOW.minusSeconds(5400));
        BudgetQuestion question = new BudgetQuestion(
                Budgets.OBJECTIVE,
                KeptBudget.of(DOWN),
                claim("reliability", label),
                GivenAnswers.NONE,
                Optional.of(KeptBudget.of(new Measured.Known(kept))),
                Budgets.NOW);
        BudgetDecision decision = ErrorBudgetCheck.judge(policy(POLICY), question);

        JsonNode json = new ObjectMapper().readTree(BudgetEvidence.write(policy(POLICY), question, decision));

        assertThat(json.path("verdict").asText()).isEqualTo("WARNING");
        assertThat(json.path("admission").asText()).isEqualTo("EXEMPT");
        assertThat(json.path("rule").asText()).isEqualTo("spent");
        assertThat(json.path("lastKnownAge").asText()).isEqualTo("PT1H30M");
        assertThat(json.at("/policy/digest").asText())
                .isEqualTo(policy(POLICY).digest().toString());
        assertThat(json.at("/change/facts/0/values/0").asText()).isEqualTo("reliability");
        assertThat(BudgetJson.read(json.path("measured").asText()).measured()).isEqualTo(DOWN);
        assertThat(BudgetJson.read(json.path("lastKnown").asText())).isEqualTo(decision.basis());
        assertThat(decision.verdict().grounds().evidence())
                .containsExactly(Digest.of(json.path("lastKnown").asText().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldTakeOnlyALinkForAPostmortem() {
        assertThat(GivenAnswers.isLink("https://wiki.example.com/1")).isTrue();
        for (String text :
                List.of("", " ", "later", "https://", "javascript:alert(1)", "https://a b", "https://a\nb")) {
            assertThat(GivenAnswers.isLink(text)).isFalse();
            assertThatThrownBy(() -> new GivenAnswers(Optional.empty(), Optional.empty(), Optional.of(text)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
