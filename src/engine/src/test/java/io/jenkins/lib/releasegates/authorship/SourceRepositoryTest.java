package io.jenkins.lib.releasegates.authorship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.authorship.ChangeRange.Commit;
import io.jenkins.lib.releasegates.authorship.SourceRepository.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRepositoryTest {

    private static final String ABSENT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    private Path directory;

    private Repository repository;
    private Path mirrors;

    @BeforeEach
    void makeARepository() throws IOException {
        repository = new Repository(directory.resolve("repository"));
        mirrors = directory.resolve("mirrors");
    }

    private SourceRepository source() {
        return source(repository.directory().toString());
    }

    private SourceRepository source(String address) {
        return new SourceRepository(address, Optional.empty(), mirrors, Duration.ofSeconds(60));
    }

    private static List<String> revisions(ChangeRange range) {
        assertThat(range.incomplete()).isEmpty();
        return range.commits().stream().map(Commit::revision).toList();
    }

    @Test
    void shouldTellWhoAuthoredAndCommittedWhatCameSince() throws IOException {
        String first = repository.commit("alice@example.com");
        String second = repository.committed("bob@example.com", "forge@example.com", first);
        repository.branch("main", repository.commit("carol@example.com", second));

        ChangeRange range = source().range(Optional.of(first), second);

        assertThat(range)
                .isEqualTo(new ChangeRange(
                        Optional.of(first),
                        second,
                        List.of(new Commit(second, "bob@example.com", "forge@example.com")),
                        Optional.empty()));
    }

    @Test
    void shouldHoldMergesAndWhatTheyBring() throws IOException {
        String first = repository.commit("alice@example.com");
        String aside = repository.commit("bob@example.com", first);
        String further = repository.commit("alice@example.com", first);
        String merge = repository.branch("main", repository.commit("dave@example.com", further, aside));

        assertThat(revisions(source().range(Optional.of(further), merge))).containsExactly(merge, aside);
        assertThat(revisions(source().range(Optional.empty(), merge)))
                .containsExactlyInAnyOrder(first, aside, further, merge);
    }

    @Test
    void shouldHoldNothingOnTheWayBack() throws IOException {
        String first = repository.commit("alice@example.com");
        String second = repository.branch("main", repository.commit("alice@example.com", first));

        assertThat(revisions(source().range(Optional.of(second), second))).isEmpty();
        assertThat(revisions(source().range(Optional.of(second), first))).isEmpty();
    }

    @Test
    void shouldFindWhatOnlyATagHolds() throws IOException {
        String tagged = repository.commit("alice@example.com");
        repository.git("update-ref", "refs/tags/v1", tagged);

        assertThat(revisions(source().range(Optional.empty(), tagged))).containsExactly(tagged);
    }

    @Test
    void shouldReadRepositoriesThatNameObjectsBySha256() throws IOException {
        Repository other = new Repository(directory.resolve("other"), "sha256");
        String revision = other.branch("main", other.commit("alice@example.com"));

        assertThat(revision).hasSize(64);
        assertThat(revisions(source(other.directory().toString()).range(Optional.empty(), revision)))
                .containsExactly(revision);
    }

    @Test
    void shouldNotKnowRevisionsOutsideOfBranchesAndTags() throws IOException {
        String first = repository.branch("main", repository.commit("alice@example.com"));
        String loose = repository.commit("mallory@example.com", first);
        repository.git("update-ref", "refs/pull/1/head", loose);

        ChangeRange range = source().range(Optional.of(first), loose);

        assertThat(range.commits()).isEmpty();
        assertThat(range.incomplete().orElseThrow())
                .isEqualTo("Revision " + loose.substring(0, 12) + " is in no branch or tag of the repository.");
        assertThat(source().range(Optional.of(ABSENT), first).incomplete().orElseThrow())
                .contains("Revision 0123456789ab is in no branch")
                .contains("Changes since it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HEAD                                                              | a name",
                "--all                                                             | an option",
                "0123456789abcdef0123456789abcdef0123456                           | 39 digits",
                "0123456789abcdef0123456789abcdef0123456g                          | another letter",
                "0123456789abcdef0123456789abcdef01234567^                         | an expression",
                "''                                                                | nothing",
            })
    void shouldRefuseWhatIsNoRevision(String revision, String why) throws IOException {
        String known = repository.branch("main", repository.commit("alice@example.com"));

        for (ChangeRange range :
                List.of(source().range(Optional.empty(), revision), source().range(Optional.of(revision), known))) {
            assertThat(range.commits()).isEmpty();
            assertThat(range.incomplete()).as(why).isPresent();
            assertThat(range.incomplete().get()).contains("40 or 64 lower-case hexadecimal digits");
        }
    }

    @Test
    void shouldNotMixKindsOfRevisions() throws IOException {
        String known = repository.branch("main", repository.commit("alice@example.com"));

        assertThat(source().range(Optional.of("ab".repeat(32)), known).incomplete())
                .hasValue("The two revisions are of repositories of different kinds.");
        assertThat(source().range(Optional.empty(), "ab".repeat(32)).incomplete())
                .isPresent();
        assertThat(revisions(source().range(Optional.empty(), known))).containsExactly(known);
    }

    @Test
    void shouldSayWhenThereIsNoRepository() {
        ChangeRange range = source(directory.resolve("nowhere").toString()).range(Optional.empty(), ABSENT);

        assertThat(range.incomplete().orElseThrow())
                .startsWith("git fetch ended with")
                .contains("nowhere");
    }

    @Test
    void shouldCountUpToItsBound() throws IOException {
        String newest = repository.history("main", ChangeRange.MAX_COMMITS + 1, "x".repeat(200));
        String first = repository.git("rev-list", "--max-parents=0", "main");

        ChangeRange all = source().range(Optional.empty(), newest);
        ChangeRange fewer = source().range(Optional.of(first), newest);

        assertThat(all.commits()).hasSize(ChangeRange.MAX_COMMITS);
        assertThat(all.incomplete()).hasValue("There are more than 2500 commits; only the newest were looked at.");
        assertThat(all.commits().get(0).revision()).isEqualTo(newest);
        assertThat(revisions(fewer)).hasSize(ChangeRange.MAX_COMMITS).startsWith(newest);
        assertThat(Authors.of(fewer).involvements()).hasSize(ChangeRange.MAX_COMMITS);
    }

    @Test
    void shouldDoubtMoreThanItReads() throws IOException {
        String newest = repository.history("main", 50, "x".repeat(50_000));

        assertThat(source().range(Optional.empty(), newest).incomplete().orElseThrow())
                .startsWith("git log wrote more than 4194304 bytes");
    }

    @Test
    void shouldFollowTheRepository() throws IOException {
        String first = repository.branch("main", repository.commit("alice@example.com"));
        assertThat(revisions(source().range(Optional.empty(), first))).containsExactly(first);

        String second = repository.branch("main/nested".substring(0, 4), repository.commit("bob@example.com", first));
        assertThat(revisions(source().range(Optional.of(first), second))).containsExactly(second);

        // A branch that becomes a folder of branches, and one that was written anew.
        repository.git("update-ref", "-d", "refs/heads/main");
        String rewritten = repository.branch("main/new", repository.commit("carol@example.com", first));
        assertThat(revisions(source().range(Optional.of(second), rewritten))).containsExactly(rewritten);
    }

    @Test
    void shouldAskTheRepositoryOnlyForWhatItDoesNotHold() throws IOException {
        String first = repository.commit("alice@example.com");
        String second = repository.branch("main", repository.commit("bob@example.com", first));
        assertThat(revisions(source().range(Optional.of(first), second))).containsExactly(second);

        Files.move(repository.directory(), directory.resolve("away"));

        assertThat(revisions(source().range(Optional.empty(), second))).containsExactly(second, first);
        assertThat(source().range(Optional.empty(), ABSENT).incomplete()).isPresent();
    }

    @Test
    void shouldServeManyAtOnce() throws Exception {
        String newest = repository.history("main", 300, "");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ChangeRange>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(threads.submit(() -> source().range(Optional.empty(), newest)));
            }
            for (Future<ChangeRange> one : asked) {
                assertThat(revisions(one.get())).hasSize(300);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldGiveUpWhenInterrupted() throws IOException {
        String first = repository.branch("main", repository.commit("alice@example.com"));

        Thread.currentThread().interrupt();
        ChangeRange range = source().range(Optional.empty(), first);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(range.incomplete()).hasValue("The search for changes was interrupted.");
        assertThat(revisions(source().range(Optional.empty(), first))).containsExactly(first);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/shop.git, http",
        "https://alice:secret@example.com/shop.git, apart",
        "https://alice@example.com/shop.git, apart",
        "ssh://alice:secret@example.com/shop.git, apart",
        "https://example.com, no path",
        "https://example.com/shop.git?token=secret, query",
        "https://exa mple.com/shop.git, space",
        "https:///shop.git, no host",
        "-oProxyCommand=secret, forms",
        "--upload-pack=secret, forms",
        "ssh://-oProxyCommand=secret/shop.git, no host",
        "git@-oProxyCommand=secret:shop.git, forms",
        "git@example.com:-secret, forms",
        "ext::sh -c secret, space",
        "ext::secret, forms",
        "fd::17, forms",
        "file:secret, forms",
        "git://example.com/secret, forms",
        "../secret, forms",
        "secret, forms",
    })
    void shouldRefuseOtherAddresses(String address, String why) {
        assertThatThrownBy(() -> source(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("allowed")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/shop.git",
        "https://[::1]:8443/a/b",
        "http://127.0.0.1:8080/shop.git",
        "ssh://git@example.com:2222/shop.git",
        "git@example.com:shop/cart.git",
        "file:///srv/shop.git",
        "/srv/shop.git",
    })
    void shouldTakeAddresses(String address) {
        assertThat(source(address)).hasToString(address);
    }

    @Test
    void shouldTellWhichFilesDiffer() throws IOException {
        String first = repository.files("main", Map.of("src/A.java", "a", "docs/guide.md", "g", "pom.xml", "p"));
        repository.files("main", Map.of("src/A.java", "changed", "docs/guide.md", "g", "pom.xml", "p"));
        String last = repository.files(
                "main", Map.of("src/A.java", "a", "docs/moved ü.md", "g", "pom.xml", "q", "src/b/C.java", "c"));

        assertThat(source().paths(first, last))
                .isEqualTo(new ChangedPaths(
                        List.of("docs/guide.md", "docs/moved ü.md", "pom.xml", "src/b/C.java"), Optional.empty()));
        assertThat(source().paths(last, last)).isEqualTo(new ChangedPaths(List.of(), Optional.empty()));
        assertThat(source().paths(last, first).paths()).hasSize(4);
    }

    @Test
    void shouldKnowNoFilesWhereItDoesNotKnowBothEnds() throws IOException {
        String known = repository.files("main", Map.of("a", "a"));

        assertThat(source().paths(ABSENT, known).unknown().orElseThrow()).contains("is in no branch or tag");
        assertThat(source().paths(known, ABSENT).unknown().orElseThrow()).contains("is in no branch or tag");
        assertThat(source().paths(known, "main").unknown().orElseThrow()).contains("hexadecimal digits");
        assertThat(source("/nowhere").paths(ABSENT, known).unknown()).isPresent();
    }

    @Test
    void shouldNotTellApartTooManyFiles() throws IOException {
        String first = repository.files("main", Map.of("a", "a"));
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= ChangedPaths.MAX; i++) {
            many.put("f" + i, "a");
        }
        String last = repository.files("main", many);

        assertThat(source().paths(first, last).unknown().orElseThrow()).contains("More than 10000 files");
        assertThat(source().paths(first, last).paths()).isEmpty();
    }

    @Test
    void shouldTakeALoginOnlyWhereItIsUsed() {
        Optional<Login> login = Optional.of(new Login("alice", "secret"));

        assertThatThrownBy(() -> new SourceRepository("git@example.com:a", login, mirrors, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new Login("alice:x", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThat(login.toString()).doesNotContain("alice", "secret");
    }
}
