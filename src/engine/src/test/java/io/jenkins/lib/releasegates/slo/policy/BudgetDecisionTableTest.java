package io.jenkins.lib.releasegates.slo.policy;

import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.POLICY;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.claim;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.down;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.fact;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.judge;
import static io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.budget.Budgets;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision.Admission;
import io.jenkins.lib.releasegates.slo.policy.BudgetQuestions.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy decides, row by row. */
class BudgetDecisionTableTest {

    static Stream<Row> rows() {
        Digest definition = Budgets.OBJECTIVE.definition();
        GivenAnswers approved = new GivenAnswers(Optional.of("request 7"), Optional.empty(), Optional.empty());
        GivenAnswers excepted = new GivenAnswers(Optional.empty(), Optional.of("request 9"), Optional.empty());
        GivenAnswers looked =
                new GivenAnswers(Optional.empty(), Optional.empty(), Optional.of("https://wiki.example.com/1"));
        ChangeFact ticket = fact(ChangeFact.Kind.TICKETS, Provenance.OBSERVED, "SHOP-1", "SEC-12");
        ChangeFact sources = fact(ChangeFact.Kind.PATHS, Provenance.OBSERVED, "src/a/B.java", "pom.xml");
        return Stream.of(
                row(
                        "enough is left",
                        Budgets.left(0.9),
                        Admission.ALLOWED,
                        Verdict.Kind.PASSED,
                        "90 % of the error budget of shop/requests are left, and it burns 0.5 times as fast as its"
                                + " objective allows. By the rule rest (no other rule holds) every change may go."),
                row(
                        "a page is on",
                        Budgets.burning(0.9, Optional.of(20.0), BurnAlert.State.FIRING),
                        Admission.FROZEN,
                        Verdict.Kind.FAILED,
                        "it burns 20 times as fast as its objective allows. By the rule burning (the budget burns so"
                                + " fast that somebody gets a page) no change may go."),
                row(
                        "little is left and it burns",
                        Budgets.left(0.2),
                        Admission.NEEDS_APPROVAL,
                        Verdict.Kind.INCONCLUSIVE,
                        "By the rule low (at most 25 % of the budget are left and the budget burns faster than 0.2"
                                + " over 1h) the approval budget approvers is needed, and not given so far."),
                row(
                        "little is left, it burns, and people approved",
                        Budgets.left(0.25),
                        ClaimedChange.NONE,
                        approved,
                        Admission.APPROVED,
                        Verdict.Kind.WARNING,
                        "an approval is needed, and given by request 7."),
                row(
                        "little is left and it hardly burns",
                        Budgets.burning(0.2, Optional.of(0.1), BurnAlert.State.QUIET),
                        Admission.ALLOWED,
                        Verdict.Kind.PASSED,
                        "every change may go"),
                row(
                        "nothing is left",
                        Budgets.left(0),
                        Admission.OTHER_CHANGES_ONLY,
                        Verdict.Kind.FAILED,
                        "The error budget of shop/requests is spent: 100 % of it are gone, and it burns 0.5 times as"
                                + " fast as its objective allows. By the rule spent (nothing of the budget is left) only"
                                + " changes of these classes may go: reliability, security. Of this one no class is"
                                + " claimed."),
                row(
                        "nothing is left, and an ordinary approval doesn't help",
                        Budgets.left(-0.5),
                        ClaimedChange.NONE,
                        approved,
                        Admission.OTHER_CHANGES_ONLY,
                        Verdict.Kind.FAILED,
                        "150 % of it are gone"),
                row(
                        "nothing is left, and there is an exception",
                        Budgets.left(-0.5),
                        ClaimedChange.NONE,
                        excepted,
                        Admission.EXCEPTED,
                        Verdict.Kind.WAIVED,
                        "The exception reliability engineers, request 9, lets it through."),
                row(
                        "a frozen one with an exception",
                        Budgets.burning(0.9, Optional.of(20.0), BurnAlert.State.FIRING),
                        ClaimedChange.NONE,
                        excepted,
                        Admission.EXCEPTED,
                        Verdict.Kind.WAIVED,
                        "no change may go"),
                row(
                        "a class that the pipeline itself may prove",
                        Budgets.left(0),
                        claim("reliability", fact(ChangeFact.Kind.LABELS, Provenance.REPORTED, "reliability")),
                        GivenAnswers.NONE,
                        Admission.EXEMPT,
                        Verdict.Kind.WARNING,
                        "this one is reliability, proved by "),
                row(
                        "a claim without proof",
                        Budgets.left(0),
                        claim("security"),
                        GivenAnswers.NONE,
                        Admission.OTHER_CHANGES_ONLY,
                        Verdict.Kind.FAILED,
                        "That this one is security is not proved; it needs ticket SEC-* and only paths src/**, pom.xml"
                                + " (observed); or label cve (observed)."),
                row(
                        "a proof that is only reported",
                        Budgets.left(0),
                        claim("security", fact(ChangeFact.Kind.LABELS, Provenance.REPORTED, "cve")),
                        GivenAnswers.NONE,
                        Admission.OTHER_CHANGES_ONLY,
                        Verdict.Kind.FAILED,
                        "is not proved"),
                row(
                        "a ticket and all paths",
                        Budgets.left(0),
                        claim("security", ticket, sources),
                        GivenAnswers.NONE,
                        Admission.EXEMPT,
                        Verdict.Kind.WARNING,
                        "this one is security"),
                row(
                        "a ticket and a path too many",
                        Budgets.left(0),
                        claim(
                                "security",
                                ticket,
                                fact(ChangeFact.Kind.PATHS, Provenance.OBSERVED, "src/a/B.java", "docs/x.md")),
                        GivenAnswers.NONE,
                        Admission.OTHER_CHANGES_ONLY,
                        Verdict.Kind.FAILED,
                        "is not proved"),
                row(
                        "a ticket and no path that is known",
                        Budgets.left(0),
                        claim("security", ticket),
                        GivenAnswers.NONE,
                        Admission.OTHER_CHANGES_ONLY,
                        Verdict.Kind.FAILED,
                        "is not proved"),
                row(
                        "a class that nobody knows",
                        Budgets.left(0),
                        claim("urgent", ticket, sources),
                        GivenAnswers.NONE,
                        Admission.OTHER_CHANGES_ONLY,
                        Verdict.Kind.FAILED,
                        "This one is said to be urgent, which isn't one of them."),
                row(
                        "a proved class doesn't thaw a freeze",
                        Budgets.burning(0.9, Optional.of(20.0), BurnAlert.State.FIRING),
                        claim("security", ticket, sources),
                        GivenAnswers.NONE,
                        Admission.FROZEN,
                        Verdict.Kind.FAILED,
                        "no change may go"),
                row(
                        "nobody knows whether a page is on",
                        Budgets.burning(0.9, Optional.empty(), BurnAlert.State.UNKNOWN),
                        Admission.UNKNOWN,
                        Verdict.Kind.INCONCLUSIVE,
                        "Whether the budget burns so fast that somebody gets a page can't be told, so nobody knows"
                                + " whether the rule burning holds."),
                row(
                        "nothing is left, whatever burns",
                        Budgets.burning(0, Optional.empty(), BurnAlert.State.UNKNOWN),
                        Admission.OTHER_CHANGES_ONLY,
                        Verdict.Kind.FAILED,
                        "only changes of these classes"),
                row(
                        "one incident spent too much",
                        Budgets.afterIncident(0.6, 0.3),
                        Admission.NEEDS_POSTMORTEM,
                        Verdict.Kind.FAILED,
                        "One incident, from 2026-11-20T10:00:00Z to 2026-11-20T11:00:00Z, spent 30 % of the budget,"
                                + " more than 20 %: a link to its postmortem is needed."),
                row(
                        "one incident spent too much, and was looked into",
                        Budgets.afterIncident(0.6, 0.3),
                        ClaimedChange.NONE,
                        looked,
                        Admission.ALLOWED,
                        Verdict.Kind.PASSED,
                        "a postmortem is named."),
                row(
                        "one incident spent what it may",
                        Budgets.afterIncident(0.6, 0.2),
                        Admission.ALLOWED,
                        Verdict.Kind.PASSED,
                        "every change may go"),
                new Row(
                        "there are no data",
                        new Measured.Inconclusive(Measured.Reason.SHORT_HISTORY, "The data are 2 d long."),
                        ClaimedChange.NONE,
                        approved,
                        Optional.of(Budgets.left(0.9)),
                        Admission.UNKNOWN,
                        Verdict.Kind.INCONCLUSIVE,
                        "Nobody knows how much of the error budget of shop/requests is left: The data are 2 d long."),
                new Row(
                        "there are no data, and there is an exception",
                        new Measured.Inconclusive(Measured.Reason.GAPS, "Gaps."),
                        ClaimedChange.NONE,
                        excepted,
                        Optional.empty(),
                        Admission.EXCEPTED,
                        Verdict.Kind.WAIVED,
                        "Gaps. The exception"),
                new Row(
                        "the server is asked the wrong thing",
                        new Measured.Errored(MetricsException.Reason.QUESTION, "parse error"),
                        ClaimedChange.NONE,
                        GivenAnswers.NONE,
                        Optional.of(Budgets.left(0.9)),
                        Admission.UNKNOWN,
                        Verdict.Kind.ERROR,
                        "is left: parse error."),
                down(
                        "the server is down, and nothing is known",
                        Optional.empty(),
                        Admission.UNKNOWN,
                        Verdict.Kind.ERROR,
                        "Nobody knows how much of the error budget of shop/requests is left: no connection came about."
                                + " There is no last known state that could count instead."),
                down(
                        "the server is down, and was asked five hours ago",
                        Optional.of(
                                Budgets.with(Budgets.left(0.9), definition, Budgets.NOW.minus(Duration.ofHours(5)))),
                        Admission.ALLOWED,
                        Verdict.Kind.WARNING,
                        "prometheus can't be reached, so the last known state counts, which is 5 h old. 90 %"),
                down(
                        "the server is down, and what is known is no good news",
                        Optional.of(Budgets.with(Budgets.left(0), definition, Budgets.NOW.minus(Duration.ofHours(6)))),
                        Admission.OTHER_CHANGES_ONLY,
                        Verdict.Kind.FAILED,
                        "which is 6 h old."),
                down(
                        "what is known is too old",
                        Optional.of(Budgets.with(
                                Budgets.left(0.9),
                                definition,
                                Budgets.NOW.minus(Duration.ofHours(6)).minusSeconds(1))),
                        Admission.UNKNOWN,
                        Verdict.Kind.ERROR,
                        "The last known state is 6 h old; it counts up to 6 h."),
                down(
                        "what is known is of tomorrow",
                        Optional.of(Budgets.with(Budgets.left(0.9), definition, Budgets.NOW.plusSeconds(60))),
                        Admission.UNKNOWN,
                        Verdict.Kind.ERROR,
                        "which is still to come"),
                down(
                        "what is known is of another objective",
                        Optional.of(Budgets.with(Budgets.left(0.9), Digest.of(new byte[] {1}), Budgets.NOW)),
                        Admission.UNKNOWN,
                        Verdict.Kind.ERROR,
                        "of another definition"));
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
}
