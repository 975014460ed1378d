package io.jenkins.lib.releasegates.authorship;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.AuthorProof;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.approval.PersonAliases.Row;
import io.jenkins.lib.releasegates.authorship.ChangeRange.Signature;
import io.jenkins.lib.releasegates.authorship.ChangeRange.Signature.State;
import io.jenkins.lib.releasegates.policy.document.Issues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commits that are signed with real keys, and such as only look so. */
class SignedCommitsTest {

    private static final PersonAliases PEOPLE = PersonAliases.of(
            List.of(
                    new Row("alice", Set.of("alice-admin"), Set.of("alice@example.com", "alice@home.example")),
                    new Row("bob", Set.of(), Set.of("bob@example.com")),
                    new Row("forge", Set.of(), Set.of("noreply@forge.example"))),
            account -> account.toLowerCase(Locale.ROOT));

    @TempDir
    private Path directory;

    private Repository repository;
    private Keys keys;

    @BeforeEach
    void make() throws IOException {
        repository = new Repository(directory.resolve("repository"));
        keys = new Keys(directory.resolve("keys"));
    }

    private static TrustedSigners trusted(String lines) {
        Issues issues = new Issues("signers");
        TrustedSigners signers = TrustedSigners.read(lines, issues);
        assertThat(issues.inOrder()).isEmpty();
        return signers;
    }

    private ChangeRange range(String to, String signers) {
        return new SourceRepository(
                        repository.directory().toUri().toString().replaceFirst("^file:/+", "file:///"),
                        Optional.empty(),
                        directory.resolve("mirrors"),
                        Duration.ofSeconds(60))
                .range(Optional.empty(), to, trusted(signers));
    }

    private Signature signature(String revision, String signers) throws IOException {
        repository.branch("main", revision);
        ChangeRange range = range(revision, signers);
        assertThat(range.incomplete()).isEmpty();
        assertThat(range.unchecked()).isEmpty();
        return range.commits().get(0).signature();
    }

    private Exclusions told(ChangeRange range, AuthorProof proof) {
        Authors authors = Authors.of(range);
        return new Exclusions(Ground.ALL, UnknownAuthorship.BLOCK, proof, authors.involvements(), authors.doubts());
    }

