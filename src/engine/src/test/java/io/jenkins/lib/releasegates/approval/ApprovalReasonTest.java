package io.jenkins.lib.releasegates.approval;

import static io.jenkins.lib.releasegates.approval.Approvals.ALIASES;
import static io.jenkins.lib.releasegates.approval.Approvals.CONTENT;
import static io.jenkins.lib.releasegates.approval.Approvals.GROUPS;
import static io.jenkins.lib.releasegates.approval.Approvals.NOBODY;
import static io.jenkins.lib.releasegates.approval.Approvals.NOW;
import static io.jenkins.lib.releasegates.approval.Approvals.TIMEOUT;
import static io.jenkins.lib.releasegates.approval.Approvals.approval;
import static io.jenkins.lib.releasegates.approval.Approvals.rejection;
import static io.jenkins.lib.releasegates.approval.Approvals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.policy.document.Issues;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalReasonTest {

    private static final ReasonRule TICKET = new ReasonRule(true, Optional.of("CHG-[0-9]+"));

    @Test
    void shouldWantAReasonOfApprovalAndRejectionWhereItIsMandatory() {
        ApprovalTerms terms = new ApprovalTerms(
                Approvals.rule("1 of group sre"), new ReasonRule(true, Optional.empty()), TIMEOUT, Optional.empty());
        ApprovalRequest request = ApprovalRequest.ask(terms, CONTENT, NOBODY, NOW);
        Answer reasoned = Answer.approve("alice", CONTENT.digest(), "looked at it", NOW);

        assertThat(why(request.answer(approval("alice"), ALIASES, GROUPS))).isEqualTo("A reason is mandatory here.");
        assertThat(why(request.answer(rejection("alice"), ALIASES, GROUPS))).isEqualTo("A reason is mandatory here.");
        assertThat(why(request.answer(reasoned, ALIASES, GROUPS))).isEmpty();
    }

    @Test
    void shouldFindTheTicketAnywhere() {
        assertThat(TICKET.objection("see CHG-4711, twice")).isEmpty();
        assertThat(TICKET.objection("see CHG-"))
                .contains("The reason has to name a ticket that matches \"CHG-[0-9]+\"; it names none.");
    }

    @Test
    void shouldBoundWhatIsRead() {
        assertThat(ReasonRule.NONE.objection("x".repeat(2_000))).isEmpty();
        assertThat(ReasonRule.NONE.objection("x".repeat(2_001)))
                .contains("The reason has 2001 characters; at most 2000 are kept.");
        assertThat(TICKET.objection("x".repeat(2_001))).isPresent();
    }

    @Test
    void shouldEndAnExpressionThatBacktracksForEver() {
        ReasonRule slow = new ReasonRule(true, Optional.of("^(.*)(.*)(.*)(.*)x$"));

        assertThat(slow.objection("a".repeat(1_000) + "!")).get().asString().contains("takes too long");
        assertThat(new ReasonRule(true, Optional.of("^(a|b)+$")).objection("ab".repeat(1_000) + "!"))
                .isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an open bracket | CHG-[0-9 | reason:1:8: found \"CHG-[0-9\"",
                "one that an empty reason matches | (CHG-[0-9]+)? | reason:1:1: found \"(CHG-[0-9]+)?\"",
                "one that matches anything | .* | allowed: an expression that an empty reason doesn't match"
            })
    void shouldRefuseAnExpression(String sentence, String expression, String expected) {
        Issues issues = new Issues("reason");

        assertThat(ReasonRule.read(true, expression, issues)).isEmpty();

        assertThat(issues.inOrder()).singleElement().asString().contains(expected);
        assertThatThrownBy(() -> new ReasonRule(true, Optional.of(expression)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadWhatTheOwnerSays() {
        Issues issues = new Issues("reason");

        assertThat(ReasonRule.read(false, "", issues)).contains(ReasonRule.NONE);
        assertThat(ReasonRule.read(false, "CHG-[0-9]+", issues)).contains(TICKET);
        assertThat(issues.none()).isTrue();
        assertThat(ReasonRule.read(true, "x".repeat(201), issues)).isEmpty();
        assertThat(issues.inOrder()).singleElement().asString().contains("found 201 characters; allowed: at most 200");
    }

    @Test
    void shouldRefuseTermsThatCantBeKept() {
        ApprovalRule rule = Approvals.rule("1 of group sre");

        assertThatThrownBy(() -> new ApprovalTerms(rule, TICKET, Duration.ZERO, Optional.empty()))
                .hasMessageContaining("found PT0S");
        assertThatThrownBy(() -> new ApprovalTerms(rule, TICKET, Duration.ofDays(367), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ApprovalTerms(rule, TICKET, TIMEOUT, Optional.of(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
        ApprovalRule nobody = new ApprovalRule(List.of(new ApprovalRule.Stage(
                List.of(new ApprovalRule.OfNamed(1, List.of("a")), new ApprovalRule.OfNamed(1, List.of("a"))))));
        assertThatThrownBy(() -> new ApprovalTerms(nobody, TICKET, TIMEOUT, Optional.empty()))
                .hasMessageContaining("Nobody could write or fulfil");
    }
}
