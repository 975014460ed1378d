package io.jenkins.lib.releasegates.authorship;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.authorship.ChangeRange.Commit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Repositories, commits and mirrors that aren't as git makes them. */
class HostileRepositoryTest {

    private static final String WHEN = " 1700000000 +0000\n";

    @TempDir
    private Path directory;

    private Repository repository;
    private Path mirror;

    @BeforeEach
    void makeARepository() throws IOException {
        repository = new Repository(directory.resolve("repository"));
        mirror = directory.resolve("mirrors/sha1");
    }

    private ChangeRange range(Optional<String> from, String to) {
        return new SourceRepository(
                        repository.directory().toUri().toString().replaceFirst("^file:/+", "file:///"),
                        Optional.empty(),
                        directory.resolve("mirrors"),
                        Duration.ofSeconds(60))
                .range(from, to);
    }

    private static List<String> revisions(ChangeRange range) {
        assertThat(range.incomplete()).isEmpty();
        return range.commits().stream().map(Commit::revision).toList();
    }

    record People(String sentence, byte[] lines, List<String> addresses, boolean doubted) {

        static People of(String sentence, String lines, List<String> addresses, boolean doubted) {
            return new People(sentence, lines.getBytes(StandardCharsets.UTF_8), addresses, doubted);
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<People> people() {
        String committer = "committer C <c@example.com>" + WHEN;
        byte[] latin = ("author J <jürgen@example.com>" + WHEN + committer).getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                People.of(
                        "An empty address names nobody.", "author A <>" + WHEN + committer, of("c@example.com"), true),
                People.of("Nor does one of spaces.", "author A <  >" + WHEN + committer, of("c@example.com"), true),
                People.of("Nor does a line without one.", "author A" + WHEN + committer, of("c@example.com"), true),
                People.of("Nor does a missing line.", committer, of("c@example.com"), true),
                People.of(
                        "Control characters are shown as such.",
                        "author A <\u0007b\u001b[31m@example.com>" + WHEN + committer,
                        of("\uFFFDb\uFFFD[31m@example.com", "c@example.com"),
                        false),
                People.of(
                        "So are characters that turn a line around, or that nobody sees.",
                        "author A <b@example.com\u202e\u200b>" + WHEN + committer,
                        of("b@example.com\uFFFD\uFFFD", "c@example.com"),
                        false),
                new People(
                        "Bytes of another encoding are replaced, and nobody known has such an address.",
                        latin,
                        of("j\uFFFDrgen@example.com", "c@example.com"),
                        false),
                new People(
                        "An encoding that the commit claims is not believed.",
                        ("author A <+ADw-b@example.com>" + WHEN + committer + "encoding UTF-7\n")
                                .getBytes(StandardCharsets.US_ASCII),
                        of("+ADw-b@example.com", "c@example.com"),
                        false),
                People.of(
                        "A long address is cut, and equal to no other one.",
                        "author A <" + "b".repeat(100_000) + ">" + WHEN + committer,
                        of("b".repeat(Exclusions.MAX_TEXT - 1) + "…", "c@example.com"),
                        false),
                People.of(
                        "An address ends before a second one begins.",
                        "author A <b@example.com> <d@example.com>" + WHEN + committer,
                        of("b@example.com", "c@example.com"),
                        false),
                People.of(
                        "One person is there once, however the address is written.",
                        "author C < C@Example.com>" + WHEN + committer,
                        of("C@Example.com"),
                        false));
    }

    private static List<String> of(String... addresses) {
        return List.of(addresses);
    }

    @ParameterizedTest
    @MethodSource("people")
    void shouldReadWhateverPeopleAreCalled(People people) throws IOException {
        String first = repository.commit("alice@example.com");
        String strange = repository.commit(people.lines(), first);
        repository.branch("main", strange);

        ChangeRange range = range(Optional.of(first), strange);
        Authors authors = Authors.of(range);

        assertThat(revisions(range)).containsExactly(strange);
        assertThat(authors.involvements())
                .extracting(Involvement::identity)
                .containsExactlyElementsOf(people.addresses());
        assertThat(authors.doubts())
                .isEqualTo(
                        people.doubted()
                                ? List.of(new Doubt(
                                        Doubt.Kind.UNMAPPED_AUTHOR,
                                        "commit " + strange.substring(0, 12) + " has no address"))
                                : List.of());
    }

    @Test
    void shouldEndALineAtAZeroByte() throws IOException {
        String strange = repository.commit(("author A <b\0@example.com>" + WHEN + "committer C <c@example.com>" + WHEN)
                .getBytes(StandardCharsets.US_ASCII));
        repository.branch("main", strange);

        ChangeRange range = range(Optional.empty(), strange);

        assertThat(range.commits())
                .allSatisfy(commit -> assertThat(commit.revision()).isEqualTo(strange));
        assertThat(range.incomplete().isPresent() || !Authors.of(range).doubts().isEmpty())
                .as("a doubt")
                .isTrue();
    }

    @Test
    void shouldNotBelieveReplacedObjects() throws IOException {
        String first = repository.commit("alice@example.com");
        String second = repository.commit("mallory@example.com", first);
        String third = repository.branch("main", repository.commit("bob@example.com", second));
        repository.branch("other", repository.commit("bob@example.com", first));
        assertThat(revisions(range(Optional.of(first), third))).containsExactly(third, second);

        for (Path place : List.of(repository.directory(), mirror)) {
            Path replace = Files.createDirectories(place.resolve("refs/replace"));
            Files.writeString(replace.resolve(third), repository.git("rev-parse", "other") + "\n");
            Files.writeString(Files.createDirectories(place.resolve("info")).resolve("grafts"), third + " " + first);
            Files.writeString(place.resolve("mailmap"), "A <alice@example.com> <mallory@example.com>\n");
            Files.writeString(
                    place.resolve("config"),
                    "[mailmap]\n\tfile = " + place.resolve("mailmap")
                            + "\n[log]\n\tmailmap = true\n\tshowSignature = true\n",
                    java.nio.file.StandardOpenOption.APPEND);
        }
        repository.branch("more", repository.commit("dave@example.com", third));

        ChangeRange range = range(Optional.of(first), repository.git("rev-parse", "more"));

        assertThat(range.incomplete()).isEmpty();
        assertThat(range.commits())
                .extracting(Commit::authorEmail)
                .containsExactly("dave@example.com", "bob@example.com", "mallory@example.com");
    }