    @Test
    void shouldVerifyWhoSignsWithTheirOwnKey() throws IOException {
        String revision = repository.signed(keys.of("alice"), repository.commit("alice@home.example"));
        repository.branch("main", revision);

        ChangeRange range = range(revision, keys.line("alice@example.com namespaces=\"git\"", "alice"));

        assertThat(range.commits().get(0).signature())
                .isEqualTo(new Signature(State.GOOD, List.of("alice@example.com")));
        Authors authors = Authors.of(range);
        assertThat(authors.verified(PEOPLE)).isEqualTo(1);
        assertThat(authors.involvements()).allMatch(each -> each.isVerified(PEOPLE));
        assertThat(told(range, AuthorProof.VERIFIED).unknowns(PEOPLE)).isEmpty();
        assertThat(told(range, AuthorProof.VERIFIED).reasons(PEOPLE.ofAccount("alice"), PEOPLE))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ed25519", "ecdsa", "rsa"})
    void shouldKnowTheKeysOfOpenSsh(String type) throws IOException {
        keys.of("alice", type);
        String revision = repository.signed(keys.of("alice"), repository.commit("alice@example.com"));

        assertThat(signature(revision, keys.line("alice", "alice")).state()).isEqualTo(State.GOOD);
    }

    @Test
    void shouldVerifyInRepositoriesThatNameObjectsBySha256() throws IOException {
        repository = new Repository(directory.resolve("long"), "sha256");
        String revision = repository.signed(keys.of("alice"), repository.commit("alice@example.com"));

        assertThat(signature(revision, keys.line("alice", "alice")).state()).isEqualTo(State.GOOD);
    }

    @Test
    void shouldNotBelieveAKeyThatIsNotInTheList() throws IOException {
        String revision = repository.signed(keys.of("mallory"), repository.commit("alice@example.com"));

        assertThat(signature(revision, keys.line("alice@example.com", "alice")))
                .isEqualTo(new Signature(State.UNTRUSTED, List.of()));
        Exclusions exclusions = told(range(revision, keys.line("alice@example.com", "alice")), AuthorProof.VERIFIED);
        assertThat(exclusions.unknowns(PEOPLE))
                .singleElement()
                .asString()
                .contains("no signature of an author or committer shows who it was (\"alice@example.com\")")
                .contains("signed by no key that is listed and valid");
        assertThat(exclusions.block(PEOPLE)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "'valid-before=\"20231101\"', UNTRUSTED",
        "'valid-before=\"20240101\"', UNTRUSTED",
        "'valid-after=\"20240101\"', UNTRUSTED",
        "'valid-after=\"20231114221320Z\",valid-before=\"29990101\"', GOOD",
        "'valid-after=\"20231114221321\"', UNTRUSTED",
        "'namespaces=\"file,git\"', GOOD"
    })
    void shouldWantAKeyThatWasValidThenAndIsNow(String options, State state) throws IOException {
        // The clock of the repository begins at 2023-11-14T22:13:20Z.
        String revision = repository.signed(keys.of("alice"), repository.commit("alice@example.com"));

        assertThat(signature(revision, keys.line("alice " + options, "alice")).state())
                .isEqualTo(state);
    }

    @Test
    void shouldSeeThatSomebodySignsUnderTheNameOfAnother() throws IOException {
        String revision = repository.signed(keys.of("alice"), repository.commit("bob@example.com"));
        repository.branch("main", revision);
        ChangeRange range = range(revision, keys.line("alice@example.com", "alice"));

        assertThat(Authors.of(range).verified(PEOPLE)).isZero();
        Exclusions claimed = told(range, AuthorProof.CLAIMED);
        assertThat(claimed.involved())
                .filteredOn(each -> each.identity().equals("bob@example.com"))
                .noneMatch(each -> each.isVerified(PEOPLE));
        assertThat(claimed.reasons(PEOPLE.ofAccount("alice"), PEOPLE))
                .as("whoever has signed had a part in it")
                .isNotEmpty();
        assertThat(claimed.block(PEOPLE)).isEmpty();
        assertThat(told(range, AuthorProof.VERIFIED).block(PEOPLE)).isPresent();
    }

    @Test
    void shouldVerifyTheCommitterAloneWhereTheAuthorIsAnother() throws IOException {
        String revision =
                repository.signed(keys.of("alice"), repository.committed("bob@example.com", "alice@example.com"));
        repository.branch("main", revision);
        ChangeRange range = range(revision, keys.line("alice@example.com", "alice"));

        assertThat(Authors.of(range).involvements())
                .filteredOn(each -> each.isVerified(PEOPLE))
                .extracting(Involvement::identity)
                .containsExactly("alice@example.com");
        assertThat(Authors.of(range).verified(PEOPLE)).isZero();
        assertThat(told(range, AuthorProof.VERIFIED).unknowns(PEOPLE))
                .singleElement()
                .asString()
                .contains("bob@example.com");
    }

    @Test
    void shouldVerifyTheForgeAloneWhereItHasMerged() throws IOException {
        String change = repository.signed(keys.of("bob"), repository.commit("bob@example.com"));
        String merge = repository.signed(
                keys.of("forge"), repository.committed("alice@example.com", "noreply@forge.example", change));
        repository.branch("main", merge);
        ChangeRange range =
                range(merge, keys.line("bob@example.com", "bob") + keys.line("noreply@forge.example", "forge"));

        assertThat(Authors.of(range).verified(PEOPLE)).isEqualTo(1);
        assertThat(told(range, AuthorProof.VERIFIED).unknowns(PEOPLE))
                .singleElement()
                .asString()
                .contains("alice@example.com");
    }

    @Test
    void shouldVerifyNobodyByAKeyOfTwoPeople() throws IOException {
        String revision = repository.signed(keys.of("team"), repository.commit("alice@example.com"));
        repository.branch("main", revision);

        ChangeRange range = range(revision, keys.line("alice@example.com,bob@example.com", "team"));

        assertThat(range.commits().get(0).signature().state()).isEqualTo(State.GOOD);
        assertThat(Authors.of(range).involvements()).noneMatch(each -> each.isVerified(PEOPLE));
        ChangeRange unmapped = range(revision, keys.line("alice@example.com,who@example.com", "team"));
        assertThat(Authors.of(unmapped).verified(PEOPLE)).isZero();
    }

    @Test
    void shouldNotTakeASignatureForAnotherCommit() throws IOException {
        String honest = repository.commit("alice@example.com");
        String signature = repository.signature(keys.of("alice"), "git", repository.bytes(honest));
        String tampered = new String(repository.bytes(honest), StandardCharsets.UTF_8).replace("message", "massage");

        String revision = repository.signed(tampered.getBytes(StandardCharsets.UTF_8), signature);

        assertThat(signature(revision, keys.line("alice@example.com", "alice")).state())
                .isEqualTo(State.UNFIT);
    }

    @Test
    void shouldNotTakeASignatureThatWasMadeForAnotherPurpose() throws IOException {
        String honest = repository.commit("alice@example.com");
        byte[] bytes = repository.bytes(honest);

        String revision = repository.signed(bytes, repository.signature(keys.of("alice"), "file", bytes));

        assertThat(signature(revision, keys.line("alice@example.com", "alice")).state())
                .isNotEqualTo(State.GOOD);
    }

    @Test
    void shouldLookAtTheCommitItselfAndNotAtWhatReplacesIt() throws IOException {
        String honest = repository.branch(
                "honest", repository.signed(keys.of("alice"), repository.commit("alice@example.com")));
        String evil = repository.branch("main", repository.commit("alice@example.com"));
        String signers = keys.line("alice@example.com", "alice");
        assertThat(range(evil, signers).commits().get(0).signature().state()).isEqualTo(State.ABSENT);
        for (Path place : List.of(repository.directory(), directory.resolve("mirrors/sha1"))) {
            Path replace = Files.createDirectories(place.resolve("refs/replace"));
            Files.writeString(replace.resolve(evil), honest + "\n");
            Files.writeString(Files.createDirectories(place.resolve("info")).resolve("grafts"), evil + "\n");
        }

        assertThat(range(evil, signers).commits().get(0).signature().state()).isEqualTo(State.ABSENT);
    }

    @Test
    void shouldStartNoProgramThatARepositoryNames() throws IOException {
        Path told = directory.resolve("told");
        Path program = directory.resolve("program");
        Files.writeString(program, "#!/bin/sh\ntouch " + told + "\necho 'Good \"git\" signature'\nexit 0\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String plain = repository.commit("alice@example.com");
        String odd = repository.signed(
                repository.bytes(plain), "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----");
        String signed = repository.signed(keys.of("mallory"), repository.commit("alice@example.com", odd));
        repository.branch("main", signed);
        String signers = keys.line("alice@example.com", "alice");
        range(signed, signers);
        for (Path place : List.of(repository.directory(), directory.resolve("mirrors/sha1"))) {
            Files.writeString(
                    place.resolve("config"),
                    ("[gpg]\n program = %1$s\n[gpg \"ssh\"]\n program = %1$s\n defaultKeyCommand = %1$s\n"
                                    + " allowedSignersFile = %2$s\n[gpg \"openpgp\"]\n program = %1$s\n"
                                    + "[gpg \"x509\"]\n program = %1$s\n")
                            .formatted(program, directory.resolve("anybody")),
                    StandardOpenOption.APPEND);
        }
        Files.writeString(directory.resolve("anybody"), keys.line("alice@example.com", "mallory"));

        ChangeRange range = range(signed, signers);

        assertThat(told).doesNotExist();
        assertThat(range.commits())
                .extracting(commit -> commit.signature().state())
                .containsExactly(State.UNTRUSTED, State.ABSENT);
    }

    @Test
    void shouldSayWhySignaturesWereNotLookedAt() throws IOException {
        String revision = repository.signed(keys.of("alice"), repository.commit("alice@example.com"));
        repository.branch("main", revision);
        String odd = repository.signed(repository.bytes(repository.commit("bob@example.com", revision)), "who knows");
        repository.branch("odd", odd);

        ChangeRange range = range(odd, keys.line("alice@example.com", "alice"));

        assertThat(range.incomplete()).isEmpty();
        assertThat(range.commits())
                .hasSize(2)
                .allMatch(commit -> commit.signature().equals(Signature.UNASKED));
        assertThat(range.unchecked().orElseThrow())
                .contains("bad/incompatible signature")
                .doesNotContain("\n");
        assertThat(told(range, AuthorProof.CLAIMED).block(PEOPLE)).isEmpty();
        assertThat(told(range, AuthorProof.CLAIMED).unchecked()).isPresent();
        assertThat(told(range, AuthorProof.VERIFIED).block(PEOPLE).orElseThrow())
                .contains("the signatures of commits could not be looked at");
    }

    @Test
    void shouldSayThatThereIsNoSshKeygen() throws IOException {
        String revision =
                repository.branch("main", repository.signed(keys.of("alice"), repository.commit("alice@example.com")));
        String signers = keys.line("alice@example.com", "alice");
        ChangeRange range = range(revision, signers);
        Mirror mirror = new Mirror(
                RepositoryAddress.of(repository.directory().toString()),
                Optional.empty(),
                directory.resolve("mirrors/sha1"),
                "sha1",
                Duration.ofSeconds(60));

        ChangeRange looked = new SignatureReading(mirror, trusted(signers), directory + ":bin::").of(range);

        assertThat(looked.unchecked()).hasValue("there is no ssh-keygen on this controller, which git needs for that");
        assertThat(looked.commits()).allMatch(commit -> commit.signature().equals(Signature.UNASKED));
    }

    @Test
    void shouldStopWhenItTakesTooLong() throws IOException {
        String revision = repository.signed(keys.of("alice"), repository.commit("alice@example.com"));
        for (int i = 0; i < 40; i++) {
            revision = repository.signed(keys.of("alice"), repository.commit("alice@example.com", revision));
        }
        repository.branch("main", revision);
        String signers = keys.line("alice@example.com", "alice");
        ChangeRange range = range(revision, signers);
        assertThat(Authors.of(range).verified(PEOPLE)).isEqualTo(41);
        Mirror hasty = new Mirror(
                RepositoryAddress.of(repository.directory().toString()),
                Optional.empty(),
                directory.resolve("mirrors/sha1"),
                "sha1",
                Duration.ofMillis(1));

        ChangeRange looked =
                new SignatureReading(hasty, trusted(signers), String.valueOf(System.getenv("PATH"))).of(range);

        assertThat(looked.unchecked().orElseThrow()).contains("took longer than");
        assertThat(Authors.of(looked).verified(PEOPLE)).isZero();
        assertThat(told(looked, AuthorProof.VERIFIED).unknowns(PEOPLE))
                .anyMatch(line -> line.startsWith(Doubt.Kind.UNCHECKED_SIGNATURES.words()));
    }
}
