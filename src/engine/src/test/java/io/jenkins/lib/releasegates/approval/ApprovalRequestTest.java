package io.jenkins.lib.releasegates.approval;

import static io.jenkins.lib.releasegates.approval.Approvals.ALIASES;
import static io.jenkins.lib.releasegates.approval.Approvals.CONTENT;
import static io.jenkins.lib.releasegates.approval.Approvals.GROUPS;
import static io.jenkins.lib.releasegates.approval.Approvals.NOBODY;
import static io.jenkins.lib.releasegates.approval.Approvals.NOW;
import static io.jenkins.lib.releasegates.approval.Approvals.TIMEOUT;
import static io.jenkins.lib.releasegates.approval.Approvals.accepted;
import static io.jenkins.lib.releasegates.approval.Approvals.approval;
import static io.jenkins.lib.releasegates.approval.Approvals.approvedBy;
import static io.jenkins.lib.releasegates.approval.Approvals.ask;
import static io.jenkins.lib.releasegates.approval.Approvals.author;
import static io.jenkins.lib.releasegates.approval.Approvals.rejection;
import static io.jenkins.lib.releasegates.approval.Approvals.reply;
import static io.jenkins.lib.releasegates.approval.Approvals.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.ApprovalContent.VerdictKind;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Ending;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Reply;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalRequestTest {

    private static final Instant LATER = NOW.plusSeconds(120);

    @Test
    void shouldCountEachPersonForOneDemand() {
        ApprovalRequest one = approvedBy(ask("1 of group sre AND 1 of group security"), "bob");

        assertThat(one.status()).isEqualTo(Status.WAITING);
        assertThat(one.missing(ALIASES, GROUPS)).containsExactly("1 of group security");
        assertThat(approvedBy(one, "alice").status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void shouldSayWhoIsMissing() {
        ApprovalRequest request = ask("2 of group sre AND 3 distinct people THEN 1 of group audit");

        assertThat(request.missing(ALIASES, GROUPS))
                .containsExactly("2 of group sre", "3 distinct people", "then 1 of group audit");
        assertThat(approvedBy(request, "alice").missing(ALIASES, GROUPS))
                .containsExactly(
                        "1 more of group sre (beside alice)", "2 more distinct people", "then 1 of group audit");
        assertThat(approvedBy(request, "alice", "bob", "carol").missing(ALIASES, GROUPS))
                .containsExactly("1 of group audit");
        assertThat(approvedBy(request, "alice", "bob", "carol", "dave").missing(ALIASES, GROUPS))
                .isEmpty();
    }

    @Test
    void shouldNameWhoApproved() {
        assertThat(approvedBy(ask("2 of group sre"), "bob", "al").ending())
                .contains(new Ending(NOW.plusSeconds(60), "Approved by bob, alice."));
    }

    @Test
    void shouldTakeASecondClickForTheFirst() {
        ApprovalRequest once = approvedBy(ask("2 of group sre"), "alice");
        ApprovalRequest approved = approvedBy(once, "bob");
        ApprovalRequest rejected = accepted(reply(once, rejection("bob")));

        assertThat(accepted(reply(once, approval("alice")))).isSameAs(once);
        assertThat(accepted(reply(once, approval("AL")))).isSameAs(once);
        assertThat(accepted(reply(approved, approval("bob")))).isSameAs(approved);
        assertThat(accepted(reply(rejected, rejection("bob")))).isSameAs(rejected);
        assertThat(why(reply(rejected, approval("bob"))))
                .startsWith("This request ended at ")
                .contains("Rejected by bob");
        assertThat(why(reply(approved, rejection("alice")))).contains("Approved by alice, bob.");
    }

    @Test
    void shouldKeepToTheOrder() {
        ApprovalRequest request = ask("1 of group security THEN 1 of group audit");

        assertThat(why(reply(request, approval("dave"))))
                .isEqualTo("It isn't the turn of dave yet; missing before: 1 of group security.");
        assertThat(why(reply(request, approval("alice")))).startsWith("alice is not among those who are asked: 1 of");
        assertThat(approvedBy(request, "carol", "dave").status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void shouldAskLaterStagesAgainWhenAnEarlierOneOpens() {
        ApprovalRequest both = approvedBy(ask("1 of group security THEN 2 of group sre"), "carol", "alice");
        ApprovalRequest opened = accepted(both.withdraw("carol", LATER, ALIASES));

        assertThat(opened.missing(ALIASES, GROUPS)).containsExactly("1 of group security", "then 2 of group sre");
        ApprovalRequest closed = approvedBy(opened, "carol");
        assertThat(closed.missing(ALIASES, GROUPS)).containsExactly("2 of group sre");
        assertThat(approvedBy(closed, "alice", "bob").status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void shouldEndByOneRejectionOfAnybodyWhoIsAsked() {
        ApprovalRequest request = ask("1 of group security THEN 1 of group audit");

        assertThat(accepted(reply(request, rejection("dave"))).ending())
                .contains(new Ending(NOW.plusSeconds(60), "Rejected by dave."));
        assertThat(why(reply(request, rejection("alice")))).startsWith("alice is not among");
        assertThat(accepted(reply(approvedBy(request, "carol"), rejection("carol")))
                        .status())
                .isEqualTo(Status.REJECTED);
    }

    @Test
    void shouldTakeBackBeforeTheDecisionOnly() {
        ApprovalRequest one = approvedBy(ask("2 of group sre"), "alice");
        ApprovalRequest none = accepted(one.withdraw("al", LATER, ALIASES));

        assertThat(none.status()).isEqualTo(Status.WAITING);
        assertThat(none.missing(ALIASES, GROUPS)).containsExactly("2 of group sre");
        assertThat(accepted(none.withdraw("alice", LATER, ALIASES))).isSameAs(none);
        assertThat(why(one.withdraw("bob", LATER, ALIASES)))
                .isEqualTo("bob has approved nothing here that could be taken back.");
        assertThat(why(approvedBy(one, "bob").withdraw("bob", LATER, ALIASES))).startsWith("This request ended at");
        assertThat(approvedBy(none, "alice", "bob").status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void shouldCountNothingFromTheDeadlineOn() {
        ApprovalRequest request = approvedBy(ask("2 of group sre"), "alice");
        Instant deadline = NOW.plus(TIMEOUT);
        Reply late = request.answer(Answer.approve("bob", CONTENT.digest(), "", deadline), ALIASES, GROUPS);
        Reply inTime =
                request.answer(Answer.approve("bob", CONTENT.digest(), "", deadline.minusNanos(1)), ALIASES, GROUPS);

        assertThat(inTime.request().status()).isEqualTo(Status.APPROVED);
        assertThat(why(late)).isEqualTo("This request ended at 2026-11-23T10:00:00Z. Nobody decided in time.");
        assertThat(late.request().status()).isEqualTo(Status.TIMED_OUT);
        assertThat(request.expire(deadline.minusNanos(1))).isSameAs(request);
        assertThat(request.expire(deadline).status()).isEqualTo(Status.TIMED_OUT);
        assertThat(request.withdraw("alice", deadline, ALIASES).request().status())
                .isEqualTo(Status.TIMED_OUT);
        assertThat(request.supersede(deadline).status()).isEqualTo(Status.TIMED_OUT);
        assertThat(request.recheck(NOBODY, deadline, ALIASES, GROUPS).status()).isEqualTo(Status.TIMED_OUT);
        assertThat(inTime.request().expire(deadline)).isSameAs(inTime.request());
    }

    @Test
    void shouldRefuseAnAnswerFromBeforeTheQuestion() {
        Answer early = Answer.approve("bob", CONTENT.digest(), "", NOW.minusSeconds(1));

        assertThat(why(ask("1 of group sre").answer(early, ALIASES, GROUPS))).contains("before this was asked");
    }

    @Test
    void shouldHaveOneOutcome() {
        ApprovalRequest request = ask("1 of group sre");
        ApprovalRequest approved = approvedBy(request, "alice");
        ApprovalRequest superseded = request.supersede(LATER);

        assertThat(superseded.status()).isEqualTo(Status.SUPERSEDED);
        assertThat(approved.supersede(LATER)).isSameAs(approved);
        assertThat(superseded.supersede(LATER)).isSameAs(superseded);
        assertThat(superseded.expire(NOW.plus(TIMEOUT))).isSameAs(superseded);
        assertThat(superseded.contentChanged(Approvals.content(VerdictKind.FAILED), LATER))
                .isSameAs(superseded);
        assertThat(why(reply(superseded, approval("alice")))).contains("A newer request");
    }

    @Test
    void shouldBeStaleWhenContentChanged() {
        ApprovalRequest waiting = ask("1 of group sre");
        ApprovalRequest approved = approvedBy(waiting, "alice");
        ApprovalContent worse = Approvals.content(VerdictKind.FAILED);

        assertThat(waiting.contentChanged(worse, LATER).status()).isEqualTo(Status.STALE);
        assertThat(approved.contentChanged(worse, LATER).ending())
                .contains(new Ending(
                        LATER, "What was asked about has changed: gate \"unit tests\": WARNING became FAILED."));
        assertThat(approved.contentChanged(CONTENT, LATER)).isSameAs(approved);
        assertThat(approved.contentChanged(Approvals.content(VerdictKind.PASSED), LATER))
                .isSameAs(approved);
    }

    @Test
    void shouldRefuseAPageThatShowsSomethingElse() {
        Answer answer =
                Answer.approve("alice", Approvals.content(VerdictKind.PASSED).digest(), "", NOW.plusSeconds(1));

        assertThat(why(ask("1 of group sre").answer(answer, ALIASES, GROUPS)))
                .contains("Load the page again")
                .contains(CONTENT.digest().toString());
    }

    @Test
    void shouldCountAgainWithWhatIsKnownNow() {
        ApprovalRequest approved = approvedBy(ask("1 of group sre"), "alice");
        Exclusions own = Approvals.exclusions(UnknownAuthorship.BLOCK, List.of(), author("a@home.example"));

        assertThat(approved.recheck(NOBODY, LATER, ALIASES, GROUPS)).isSameAs(approved);
        assertThat(approved.recheck(own, LATER, ALIASES, GROUPS).ending())
                .contains(new Ending(LATER, "The approvals no longer suffice. Missing now: 1 of group sre."));
        assertThat(approved.recheck(NOBODY, LATER, ALIASES, (account, group) -> false)
                        .status())
                .isEqualTo(Status.STALE);
    }

    @Test
    void shouldNotCountAGroupThatSomebodyJoinedLater() {
        ApprovalRequest request = approvedBy(ask("1 of group audit AND 2 distinct people"), "alice", "bob");

        ApprovalRequest joined = request.recheck(NOBODY, LATER, ALIASES, (account, group) -> true);

        assertThat(joined.missing(ALIASES, (account, group) -> true)).containsExactly("1 of group audit");
    }

    @Test
    void shouldApproveWhenWhatStoodInTheWayIsGone() {
        ApprovalRequest one = approvedBy(ask("2 of group sre"), "alice");
        Membership bobAlone = (account, group) -> account.equals("bob") && GROUPS.isMember(account, group);
        ApprovalRequest two = accepted(one.answer(approval("bob"), ALIASES, bobAlone));

        assertThat(two.missing(ALIASES, bobAlone)).containsExactly("1 more of group sre (beside bob)");
        assertThat(two.recheck(NOBODY, LATER, ALIASES, bobAlone)).isSameAs(two);
        assertThat(two.recheck(NOBODY, LATER, ALIASES, GROUPS).ending())
                .contains(new Ending(LATER, "Approved by alice, bob."));
    }

    @Test
    void shouldRemindUntilTheDeadline() {
        ApprovalTerms terms = new ApprovalTerms(
                Approvals.rule("1 of group sre"),
                ReasonRule.NONE,
                Duration.ofHours(3),
                Optional.of(Duration.ofHours(1)));
        ApprovalRequest request = ApprovalRequest.ask(terms, CONTENT, NOBODY, NOW);

        assertThat(request.nextReminder(NOW.minusSeconds(1))).contains(NOW.plusSeconds(3600));
        assertThat(request.nextReminder(NOW)).contains(NOW.plusSeconds(3600));
        assertThat(request.nextReminder(NOW.plusSeconds(3600))).contains(NOW.plusSeconds(7200));
        assertThat(request.nextReminder(NOW.plusSeconds(7200))).isEmpty();
        assertThat(request.supersede(NOW).nextReminder(NOW)).isEmpty();
        assertThat(ask("1 of group sre").nextReminder(NOW)).isEmpty();
    }

    @Test
    void shouldNotGrowWithoutEnd() {
        ApprovalRequest request = ask("2 of group sre");
        String refusal = "";
        for (int i = 0; i < 600 && refusal.isEmpty(); i++) {
            Reply reply = i % 2 == 0 ? reply(request, approval("alice")) : request.withdraw("alice", LATER, ALIASES);
            refusal = why(reply);
            request = reply.request();
        }

        assertThat(refusal).contains("has to be asked again");
        assertThat(request.answers()).hasSizeLessThan(ApprovalRequest.MAX_ANSWERS);
        assertThat(accepted(reply(request, rejection("bob"))).status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void shouldSayThatTooFewOfThoseNamedMayAnswer() {
        Exclusions own = Approvals.exclusions(UnknownAuthorship.BLOCK, List.of(), author("bob@example.org"));

        assertThat(ask("2 of alice, bob", own).missing(ALIASES, GROUPS))
                .containsExactly(
                        "Nobody can fulfil this rule: of the people that it names, too few may answer.",
                        "2 of alice, bob");
        assertThat(ask("2 of alice, al").missing(ALIASES, GROUPS)).hasSize(2);
        assertThat(ask("1 of alice, bob", own).missing(ALIASES, GROUPS)).containsExactly("1 of alice, bob");
    }
}
