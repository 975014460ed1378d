package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.KeyFolder;
import io.jenkins.lib.releasegates.audit.note.MemoryFile;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host remembers beside its key what it signed, and signs nothing that doesn't begin with it. */
class SignedEarlierTest {

    @TempDir
    private Path home;

    private Path ledger;
    private Path memory;
    private KeyFolder keys;

    @BeforeEach
    void recordSomething() throws Exception {
        ledger = home.resolve("ledger");
        memory = home.resolve("secrets").resolve(MemoryFile.NAME);
        keys = new KeyFolder(home.resolve("secrets"), new SecureRandom());
        append(5);
    }

    private void append(int entries) throws LedgerException {
        try (Ledger open = Ledger.open(ledger, keys, Releases.NOW)) {
            append(open, entries);
        }
    }

    private static void append(Ledger open, int entries) throws LedgerException {
        for (int i = 0; i < entries; i++) {
            open.recordEvidence(Releases.evidence(80, 0), Releases.build(i), Releases.ALICE, Releases.NOW);
        }
    }

    private void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private void shouldStayShut(String... words) {
        assertThatThrownBy(() -> append(1))
                .isInstanceOf(LedgerException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining("The ledger takes no more entries")
                .hasMessageContaining(memory.toString());
    }

    @Test
    void shouldRememberWhatItSignedAndGoOn() throws Exception {
        append(3);

        assertThat(Checkpoint.parse(Files.readString(memory)).size()).isEqualTo(9);
        assertThat(Files.readString(memory)).isEqualTo(Files.readString(ledger.resolve("checkpoint")));
    }

    @Test
    void shouldNotSignALogThatSomebodyRewroteWithoutItsCheckpoints() throws Exception {
        remove(ledger.resolve("checkpoints"));
        Files.delete(ledger.resolve("checkpoint"));
        remove(ledger.resolve("index"));
        Path trail = ledger.resolve("trail/000000000000.jsonl");
        List<String> lines = Files.readAllLines(trail);
        int last = lines.size() - 1;
        lines.set(last, lines.get(last).replace("shop/checkout", "shop/chekcout"));
        Files.writeString(trail, String.join("\n", lines) + "\n");

        shouldStayShut("6 entries of the log", "its checkpoints are gone");
    }

    @Test
    void shouldNotSignALogThatWasRolledBackWithItsCheckpoints() throws Exception {
        Path backup = home.resolve("backup");
        copy(ledger, backup);
        append(2);
        remove(ledger);
        copy(backup, ledger);

        shouldStayShut("8 entries of the log", "its newest checkpoint has 6 now: it was rolled back");
    }

    @Test
    void shouldNotBeginAnewWhereALogIsGone() throws Exception {
        remove(ledger);

        shouldStayShut("that log is gone");
    }

    @Test
    void shouldNotSignAnotherLogInItsPlace() throws Exception {
        remove(ledger);
        try (Ledger other = Ledger.open(ledger, new KeysInMemory(), Releases.NOW)) {
            append(other, 9);
        }
        remove(ledger.resolve("checkpoints"));

        shouldStayShut("this is another one, release-gates/", "which somebody put in its place");
    }

    @Test
    void shouldNotSignAnotherHistoryOfTheSameLog() throws Exception {
        // One that goes on from an earlier state, signed by the same key: a copy of controller and key that ran
        // elsewhere.
        Path backup = home.resolve("backup");
        copy(ledger, backup);
        append(2);
        byte[] signedHere = Files.readAllBytes(memory);
        remove(ledger);
        copy(backup, ledger);
        Files.delete(memory);
        append(4);
        Files.write(memory, signedHere);

        shouldStayShut("those have the root", "it was rewritten");
    }

    @Test
    void shouldGoOnWhenTheMemoryIsBehindAsACrashLeavesIt() throws Exception {
        byte[] earlier = Files.readAllBytes(memory);
        append(700);
        Files.write(memory, earlier);

        append(1);

        assertThat(Checkpoint.parse(Files.readString(memory)).size()).isEqualTo(707);
    }

    @Test
    void shouldGoOnWhereAPersonHasRemovedTheMemory() throws Exception {
        Files.delete(memory);

        append(1);

        assertThat(memory).exists();
    }

    @Test
    void shouldStayShutWhenItCannotReadWhatItRemembers() throws Exception {
        Files.writeString(memory, "nothing to speak of\n");

        assertThatThrownBy(() -> append(1)).hasMessageContainingAll(memory.toString(), "found no checkpoint");
    }

    @Test
    void shouldRememberAtOnceWhatAnOlderVersionSigned() throws Exception {
        Files.delete(memory);
        try (Ledger open = Ledger.open(ledger, keys, Releases.NOW)) {
            for (int i = 0; i < 500 && !Files.exists(memory); i++) {
                Thread.sleep(10);
            }
            assertThat(memory).exists();
            assertThat(open.head().entries()).isEqualTo(6);
        }
    }

    @Test
    void shouldStayShutAndCutNothingWhenACheckpointInTheMiddleIsNone() throws Exception {
        append(1);
        append(1);
        Path file =
                ledger.resolve("checkpoints").resolve(Files.readString(memory).isEmpty() ? "" : first());
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        int second = new String(whole, StandardCharsets.ISO_8859_1).indexOf("release-gates/", 20);
        second = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\n\nrelease-gates/", second) + 2;
        // An empty line less, so that a look at the end alone doesn't do.
        Arrays.fill(damaged, second, second + 40, (byte) 'x');
        damaged[second + 60] = '\n';
        damaged[second + 61] = '\n';
        Files.write(file, damaged);

        assertThatThrownBy(() -> append(1))
                .hasMessageContaining("The checkpoints are damaged")
                .hasMessageContaining("and checkpoints behind that");
        assertThat(file).hasBinaryContent(damaged);
    }

    private String first() throws IOException {
        try (Stream<Path> files = Files.list(ledger.resolve("checkpoints"))) {
            return files.sorted().findFirst().orElseThrow().getFileName().toString();
        }
    }
}
