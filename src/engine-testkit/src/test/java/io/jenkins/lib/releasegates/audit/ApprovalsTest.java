package io.jenkins.lib.releasegates.audit;

import static io.jenkins.lib.releasegates.audit.AskedInTests.ALIASES;
import static io.jenkins.lib.releasegates.audit.AskedInTests.GROUPS;
import static io.jenkins.lib.releasegates.audit.AskedInTests.NOW;
import static io.jenkins.lib.releasegates.audit.AskedInTests.actor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Ending;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.Membership;
import io.jenkins.lib.releasegates.audit.Approvals.Standing;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A request for approval, told again from the record. */
class ApprovalsTest {

    private static final Instant LATER = NOW.plusSeconds(600);

    /** alice has left the group. */
    private static final Membership WITHOUT_ALICE =
            (account, group) -> !account.equals("alice") && GROUPS.isMember(account, group);

    @TempDir
    private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() throws LedgerException {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private AskedInTests asking() {
        return new AskedInTests(ledger);
    }

    /** What happens to a request that was asked for, and what its end is called when it is told again. */
    private record Story(String name, Status status, String words, Happening happening) {

        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface Happening {

        Standing happen(AskedInTests asking, Standing asked) throws LedgerException;
    }

    static Stream<Story> stories() {
        return Stream.of(
                new Story("nobody has answered", Status.WAITING, "", (asking, asked) -> asked),
                new Story("people were reminded", Status.WAITING, "", (asking, asked) -> asking.remind(asked)),
                new Story(
                        "people were reminded, and then both have approved",
                        Status.APPROVED,
                        "Completed by bob.",
                        (asking, asked) -> asking.approve(asking.approve(asking.remind(asked), "alice"), "bob")),
                new Story("one has approved", Status.WAITING, "", (asking, asked) -> asking.approve(asked, "alice")),
                new Story(
                        "one has taken it back",
                        Status.WAITING,
                        "",
                        (asking, asked) -> asking.withdraw(asking.approve(asked, "alice"), "alice")),
                new Story(
                        "both have approved",
                        Status.APPROVED,
                        "Completed by bob.",
                        (asking, asked) -> asking.approve(asking.approve(asked, "alice"), "bob")),
                new Story(
                        "approved after one was taken back",
                        Status.APPROVED,
                        "Completed by alice.",
                        (asking, asked) -> asking.approve(
                                asking.approve(asking.withdraw(asking.approve(asked, "alice"), "alice"), "bob"),
                                "alice")),
                new Story(
                        "approved by somebody who is in the group again",
                        Status.APPROVED,
                        "Approved by alice, bob.",
                        ApprovalsTest::approvedByRecheck),
                new Story(
                        "refused",
                        Status.REJECTED,
                        "Rejected by bob.",
                        (asking, asked) -> asking.reject(asking.approve(asked, "alice"), "bob")),
                new Story(
                        "too late",
                        Status.TIMED_OUT,
                        "Nobody decided in time.",
                        (asking, asked) -> asking.ended(
                                asked, asked.request().expire(asked.request().deadline()))),
                new Story(
                        "superseded",
                        Status.SUPERSEDED,
                        "A newer request took the place of this one.",
                        (asking, asked) -> asking.ended(asked, asked.request().supersede(LATER))),
                new Story(
                        "aborted",
                        Status.ABORTED,
                        "The build that waits for it was ended.",
                        ApprovalsTest::abortedAfterOne),
                new Story(
                        "about something else",
                        Status.STALE,
                        "What was asked about has changed: the list of changes.",
                        (asking, asked) -> asking.ended(
                                asked, asked.request().contentChanged(AskedInTests.content("other"), LATER))),
                new Story(
                        "approved by somebody who left the group",
                        Status.STALE,
                        "The approvals no longer suffice. Missing now: 1 more of group sre (beside bob).",
                        ApprovalsTest::staleByRecheck));
    }

    private static Standing abortedAfterOne(AskedInTests asking, Standing asked) throws LedgerException {
        Standing one = asking.approve(asked, "alice");
        return asking.ended(one, one.request().abort(LATER));
    }

    private static Standing approvedByRecheck(AskedInTests asking, Standing asked) throws LedgerException {
        Standing one = asking.approve(asked, "alice");
        Standing both = asking.answered(
                one, one.request().answer(AskedInTests.approval(one.request(), "bob"), ALIASES, WITHOUT_ALICE));
        assertThat(both.request().status()).isEqualTo(Status.WAITING);
        return asking.ended(both, both.request().recheck(AskedInTests.EXCLUSIONS, LATER, ALIASES, GROUPS));
    }

    private static Standing staleByRecheck(AskedInTests asking, Standing asked) throws LedgerException {
        Standing both = asking.approve(asking.approve(asked, "alice"), "bob");
        return asking.ended(both, both.request().recheck(AskedInTests.EXCLUSIONS, LATER, ALIASES, WITHOUT_ALICE));
    }

    /** The same; who had approved besides the last one isn't told again, as nobody could take it out of that one's row. */
    private static ApprovalRequest told(ApprovalRequest live, String words) {
        return new ApprovalRequest(
                live.terms(),
                live.content(),
                live.exclusions(),
                live.askedAt(),
                live.answers(),
                live.status(),
                live.ending().map(ending -> new Ending(ending.at(), words)));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void shouldTellARequestAgain(Story story) throws LedgerException {
        Standing asked = asking().ask("build-1");
        String state = Approvals.state(asked.request());
        Standing live = story.happening().happen(asking(), asked);

        assertThat(live.request().status()).isEqualTo(story.status());
        assertThat(ledger.approvals().standing(asked.asked(), state))
                .isEqualTo(new Standing(asked.asked(), told(live.request(), story.words())));
        close();
        open();
        assertThat(ledger.approvals()
                        .standing(
                                ledger.approvals()
                                        .newest("build-1", "production")
                                        .orElseThrow(),
                                state))
                .isEqualTo(new Standing(asked.asked(), told(live.request(), story.words())));
    }

    @Test
    void shouldTellWhenPeopleWereRemindedLast() throws LedgerException {
        Standing asked = asking().ask("build-1");
        Standing other = asking().ask("build-1");
        assertThat(ledger.approvals().remindedAt(asked)).isEqualTo(asked.asked().at());

        asking().remind(asked);
        assertThat(ledger.approvals().remindedAt(asked)).isEqualTo(NOW.plusSeconds(30));
        ledger.approvals().reminded(asked, actor(""), LATER);
        assertThat(ledger.approvals().remindedAt(asked)).isEqualTo(LATER);
        assertThat(ledger.approvals().remindedAt(other)).isEqualTo(other.asked().at());
    }

    @Test
    void shouldRemindNobodyOfWhatIsDecided() throws LedgerException {
        Standing approved = asking().approve(asking().approve(asking().ask("build-1"), "alice"), "bob");

        assertThatThrownBy(() -> asking().remind(approved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("APPROVED");
    }

    @Test
    void shouldGoOnWhereItWas() throws LedgerException {
        Standing asked = asking().ask("build-1");
        asking().approve(asked, "alice");
        Standing again = ledger.approvals().standing(asked.asked(), Approvals.state(asked.request()));

        assertThat(asking().approve(again, "bob").request().status()).isEqualTo(Status.APPROVED);
        assertThat(ledger.approvals()
                        .standing(asked.asked(), Approvals.state(asked.request()))
                        .request()
                        .answers())
                .extracting(Answer::account)
                .containsExactly("alice", "bob");
    }

    @Test
    void shouldKeepMillisecondsAndNothingFiner() throws LedgerException {
        Instant fine = Instant.parse("2026-11-22T10:00:00.123456789Z");
        Standing asked = asking().ask("build-1", "production", AskedInTests.request("2 of group sre", fine));
        String state = Approvals.state(asked.request());
        Answer answer = Answer.approve("alice", asked.request().content().digest(), "", fine.plusNanos(1_999_999));
        Standing one = asking().answered(asked, asked.request().answer(answer, ALIASES, GROUPS));

        assertThat(one.request().askedAt()).isEqualTo(Instant.parse("2026-11-22T10:00:00.123Z"));
        assertThat(one.request().answers().get(0).at()).isEqualTo(Instant.parse("2026-11-22T10:00:00.125Z"));
        assertThat(ledger.approvals().standing(asked.asked(), state)).isEqualTo(one);
        Standing aborted = asking().ended(one, one.request().abort(fine.plusSeconds(1)));
        assertThat(ledger.approvals().standing(asked.asked(), state)).isEqualTo(aborted);
        assertThat(aborted.request().ending().map(Ending::at)).contains(Instant.parse("2026-11-22T10:00:01.123Z"));
    }

    @Test
    void shouldTellRequestsApart() throws LedgerException {
        Standing first = asking().ask("build-1");
        Standing second = asking().ask("build-1");
        asking().approve(first, "alice");
        asking().reject(second, "bob");

        assertThat(ledger.approvals()
                        .standing(first.asked(), Approvals.state(first.request()))
                        .request()
                        .status())
                .isEqualTo(Status.WAITING);
        assertThat(ledger.approvals()
                        .standing(second.asked(), Approvals.state(second.request()))
                        .request()
                        .status())
                .isEqualTo(Status.REJECTED);
    }

    @Test
    void shouldFindTheNewestOfABuildForAnEnvironment() throws LedgerException {
        assertThat(ledger.approvals().newest("build-1", "production")).isEmpty();
        assertThat(ledger.approvals().of("build-1")).isEmpty();
        Standing first = asking().ask("build-1");
        Standing second = asking().ask("build-1");
        Standing staging = asking().ask("build-1", "staging", AskedInTests.request("1 of alice", NOW));
        Standing other = asking().ask("build-2");
        asking().approve(first, "alice");

        assertThat(ledger.approvals().newest("build-1", "production")).contains(second.asked());
        assertThat(ledger.approvals().newest("build-1", "staging")).contains(staging.asked());
        assertThat(ledger.approvals().newest("build-2", "production")).contains(other.asked());
        assertThat(ledger.approvals().newest("build-1", "prod")).isEmpty();
        assertThat(ledger.approvals().of("build-1")).containsExactly(first.asked(), second.asked(), staging.asked());
        assertThat(first.id()).isEqualTo(first.asked().id());
        assertThat(ledger.approvals().asked(staging.asked()).environment()).isEqualTo("staging");
    }

    @Test
    void shouldFindWhatIsAboutAnEnvironmentAndAnArtifact() throws LedgerException {
        abortedAfterOne(asking(), asking().ask("build-1"));

        for (LedgerQuery query : Stream.of("approval-asked", "approval-answered", "approval-ended")
                .map(LedgerQuery.ALL::ofKind)
                .toList()) {
            assertThat(ledger.find(query, Long.MAX_VALUE, 10).entries()).isNotEmpty();
            assertThat(ledger.find(query.ofEnvironment("production"), Long.MAX_VALUE, 10))
                    .isEqualTo(ledger.find(query, Long.MAX_VALUE, 10));
            assertThat(ledger.find(query.ofArtifact(AskedInTests.SHIP.digest()), Long.MAX_VALUE, 10))
                    .isEqualTo(ledger.find(query, Long.MAX_VALUE, 10));
            assertThat(ledger.find(query.ofEnvironment("staging"), Long.MAX_VALUE, 10)
                            .entries())
                    .isEmpty();
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("somebody else's answer", (Recording) (asking, asked) ->
                        asking.ledger().approvals().answered(asked, asking.approved(asked, "alice"), actor("mallory"))),
                Arguments.of("two answers at once", (Recording) (asking, asked) -> asking.ledger()
                        .approvals()
                        .answered(
                                asked,
                                asking.approved(asked.with(asking.approved(asked, "alice")), "bob"),
                                actor("bob"))),
                Arguments.of("no answer", (Recording) (asking, asked) ->
                        asking.ledger().approvals().answered(asked, asked.request(), actor("alice"))),
                Arguments.of("no other answer", (Recording) (asking, asked) -> {
                    Standing one = asking.approve(asked, "alice");
                    asking.ledger().approvals().answered(one, one.request(), actor("alice"));
                }),
                Arguments.of("an end of what waits", (Recording)
                        (asking, asked) -> asking.ledger().approvals().ended(asked, asked.request(), Releases.ALICE)),
                Arguments.of("an end with an answer that isn't recorded", (Recording) (asking, asked) -> asking.ledger()
                        .approvals()
                        .ended(asked, asking.approved(asked, "alice").abort(LATER), Releases.ALICE)),
                Arguments.of("a question that has ended", (Recording) (asking, asked) ->
                        asking.ask("build-1", "production", asked.request().abort(LATER))),
                Arguments.of("a question with an answer", (Recording)
                        (asking, asked) -> asking.ask("build-1", "production", asking.approved(asked, "alice"))),
                Arguments.of("a question about something else", (Recording) (asking, asked) -> asking.ledger()
                        .approvals()
                        .ask(
                                AskedInTests.event("production", asked.request()),
                                AskedInTests.about("other"),
                                Releases.build(1),
                                actor("alice"))));
    }

    @FunctionalInterface
    private interface Recording {

        void record(AskedInTests asking, Standing asked) throws LedgerException;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldNotRecord(String what, Recording recording) throws LedgerException {
        Standing asked = asking().ask("build-1");

        assertThatThrownBy(() -> recording.record(asking(), asked))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found ");
        assertThat(ledger.approvals()
                        .standing(asked.asked(), Approvals.state(asked.request()))
                        .request()
                        .ending())
                .isEqualTo(Optional.empty());
    }
}
