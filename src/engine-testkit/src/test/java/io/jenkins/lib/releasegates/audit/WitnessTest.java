package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.witness.DirectoryWitness;
import io.jenkins.lib.releasegates.audit.witness.GitWitness;
import io.jenkins.lib.releasegates.audit.witness.Witness;
import io.jenkins.lib.releasegates.audit.witness.WitnessState;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {

    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    private final KeysInMemory keys = new KeysInMemory();
    private Path home;
    private Path outside;

    @BeforeEach
    void makeDirectories() throws IOException {
        home = directory.resolve("home");
        outside = Files.createDirectory(directory.resolve("outside"));
    }

    private Ledger open(Witness... witnesses) throws LedgerException {
        Ledger ledger = Ledger.open(home, keys, Releases.NOW);
        ledger.witnesses(List.of(witnesses), SOON);
        return ledger;
    }

    private static void append(Ledger ledger) throws LedgerException {
        ledger.recordEvidence(Releases.evidence(80, 0), Releases.build(1), Releases.ALICE, Releases.NOW);
    }

    private static WitnessState await(Ledger ledger, Predicate<WitnessState> wanted) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            WitnessState state = ledger.witnesses().get(0);
            if (wanted.test(state)) {
                return state;
            }
            Thread.sleep(10);
        }
        return ledger.witnesses().get(0);
    }

    private static List<Checkpoint> in(Path witness) throws IOException {
        List<Checkpoint> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(witness)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                all.add(Checkpoint.parse(Files.readString(file)));
            }
        }
        return all;
    }

    @Test
    void shouldSendEveryCheckpointToADirectoryAndNoneTwice() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Ledger ledger = open(new DirectoryWitness("vault", outside))) {
                append(ledger);
            }
        }
        try (Ledger ledger = open(new DirectoryWitness("vault", outside))) {
            WitnessState state = await(ledger, reached -> reached.behind() == 0);

            assertThat(state)
                    .isEqualTo(new WitnessState("vault", outside.toString(), 4, 0, java.util.Optional.empty()));
            assertThat(in(outside)).last().isEqualTo(ledger.checkpoint().orElseThrow());
            assertThat(in(outside)).extracting(Checkpoint::size).isSorted().doesNotHaveDuplicates();
            String origin = ledger.checkpoint().orElseThrow().origin();
            assertThat(outside.resolve(origin).resolve("000000000000")).isDirectory();
        }
    }

    @Test
    void shouldSendWhatAWitnessMissedWhileItWasDown() throws Exception {
        Path mount = directory.resolve("mount");
        try (Ledger ledger = open(new DirectoryWitness("vault", mount))) {
            append(ledger);
            WitnessState down = await(ledger, state -> state.trouble().isPresent() && state.behind() > 0);
            assertThat(down.trouble().orElseThrow()).contains("Witness vault", "found no directory");
            assertThat(down.entries()).isZero();

            Files.createDirectory(mount);
            WitnessState up = await(ledger, state -> state.behind() == 0);
            assertThat(up.trouble()).isEmpty();
            assertThat(in(mount)).last().isEqualTo(ledger.checkpoint().orElseThrow());
        }
    }

    @Test
    void shouldSendEverythingAgainWhenItsCursorIsLost() throws Exception {
        try (Ledger ledger = open(new DirectoryWitness("vault", outside))) {
            append(ledger);
        }
        List<Checkpoint> before = in(outside);
        Files.writeString(home.resolve("witnesses/vault"), "nonsense");
        Path other = Files.createDirectory(directory.resolve("other"));
        try (Ledger ledger = open(new DirectoryWitness("vault", other))) {
            await(ledger, state -> state.behind() == 0);
        }
        assertThat(in(other)).isEqualTo(before).isNotEmpty();
    }

    @Test
    void shouldLetNobodyWaitForASlowWitness() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Witness slow = new Witness() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public void add(List<Checkpoint> checkpoints) throws IOException {
                try {
                    released.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        try (Ledger ledger = open(slow)) {
            for (int i = 0; i < 20; i++) {
                append(ledger);
            }
            WitnessState state = await(ledger, late -> late.behind() == 21);
            assertThat(state.behind()).isEqualTo(21);
            released.countDown();
            assertThat(await(ledger, reached -> reached.behind() == 0).entries())
                    .isEqualTo(21);
        }
    }

    @Test
    void shouldAddToABranchOfAGitRepository() throws Exception {
        assumeTrue(git(directory, "--version").startsWith("git version"), "git is not installed");
        Path repository = directory.resolve("witness.git");
        git(directory, "init", "--quiet", "--bare", repository.toString());
        Path copy = directory.resolve("copy");
        for (int i = 0; i < 2; i++) {
            try (Ledger ledger =
                    open(new GitWitness("git", repository.toString(), "checkpoints", copy, Duration.ofSeconds(30)))) {
                append(ledger);
                WitnessState state = await(ledger, reached -> reached.behind() == 0 && reached.entries() > 0);
                assertThat(state.trouble()).isEmpty();
            }
            Path clone = directory.resolve("clone" + i);
            git(directory, "clone", "--quiet", "--branch", "checkpoints", repository.toString(), clone.toString());
            try (Ledger ledger = Ledger.openForReading(home)) {
                assertThat(in(clone)).last().isEqualTo(ledger.checkpoint().orElseThrow());
            }
        }
        assertThat(git(repository, "rev-list", "--count", "checkpoints").strip())
                .isNotEqualTo("0")
                .isNotEqualTo("1");
    }

    @Test
    void shouldSayWhatGitSaysWhenARepositoryIsNotReached() throws Exception {
        assumeTrue(git(directory, "--version").startsWith("git version"), "git is not installed");
        Path missing = directory.resolve("missing.git");
        GitWitness witness = new GitWitness(
                "git", missing.toString(), "checkpoints", directory.resolve("copy"), Duration.ofSeconds(30));
        try (Ledger ledger = open(witness)) {
            append(ledger);
            WitnessState state = await(ledger, late -> late.trouble().isPresent());
            assertThat(state.trouble().orElseThrow()).contains("git ls-remote ended with 128", "missing.git");
        }
        assertThatThrownBy(() -> new GitWitness("git", "--upload-pack=touch x", "b", directory, SOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldShowNoPasswordOfARepositoryThatIsNotReached() throws Exception {
        assumeTrue(git(directory, "--version").startsWith("git version"), "git is not installed");
        // Nobody listens there, and with the character in the password git takes the rest for the host.
        for (String repository :
                List.of("https://someone:word@127.0.0.1:1/a.git", "nothing://someone:wo/rd@127.0.0.1/a.git")) {
            GitWitness witness =
                    new GitWitness("git", repository, "checkpoints", directory.resolve("copy"), Duration.ofSeconds(30));
            assertThatThrownBy(() -> witness.add(List.of()))
                    .hasMessageContaining("git ls-remote ended with")
                    .hasMessageNotContainingAny("word", "wo/rd", "someone");
            assertThat(witness.toString()).contains("://****@127.0.0.1").doesNotContain("rd@");
        }
    }

    private static String git(Path in, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
