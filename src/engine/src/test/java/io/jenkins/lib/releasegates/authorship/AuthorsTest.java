package io.jenkins.lib.releasegates.authorship;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.IdentityKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.authorship.ChangeRange.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorsTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final String C = "c".repeat(40);

    private static ChangeRange range(Optional<String> incomplete, Commit... commits) {
        return new ChangeRange(Optional.empty(), A, List.of(commits), incomplete);
    }

    @Test
    void shouldNameEachAddressOnceWithItsNewestRevision() {
        Authors authors = Authors.of(range(
                Optional.empty(),
                new Commit(A, "alice@example.com", "forge@example.com"),
                new Commit(B, "bob@example.com", "forge@example.com"),
                new Commit(C, "ALICE@example.com ", "bob@example.com")));

        assertThat(authors.involvements())
                .containsExactly(
                        changed("alice@example.com", "aaaaaaaaaaaa"),
                        changed("forge@example.com", "aaaaaaaaaaaa"),
                        changed("bob@example.com", "bbbbbbbbbbbb"));
        assertThat(authors.doubts()).isEmpty();
        assertThat(authors.changes()).isEqualTo(ApprovalContent.changesOf(List.of(C, B, A)));
    }

    private static Involvement changed(String address, String revision) {
        return new Involvement(Ground.CHANGED, IdentityKind.EMAIL, address, revision);
    }

    @Test
    void shouldDoubtWhatIsMissing() {
        Authors authors = Authors.of(range(
                Optional.of("The remote said:\n\u001b[31m" + "x".repeat(1000)),
                new Commit(A, "", "alice@example.com"),
                new Commit(B, "", "\t"),
                new Commit(C, "bob@example.com", "")));

        assertThat(authors.doubts())
                .extracting(Doubt::kind)
                .containsExactly(Doubt.Kind.INCOMPLETE_RANGE, Doubt.Kind.UNMAPPED_AUTHOR);
        assertThat(authors.doubts().get(0).detail())
                .startsWith("The remote said:\uFFFD\uFFFD[31mxxx")
                .hasSize(Exclusions.MAX_TEXT);
        assertThat(authors.doubts().get(1).detail()).isEqualTo("commit aaaaaaaaaaaa and 2 more have no address");
    }

    @Test
    void shouldStayWithinWhatOneRequestIsTold() {
        List<Commit> commits = new ArrayList<>();
        for (int i = 0; i < ChangeRange.MAX_COMMITS; i++) {
            commits.add(new Commit(A, i + "@author.example.com", i + "@committer.example.com"));
        }
        Authors authors = Authors.of(new ChangeRange(Optional.empty(), A, commits, Optional.of("There are more.")));

        Exclusions exclusions = new Exclusions(
                Ground.ALL, Exclusions.UnknownAuthorship.BLOCK, authors.involvements(), authors.doubts());

        assertThat(exclusions.involved()).hasSize(Exclusions.MAX_INVOLVED - 500);
        assertThat(exclusions.doubts())
                .extracting(Doubt::detail)
                .contains("More people than can be told of had a part in it.");
    }

    @Test
    void shouldExcludeWhoeverTheTableKnows() {
        PersonAliases aliases = PersonAliases.of(
                List.of(new PersonAliases.Row("alice", Set.of(), Set.of("alice@example.com"))), account -> account);
        Authors authors =
                Authors.of(range(Optional.empty(), new Commit(A, "Alice@Example.com", "mallory\u200b@example.com")));
        Exclusions exclusions = new Exclusions(
                Ground.ALL, Exclusions.UnknownAuthorship.BLOCK, authors.involvements(), authors.doubts());

        assertThat(exclusions.reasons(aliases.ofAccount("alice"), aliases)).hasSize(1);
        assertThat(exclusions.unknowns(aliases))
                .containsExactly("an author belongs to no known person (\"mallory\uFFFD@example.com\")");
    }

    @Test
    void shouldCutBetweenCharacters() {
        assertThat(ClaimedText.of("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
        assertThat(ClaimedText.of("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
        assertThat(ClaimedText.of("abcde", 4)).isEqualTo("abc…");
        assertThat(ClaimedText.of("a\uD83Db", 4)).isEqualTo("a\uFFFDb");
    }
}
