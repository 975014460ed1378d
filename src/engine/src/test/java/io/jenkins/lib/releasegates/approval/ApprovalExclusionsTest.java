package io.jenkins.lib.releasegates.approval;

import static io.jenkins.lib.releasegates.approval.Approvals.ALIASES;
import static io.jenkins.lib.releasegates.approval.Approvals.GROUPS;
import static io.jenkins.lib.releasegates.approval.Approvals.NOW;
import static io.jenkins.lib.releasegates.approval.Approvals.accepted;
import static io.jenkins.lib.releasegates.approval.Approvals.approval;
import static io.jenkins.lib.releasegates.approval.Approvals.approvedBy;
import static io.jenkins.lib.releasegates.approval.Approvals.ask;
import static io.jenkins.lib.releasegates.approval.Approvals.author;
import static io.jenkins.lib.releasegates.approval.Approvals.exclusions;
import static io.jenkins.lib.releasegates.approval.Approvals.rejection;
import static io.jenkins.lib.releasegates.approval.Approvals.reply;
import static io.jenkins.lib.releasegates.approval.Approvals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.IdentityKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalExclusionsTest {

    private static final PersonAliases NO_TABLE = PersonAliases.of(List.of(), account -> account);

    @ParameterizedTest
    @EnumSource(Ground.class)
    void shouldKeepWhoHadAPartFromDeciding(Ground ground) {
        Involvement own = new Involvement(ground, IdentityKind.ACCOUNT, "alice", "shop #7");
        Exclusions all = exclusions(UnknownAuthorship.BLOCK, List.of(), own);
        Set<Ground> others = EnumSet.allOf(Ground.class);
        others.remove(ground);
        Exclusions switchedOff = new Exclusions(others, UnknownAuthorship.BLOCK, List.of(own), List.of());

        assertThat(why(reply(ask("1 of group sre", all), approval("al"))))
                .isEqualTo("Nobody decides about their own: alice " + ground.words() + " (\"shop #7\").");
        assertThat(why(reply(ask("1 of group sre", all), rejection("alice")))).startsWith("Nobody decides");
        assertThat(why(reply(ask("1 of group sre", all), approval("bob")))).isEmpty();
        assertThat(why(reply(ask("1 of group sre", switchedOff), approval("alice"))))
                .isEmpty();
    }

    @Test
    void shouldKnowAuthorsByTheirAddresses() {
        Exclusions own = exclusions(UnknownAuthorship.BLOCK, List.of(), author(" A@Home.Example "));

        assertThat(own.reasons(ALIASES.ofAccount("Alice"), ALIASES)).hasSize(1);
        assertThat(own.reasons(ALIASES.ofAccount("bob"), ALIASES)).isEmpty();
        assertThat(own.unknowns(ALIASES)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an incomplete range | INCOMPLETE_RANGE | CHANGED",
                "an unmapped author | UNMAPPED_AUTHOR | CHANGED",
                "a replay on the way | REPLAYED | CHANGED",
                "a configuration changed by unknown | CONFIGURED_BY_UNKNOWN | CONFIGURED"
            })
    void shouldLetNobodyApproveWhatIsUnknown(String sentence, Doubt.Kind kind, Ground ground) {
        List<Doubt> doubts = List.of(new Doubt(kind, "detail"));
        ApprovalRequest blocked = ask("1 of group sre", exclusions(UnknownAuthorship.BLOCK, doubts));
        Set<Ground> others = EnumSet.allOf(Ground.class);
        others.remove(ground);

        assertThat(why(reply(blocked, approval("alice"))))
                .startsWith("Nobody can approve")
                .contains("(\"detail\")");
        assertThat(blocked.missing(ALIASES, GROUPS)).hasSize(2);
        assertThat(accepted(reply(blocked, rejection("alice"))).status()).isEqualTo(Status.REJECTED);
        Exclusions switchedOff = new Exclusions(others, UnknownAuthorship.BLOCK, List.of(), doubts);
        assertThat(approvedBy(ask("1 of group sre", switchedOff), "alice").status())
                .isEqualTo(Status.APPROVED);
    }

    @Test
    void shouldWantOneMoreOfTheGroupOnlyWhereSomethingIsUnknown() {
        UnknownAuthorship oneMore = UnknownAuthorship.oneMoreOf("audit");
        Exclusions unmapped = exclusions(oneMore, List.of(), author("eve@example.org"));
        ApprovalRequest request = ask("1 of group sre", unmapped);

        assertThat(request.missing(ALIASES, GROUPS)).containsExactly("1 of group sre", "1 of group audit");
        assertThat(approvedBy(request, "alice").status()).isEqualTo(Status.WAITING);
        assertThat(approvedBy(request, "alice", "dave").status()).isEqualTo(Status.APPROVED);
        assertThat(approvedBy(ask("1 of group sre", exclusions(oneMore, List.of())), "alice")
                        .status())
                .isEqualTo(Status.APPROVED);
    }

    @Test
    void shouldWantOneMoreBesideAllOthersWherePeopleAreCounted() {
        Exclusions unmapped = exclusions(UnknownAuthorship.oneMoreOf("audit"), List.of(), author("eve@example.org"));
        ApprovalRequest request = ask("1 distinct people", unmapped);

        assertThat(request.missing(ALIASES, GROUPS)).containsExactly("2 distinct people", "1 of group audit");
        assertThat(approvedBy(request, "dave").status()).isEqualTo(Status.WAITING);
        assertThat(approvedBy(request, "dave", "alice").status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void shouldTurnAnApprovalStaleWhenADoubtComesUp() {
        ApprovalRequest approved = approvedBy(ask("1 of group sre"), "alice");
        Exclusions doubtful =
                exclusions(UnknownAuthorship.BLOCK, List.of(new Doubt(Doubt.Kind.CONFIGURED_BY_UNKNOWN, "")));

        ApprovalRequest stale = approved.recheck(doubtful, NOW.plusSeconds(90), ALIASES, GROUPS);

        assertThat(stale.status()).isEqualTo(Status.STALE);
        assertThat(stale.ending().orElseThrow().words())
                .isEqualTo(
                        "The approvals no longer suffice. Nobody can approve while it isn't known whose change this is:"
                                + " somebody unknown changed the configuration of the job.");
    }

    @Test
    void shouldUnblockWhenTheTableLearnsAnAddress() {
        ApprovalRequest blocked =
                ask("1 of group sre", exclusions(UnknownAuthorship.BLOCK, List.of(), author("eve@example.org")));
        PersonAliases learned = PersonAliases.of(
                List.of(new PersonAliases.Row("eve", Set.of(), Set.of("eve@example.org"))), account -> account);

        assertThat(accepted(blocked.answer(approval("alice"), learned, GROUPS)).status())
                .isEqualTo(Status.APPROVED);
    }

    @Test
    void shouldTakeAddressesOfUnknownPeopleForAccountsCalledLikeThem() {
        Exclusions own = exclusions(UnknownAuthorship.oneMoreOf("audit"), List.of(), author("Eve@example.org"));

        assertThat(own.reasons(NO_TABLE.ofAccount("eve@example.org"), NO_TABLE)).hasSize(1);
        assertThat(own.unknowns(NO_TABLE))
                .containsExactly("an author belongs to no known person (\"Eve@example.org\")");
    }

    @Test
    void shouldTakeAnAddressWithoutAnythingForNobody() {
        Exclusions own = exclusions(UnknownAuthorship.BLOCK, List.of(), author(" "));

        assertThat(own.unknowns(ALIASES)).hasSize(1);
        assertThat(own.reasons(ALIASES.ofAccount("alice"), ALIASES)).isEmpty();
    }

    @Test
    void shouldMakeOnePersonOfRowsThatShareSomething() {
        PersonAliases table = PersonAliases.of(
                List.of(
                        new PersonAliases.Row("a", Set.of(), Set.of("1@x")),
                        new PersonAliases.Row("b", Set.of(), Set.of("2@x")),
                        new PersonAliases.Row("c", Set.of(), Set.of("3@x")),
                        new PersonAliases.Row("d", Set.of("B"), Set.of("1@X"))),
                account -> account.toLowerCase(Locale.ROOT));

        assertThat(List.of(table.ofAccount("A"), table.ofAccount("b"), table.ofAccount("d"), table.ofEmail("2@x")))
                .containsOnly(table.ofAccount("a"));
        assertThat(table.ofAccount("c")).isNotEqualTo(table.ofAccount("a")).isEqualTo(table.ofEmail("3@x"));
        assertThat(table.ofAccount("nobody")).isEqualTo(new Person("nobody"));
    }

    @Test
    void shouldCompareAccountsAsTheRealmDoes() {
        PersonAliases strict = PersonAliases.of(List.of(), account -> account);
        PersonAliases loose = PersonAliases.of(List.of(), account -> account.toLowerCase(Locale.ROOT));

        assertThat(strict.ofAccount("Alice")).isNotEqualTo(strict.ofAccount("alice"));
        assertThat(loose.ofAccount("Alice")).isEqualTo(loose.ofAccount("alice"));
    }

    @Test
    void shouldJoinALongTableInTime() {
        List<PersonAliases.Row> rows = IntStream.range(0, 20_000)
                .mapToObj(
                        i -> new PersonAliases.Row("u" + i, Set.of(), Set.of("u" + i + "@x", "shared" + i / 4 + "@x")))
                .toList();

        PersonAliases table = PersonAliases.of(rows, account -> account);

        assertThat(table.ofAccount("u19999")).isEqualTo(new Person("u19996"));
    }

    @Test
    void shouldRefuseAGroupWithoutAName() {
        assertThatThrownBy(() -> UnknownAuthorship.oneMoreOf(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PersonAliases.Row("a", Set.of(), Set.of("")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(UnknownAuthorship.BLOCK.oneMoreOf()).isEqualTo(Optional.empty());
    }
}
