package io.jenkins.lib.releasegates.approval;

import static io.jenkins.lib.releasegates.approval.Approvals.ALIASES;
import static io.jenkins.lib.releasegates.approval.Approvals.CONTENT;
import static io.jenkins.lib.releasegates.approval.Approvals.GROUPS;
import static io.jenkins.lib.releasegates.approval.Approvals.NOBODY;
import static io.jenkins.lib.releasegates.approval.Approvals.NOW;
import static io.jenkins.lib.releasegates.approval.Approvals.TIMEOUT;
import static io.jenkins.lib.releasegates.approval.Approvals.accepted;
import static io.jenkins.lib.releasegates.approval.Approvals.approval;
import static io.jenkins.lib.releasegates.approval.Approvals.rejection;
import static io.jenkins.lib.releasegates.approval.Approvals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers where the owner wants the password with each of them. */
class ReauthenticationTest {

    private static final String WANTED = "This environment wants the password with each approval and refusal.";

    private static ApprovalRequest request() {
        return ApprovalRequest.ask(
                new ApprovalTerms(Approvals.rule("1 of group sre"), ReasonRule.NONE, TIMEOUT, Optional.empty(), true),
                CONTENT,
                NOBODY,
                NOW);
    }

    @Test
    void shouldTakeNoAnswerWithoutIt() {
        assertThat(why(request().answer(approval("alice"), ALIASES, GROUPS))).isEqualTo(WANTED);
        assertThat(why(request().answer(rejection("alice"), ALIASES, GROUPS))).isEqualTo(WANTED);
    }

    @Test
    void shouldTakeAnswersWithIt() {
        ApprovalRequest approved =
                accepted(request().answer(approval("alice").afterReauthentication(), ALIASES, GROUPS));

        assertThat(approved.status()).isEqualTo(Status.APPROVED);
        assertThat(approved.answers()).allMatch(Answer::reauthenticated);
        assertThat(accepted(request().answer(rejection("alice").afterReauthentication(), ALIASES, GROUPS))
                        .status())
                .isEqualTo(Status.REJECTED);
    }

    @Test
    void shouldNotCountAnApprovalThatCameWithoutIt() {
        ApprovalRequest asked = request();
        ApprovalRequest forged = new ApprovalRequest(
                asked.terms(), CONTENT, NOBODY, NOW, List.of(approval("alice")), Status.WAITING, Optional.empty());

        assertThat(forged.missing(ALIASES, GROUPS)).containsExactly("1 of group sre");
        assertThat(forged.recheck(NOBODY, NOW.plusSeconds(61), ALIASES, GROUPS).status())
                .isEqualTo(Status.WAITING);
        ApprovalRequest approved = new ApprovalRequest(
                asked.terms(),
                CONTENT,
                NOBODY,
                NOW,
                List.of(approval("alice")),
                Status.APPROVED,
                Optional.of(new ApprovalRequest.Ending(NOW, "Approved.")));
        assertThat(approved.recheck(NOBODY, NOW.plusSeconds(61), ALIASES, GROUPS)
                        .status())
                .isEqualTo(Status.STALE);
    }

    @Test
    void shouldTakeAnApprovalBackWithoutIt() {
        ApprovalRequest two = ApprovalRequest.ask(
                new ApprovalTerms(Approvals.rule("2 of group sre"), ReasonRule.NONE, TIMEOUT, Optional.empty(), true),
                CONTENT,
                NOBODY,
                NOW);
        ApprovalRequest one = accepted(two.answer(approval("alice").afterReauthentication(), ALIASES, GROUPS));

        assertThat(accepted(one.withdraw("alice", NOW.plusSeconds(70), ALIASES)).answers())
                .hasSize(2);
    }

    @Test
    void shouldComeBackFromTheKeptState() throws Exception {
        ApprovalRequest approved =
                accepted(request().answer(approval("alice").afterReauthentication(), ALIASES, GROUPS));

        assertThat(ApprovalJson.read(ApprovalJson.write(approved))).isEqualTo(approved);
        assertThatThrownBy(() -> ApprovalJson.read(
                        ApprovalJson.write(approved).replace("\"reauthenticate\":true", "\"reauthenticate\":\"no\"")))
                .hasMessageContaining("terms.reauthenticate: found \"no\", allowed: true or false");
    }

    @Test
    void shouldLimitAttempts() {
        AttemptLimit limit = new AttemptLimit(2, Duration.ofMinutes(1));

        assertThat(limit.begin("alice", NOW)).isTrue();
        assertThat(limit.begin("alice", NOW.plusSeconds(30))).isTrue();
        assertThat(limit.begin("alice", NOW.plusSeconds(59))).isFalse();
        assertThat(limit.begin("bob", NOW.plusSeconds(59))).isTrue();
        assertThat(limit.begin("alice", NOW.plusSeconds(60))).isTrue();
        assertThat(limit.begin("alice", NOW.plusSeconds(61))).isFalse();
        limit.succeeded("alice");
        assertThat(limit.begin("alice", NOW.plusSeconds(62))).isTrue();
        assertThatThrownBy(() -> new AttemptLimit(0, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
