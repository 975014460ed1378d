package io.jenkins.lib.releasegates.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.budget.Budgets;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision.Admission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorBudgetPolicyTest {

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

    private static final Measured DOWN =
            new Measured.Errored(MetricsException.Reason.CONNECTION, "no connection came about");

    private static ErrorBudgetPolicy policy(String text) {
        ErrorBudgetPolicyReading reading =
                ErrorBudgetPolicyReading.of(text.getBytes(StandardCharsets.UTF_8), "policy.yaml");
        assertThat(reading.issues()).isEmpty();
        return reading.policy().orElseThrow();
    }

    /** A question, and what is expected of it. */
    private record Row(
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

    private static Row row(String what, ErrorBudget budget, Admission admission, Verdict.Kind verdict, String why) {
        return row(what, budget, ClaimedChange.NONE, GivenAnswers.NONE, admission, verdict, why);
    }

    private static Row row(
            String what,
            ErrorBudget budget,
            ClaimedChange change,
            GivenAnswers answers,
            Admission admission,
            Verdict.Kind verdict,
            String why) {
        return new Row(
                what, new Measured.Known(budget), change, answers, Optional.empty(), admission, verdict, why);
    }

    private static Row down(String what, ErrorBudget kept, Admission admission, Verdict.Kind verdict, String why) {
        return new Row(
                what,
                DOWN,
                ClaimedChange.NONE,
                GivenAnswers.NONE,
                Optional.ofNullable(kept),
                admission,
                verdict,
                why);
    }

    private static ClaimedChange claim(String changeClass, ChangeFact... facts) {
        return new ClaimedChange(changeClass, List.of(facts));
    }

    private static ChangeFact fact(ChangeFact.Kind kind, Provenance provenance, String... values) {
        return new ChangeFact(kind, List.of(values), provenance);
    }

    static Stream<Row> rows() {
        Digest definition = Budgets.OBJECTIVE.definition();
        GivenAnswers approved = new GivenAnswers(Optional.of("request 7"), Optional.empty(), Optional.empty());
        GivenAnswers excepted = new GivenAnswers(Optional.empty(), Optional.of("request 9"), Optional.empty());
        GivenAnswers looked =
                new GivenAnswers(Optional.empty(), Optional.empty(), Optional.of("https://wiki.example.com/1"));
        ChangeFact ticket = fact(ChangeFact.Kind.TICKETS, Provenance.OBSERVED, "SHOP-1", "SEC-12");
        ChangeFact sources = fact(ChangeFact.Kind.PATHS, Provenance.OBSERVED, "src/a/B.java", "pom.xml");
        return Stream.of(
                row("enough is left", Budgets.left(0.9), Admission.ALLOWED, Verdict.Kind.PASSED,
                        "90 % of the error budget of shop/requests are left, and it burns 0.5 times as fast as its objective allows."
                                + " By the rule rest (no other rule holds) every change may go."),
                row("a page is on", Budgets.burning(0.9, Optional.of(20.0), BurnAlert.State.FIRING), Admission.FROZEN, Verdict.Kind.FAILED,
                        "it burns 20 times as fast as its objective allows. By the rule burning (the budget burns so fast that somebody gets a page) no change may go."),
                row("little is left and it burns", Budgets.left(0.2), Admission.NEEDS_APPROVAL, Verdict.Kind.INCONCLUSIVE,
                        "By the rule low (at most 25 % of the budget are left and the budget burns faster than 0.2 over 1h) the approval budget approvers is needed, and not given so far."),
                row("little is left, it burns, and people approved", Budgets.left(0.25), ClaimedChange.NONE, approved, Admission.APPROVED, Verdict.Kind.WARNING,
                        "an approval is needed, and given by request 7."),
                row("little is left and it hardly burns", Budgets.burning(0.2, Optional.of(0.1), BurnAlert.State.QUIET), Admission.ALLOWED, Verdict.Kind.PASSED, "every change may go"),
                row("nothing is left", Budgets.left(0), Admission.OTHER_CHANGES_ONLY, Verdict.Kind.FAILED,
                        "The error budget of shop/requests is spent: 100 % of it are gone, and it burns 0.5 times as fast as its objective allows. By the rule spent (nothing of the budget is left)"
                                + " only changes of these classes may go: reliability, security. Of this one no class is claimed."),
                row("nothing is left, and an ordinary approval doesn't help", Budgets.left(-0.5), ClaimedChange.NONE, approved, Admission.OTHER_CHANGES_ONLY, Verdict.Kind.FAILED, "150 % of it are gone"),
                row("nothing is left, and there is an exception", Budgets.left(-0.5), ClaimedChange.NONE, excepted, Admission.EXCEPTED, Verdict.Kind.WAIVED,
                        "The exception reliability engineers, request 9, lets it through."),
                row("a frozen one with an exception", Budgets.burning(0.9, Optional.of(20.0), BurnAlert.State.FIRING), ClaimedChange.NONE, excepted, Admission.EXCEPTED, Verdict.Kind.WAIVED, "no change may go"),
                row("a class that the pipeline itself may prove", Budgets.left(0), claim("reliability", fact(ChangeFact.Kind.LABELS, Provenance.REPORTED, "reliability")), GivenAnswers.NONE,
                        Admission.EXEMPT, Verdict.Kind.WARNING, "this one is reliability, and that is proved."),
                row("a claim without proof", Budgets.left(0), claim("security"), GivenAnswers.NONE, Admission.OTHER_CHANGES_ONLY, Verdict.Kind.FAILED,
                        "That this one is security is not proved; it needs ticket SEC-* and only paths src/**, pom.xml (observed); or label cve (observed)."),
                row("a proof that is only reported", Budgets.left(0), claim("security", fact(ChangeFact.Kind.LABELS, Provenance.REPORTED, "cve")), GivenAnswers.NONE, Admission.OTHER_CHANGES_ONLY, Verdict.Kind.FAILED, "is not proved"),
                row("a ticket and all paths", Budgets.left(0), claim("security", ticket, sources), GivenAnswers.NONE, Admission.EXEMPT, Verdict.Kind.WARNING, "this one is security"),
                row("a ticket and a path too many", Budgets.left(0), claim("security", ticket, fact(ChangeFact.Kind.PATHS, Provenance.OBSERVED, "src/a/B.java", "docs/x.md")), GivenAnswers.NONE, Admission.OTHER_CHANGES_ONLY, Verdict.Kind.FAILED, "is not proved"),
                row("a ticket and no path that is known", Budgets.left(0), claim("security", ticket), GivenAnswers.NONE, Admission.OTHER_CHANGES_ONLY, Verdict.Kind.FAILED, "is not proved"),
                row("a class that nobody knows", Budgets.left(0), claim("urgent", ticket, sources), GivenAnswers.NONE, Admission.OTHER_CHANGES_ONLY, Verdict.Kind.FAILED, "This one is said to be urgent, which isn't one of them."),
                row("a proved class doesn't thaw a freeze", Budgets.burning(0.9, Optional.of(20.0), BurnAlert.State.FIRING), claim("security", ticket, sources), GivenAnswers.NONE, Admission.FROZEN, Verdict.Kind.FAILED, "no change may go"),
                row("nobody knows whether a page is on", Budgets.burning(0.9, Optional.empty(), BurnAlert.State.UNKNOWN), Admission.UNKNOWN, Verdict.Kind.INCONCLUSIVE,
                        "Whether the budget burns so fast that somebody gets a page can't be told, so nobody knows whether the rule burning holds."),
                row("nothing is left, whatever burns", Budgets.burning(0, Optional.empty(), BurnAlert.State.UNKNOWN), Admission.OTHER_CHANGES_ONLY, Verdict.Kind.FAILED, "only changes of these classes"),
                row("one incident spent too much", Budgets.afterIncident(0.6, 0.3), Admission.NEEDS_POSTMORTEM, Verdict.Kind.FAILED,
                        "One incident, from 2026-11-20T10:00:00Z to 2026-11-20T11:00:00Z, spent 30 % of the budget, more than 20 %: a link to its postmortem is needed."),
                row("one incident spent too much, and was looked into", Budgets.afterIncident(0.6, 0.3), ClaimedChange.NONE, looked, Admission.ALLOWED, Verdict.Kind.PASSED, "a postmortem is named."),
                row("one incident spent what it may", Budgets.afterIncident(0.6, 0.2), Admission.ALLOWED, Verdict.Kind.PASSED, "every change may go"),
                new Row("there are no data", new Measured.Inconclusive(Measured.Reason.SHORT_HISTORY, "The data are 2 d long."), ClaimedChange.NONE, approved,
                        Optional.of(Budgets.left(0.9)), Admission.UNKNOWN, Verdict.Kind.INCONCLUSIVE, "Nobody knows how much of the error budget of shop/requests is left: The data are 2 d long."),
                new Row("there are no data, and there is an exception", new Measured.Inconclusive(Measured.Reason.GAPS, "Gaps."), ClaimedChange.NONE, excepted,
                        Optional.empty(), Admission.EXCEPTED, Verdict.Kind.WAIVED, "Gaps. The exception"),
                new Row("the server is asked the wrong thing", new Measured.Errored(MetricsException.Reason.QUESTION, "parse error"), ClaimedChange.NONE, GivenAnswers.NONE,
                        Optional.of(Budgets.left(0.9)), Admission.UNKNOWN, Verdict.Kind.ERROR, "is left: parse error."),
                down("the server is down, and nothing is known", null, Admission.UNKNOWN, Verdict.Kind.ERROR,
                        "Nobody knows how much of the error budget of shop/requests is left: no connection came about. There is no last known state that could count instead."),
                down("the server is down, and was asked five hours ago", Budgets.with(Budgets.left(0.9), definition, Budgets.NOW.minus(Duration.ofHours(5))), Admission.ALLOWED, Verdict.Kind.WARNING,
                        "prometheus can't be reached, so the last known state counts, which is 5 h old. 90 %"),
                down("the server is down, and what is known is no good news", Budgets.with(Budgets.left(0), definition, Budgets.NOW.minus(Duration.ofHours(6))), Admission.OTHER_CHANGES_ONLY, Verdict.Kind.FAILED, "which is 6 h old."),
                down("what is known is too old", Budgets.with(Budgets.left(0.9), definition, Budgets.NOW.minus(Duration.ofHours(6)).minusSeconds(1)), Admission.UNKNOWN, Verdict.Kind.ERROR,
                        "The last known state is 6 h old; it counts up to 6 h."),
                down("what is known is of tomorrow", Budgets.with(Budgets.left(0.9), definition, Budgets.NOW.plusSeconds(60)), Admission.UNKNOWN, Verdict.Kind.ERROR, "which is still to come"),
                down("what is known is of another objective", Budgets.with(Budgets.left(0.9), Digest.of(new byte[] {1}), Budgets.NOW), Admission.UNKNOWN, Verdict.Kind.ERROR, "of another definition"));
    }

    private static BudgetDecision judge(String policy, Row row) {
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

    @ParameterizedTest
    @MethodSource("rows")
    void shouldDecideByTheFirstRuleThatHolds(Row row) {
        BudgetDecision decision = judge(POLICY, row);

        assertThat(decision.verdict().grounds().why()).contains(row.why());
        assertThat(decision.admission()).isEqualTo(row.admission());
        assertThat(decision.verdict().kind()).isEqualTo(row.verdict());
        assertThat(decision.verdict().grounds().evidence())
                .containsExactly(Digest.of(BudgetJson.write(decision.basis()).getBytes(StandardCharsets.UTF_8)));
        assertThat(decision.asks())
                .isEqualTo(
                        decision.verdict().kind().admits()
                                ? Optional.empty()
                                : Optional.of(
                                        decision.admission() == Admission.NEEDS_APPROVAL
                                                ? "budget approvers"
                                                : "reliability engineers"));
    }

    /** Whatever the rest of a policy says, only data admit: without them nothing but an exception does. */
    @ParameterizedTest
    @MethodSource("rows")
    void shouldNeverAdmitWithoutData(Row row) {
        String lax = """
                apiVersion: release-gates/v1
                kind: ErrorBudgetPolicy
                metadata: {name: lax}
                spec: {rules: [{name: all, then: allow}]}
                """;
        BudgetDecision decision = judge(lax, row);

        assertThat(decision.verdict().kind().admits()).isEqualTo(row.measured() instanceof Measured.Known);
    }

    @Test
    void shouldCarryTheAgeOfTheLastKnownState() {
        Row row = down(
                "", Budgets.with(Budgets.left(0.9), Budgets.OBJECTIVE.definition(), Budgets.NOW.minusSeconds(5400)), Admission.ALLOWED, Verdict.Kind.WARNING, "");

        assertThat(judge(POLICY, row).lastKnownAge()).contains(Duration.ofMinutes(90));
        assertThat(judge(POLICY.replace("last-known", "block").replace("  lastKnownAtMost: 6h\n", ""), row).admission())
                .isEqualTo(Admission.UNKNOWN);
    }

    @Test
    void shouldNotBeLetThroughByAnExceptionThatThePolicyDoesNotHave() {
        Row row = row("", Budgets.left(-1), ClaimedChange.NONE,
                new GivenAnswers(Optional.empty(), Optional.of("request 9"), Optional.empty()), Admission.FROZEN, Verdict.Kind.FAILED, "");

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
        assertThat(json.at("/policy/digest").asText()).isEqualTo(policy(POLICY).digest().toString());
        assertThat(json.at("/change/facts/0/values/0").asText()).isEqualTo("reliability");
        assertThat(BudgetJson.read(json.path("measured").asText()).measured()).isEqualTo(DOWN);
        assertThat(BudgetJson.read(json.path("lastKnown").asText())).isEqualTo(decision.basis());
        assertThat(decision.verdict().grounds().evidence())
                .containsExactly(
                        Digest.of(json.path("lastKnown").asText().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldTakeOnlyALinkForAPostmortem() {
        assertThat(GivenAnswers.isLink("https://wiki.example.com/1")).isTrue();
        for (String text : List.of("", " ", "later", "https://", "javascript:alert(1)", "https://a b", "https://a\nb")) {
            assertThat(GivenAnswers.isLink(text)).isFalse();
            assertThatThrownBy(() -> new GivenAnswers(Optional.empty(), Optional.empty(), Optional.of(text)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