    @Test
    void shouldRunNoHook() throws IOException {
        String first = repository.branch("main", repository.commit("alice@example.com"));
        assertThat(revisions(range(Optional.empty(), first))).containsExactly(first);
        Path told = directory.resolve("told");
        for (Path place : List.of(repository.directory(), mirror)) {
            for (String name : List.of("reference-transaction", "post-update", "post-checkout", "pre-auto-gc")) {
                Path hook = Files.createDirectories(place.resolve("hooks")).resolve(name);
                Files.writeString(hook, "#!/bin/sh\ntouch " + told + "\n");
                assertThat(hook.toFile().setExecutable(true)).isTrue();
            }
        }
        String second = repository.commit("alice@example.com", first);
        // Written by hand, since git would run the hook of the repository.
        Files.writeString(repository.directory().resolve("refs/heads/main"), second + "\n");

        assertThat(revisions(range(Optional.of(first), second))).containsExactly(second);
        assertThat(told).doesNotExist();
    }

    @Test
    void shouldDoubtARepositoryWithoutItsBeginning() throws IOException {
        String first = repository.commit("alice@example.com");
        String second = repository.branch("main", repository.commit("bob@example.com", first));
        Files.writeString(repository.directory().resolve("shallow"), second + "\n");

        ChangeRange range = range(Optional.empty(), second);

        assertThat(range.commits()).isEmpty();
        assertThat(range.incomplete()).isPresent();
    }

    @Test
    void shouldMakeAShallowMirrorAnew() throws IOException {
        String first = repository.commit("alice@example.com");
        String second = repository.branch("main", repository.commit("bob@example.com", first));
        assertThat(revisions(range(Optional.empty(), second))).containsExactly(second, first);
        Files.writeString(mirror.resolve("shallow"), second + "\n");

        assertThat(revisions(range(Optional.empty(), second))).containsExactly(second, first);
        assertThat(mirror.resolve("shallow")).doesNotExist();
    }

    @Test
    void shouldDoubtACommitThatGitCannotRead() throws IOException {
        String broken = repository
                .git("hash-object", "-t", "commit", "-w", "--literally", "/dev/null")
                .strip();
        Files.writeString(
                Files.createDirectories(repository.directory().resolve("refs/heads"))
                        .resolve("main"),
                broken + "\n");

        assertThat(range(Optional.empty(), broken).incomplete()).isPresent();
    }

    static Stream<String> damage() {
        return Stream.of("HEAD", "config", "objects", "refs", "release-gates-mirror");
    }

    @ParameterizedTest
    @MethodSource("damage")
    void shouldMakeABrokenMirrorAnew(String part) throws IOException {
        String first = repository.branch("main", repository.commit("alice@example.com"));
        assertThat(revisions(range(Optional.empty(), first))).containsExactly(first);
        Path broken = mirror.resolve(part);
        if (Files.isDirectory(broken)) {
            Files.move(broken, directory.resolve("torn out"));
        } else {
            Files.writeString(broken, "[nothing\n");
        }
        String second = repository.branch("main", repository.commit("bob@example.com", first));

        assertThat(revisions(range(Optional.empty(), second))).containsExactly(second, first);
    }

    @Test
    void shouldMakeAMirrorAnewOnceAnHourAtMost() throws IOException {
        String first = repository.branch("main", repository.commit("alice@example.com"));
        assertThat(revisions(range(Optional.empty(), first))).containsExactly(first);
        Path objects = mirror.resolve("objects");
        Files.move(objects, directory.resolve("torn out"));
        assertThat(revisions(range(Optional.empty(), first))).containsExactly(first);

        Files.move(objects, directory.resolve("torn out again"));
        assertThat(range(Optional.empty(), first).incomplete()).isPresent();
        Files.setLastModifiedTime(
                mirror.resolve("release-gates-remade"),
                FileTime.from(Clock.systemUTC().instant().minus(Duration.ofMinutes(61))));
        assertThat(revisions(range(Optional.empty(), first))).containsExactly(first);
    }

    @Test
    void shouldDeleteNothingThatIsNoMirror() throws IOException {
        String first = repository.branch("main", repository.commit("alice@example.com"));
        Files.createDirectories(mirror);
        Files.writeString(mirror.resolve("thesis.txt"), "the only copy");

        assertThat(range(Optional.empty(), first).incomplete().orElseThrow())
                .startsWith("something else lies in the directory of its mirror");
        assertThat(mirror.resolve("thesis.txt")).hasContent("the only copy");
    }

    @Test
    void shouldNotAnswerFromTheMirrorOfAnotherRepository() throws IOException {
        String first = repository.branch("main", repository.commit("alice@example.com"));
        assertThat(revisions(range(Optional.empty(), first))).containsExactly(first);

        repository = new Repository(directory.resolve("another"));
        repository.branch("main", repository.committed("alice@example.com", "x@example.com"));

        assertThat(range(Optional.empty(), first).incomplete().orElseThrow()).contains("is in no branch or tag");
    }
}
