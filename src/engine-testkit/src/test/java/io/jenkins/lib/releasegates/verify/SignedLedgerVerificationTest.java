package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.witness.DirectoryWitness;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger signs and sends, the verifier checks: two programs that share no more than the hash. */
class SignedLedgerVerificationTest {

    @TempDir
    private Path directory;

    private final KeysInMemory keys = new KeysInMemory();
    private Path home;
    private Path vault;

    @BeforeEach
    void makeDirectories() throws IOException {
        home = directory.resolve("home");
        vault = Files.createDirectory(directory.resolve("vault"));
    }

    /** Opens, appends so many entries, and closes. */
    private LogKey session(int entries) throws Exception {
        try (Ledger ledger = Ledger.open(home, keys, Releases.NOW)) {
            ledger.witnesses(List.of(new DirectoryWitness("vault", vault)), Duration.ofMillis(20));
            append(ledger, entries);
            return ledger.key().orElseThrow();
        }
    }

    private static void append(Ledger ledger, int entries) throws LedgerException {
        for (int i = 0; i < entries; i++) {
            ledger.recordEvidence(Releases.evidence(80, 0), Releases.build(i), Releases.ALICE, Releases.NOW);
        }
    }

    private VerificationReport verify(LogKey key, boolean witness) throws Exception {
        return TrailVerifier.verify(
                home,
                new VerifyOptions(
                        Optional.empty(),
                        List.of(TrustedKey.parse(key.pem())),
                        witness ? List.of(new Witness("vault", vault)) : List.of(),
                        Strength.CHAIN));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 254, 255, 256, 600})
    void shouldFindNothingWrongAndSayHowFarItHolds(int entries) throws Exception {
        LogKey key = session(entries);

        VerificationReport signed = verify(key, false);
        assertThat(signed.findings()).isEmpty();
        assertThat(signed.strength()).isEqualTo(Strength.SIGNED);
        assertThat(signed.entries()).isEqualTo(entries + 1);
        VerificationReport witnessed = verify(key, true);
        assertThat(witnessed.findings()).isEmpty();
        assertThat(witnessed.strength()).isEqualTo(Strength.WITNESSED);
        assertThat(witnessed.words()).anyMatch(words -> words.startsWith("Witnessed by vault up to entry " + entries));
    }

    @Test
    void shouldTrustAKeyThatTheGivenOneEndorsesOverManySessions() throws Exception {
        LogKey first = session(5);
        for (int i = 0; i < 3; i++) {
            try (Ledger ledger = Ledger.open(home, keys, Releases.NOW)) {
                ledger.rotateKey(Releases.ALICE, Releases.NOW);
            }
            session(2);
        }
        LogKey last = session(1);

        for (LogKey key : List.of(first, last)) {
            VerificationReport report = verify(key, true);
            assertThat(report.findings()).isEmpty();
            assertThat(report.strength()).isEqualTo(Strength.WITNESSED);
        }
    }

    @Test
    void shouldNotTrustAKeyThatNobodyEndorsed() throws Exception {
        LogKey first = session(5);
        keys.lose();
        LogKey second = session(5);

        assertThat(verify(first, false).findings()).isNotEmpty();
        assertThat(verify(second, false).strength()).isEqualTo(Strength.SIGNED);
    }

    @Test
    void shouldFindADirectoryThatWasPutBackWithAWitnessAlone() throws Exception {
        LogKey key = session(5);
        Path backup = directory.resolve("backup");
        copy(home, backup);
        session(5);
        delete(home);
        copy(backup, home);

        assertThat(verify(key, false).strength()).isEqualTo(Strength.SIGNED);
        assertThat(verify(key, false).words()).anyMatch(words -> words.contains("cannot be excluded"));
        VerificationReport report = verify(key, true);
        assertThat(report.strength()).isEqualTo(Strength.BROKEN);
        assertThat(report.findings())
                .anyMatch(
                        finding -> finding.toString().contains("vault")
                                && finding.toString()
                                        .contains(
                                                "the trail has 6: entries were cut off the end, or the directory was put back"));
    }

    @Test
    void shouldFindNothingWrongWhileALedgerIsWrittenTo() throws Exception {
        session(300);
        try (Ledger ledger = Ledger.open(home, keys, Releases.NOW)) {
            LogKey key = ledger.key().orElseThrow();
            for (int i = 0; i < 8; i++) {
                append(ledger, 40);
                VerificationReport report = verify(key, false);
                assertThat(report.findings()).isEmpty();
                assertThat(report.strength()).isEqualTo(Strength.SIGNED);
                Thread.sleep(150);
            }
        }
    }

    @Test
    void shouldFindNothingWrongWhilePartialTilesComeAndGo() throws Exception {
        LogKey key = session(300);
        List<Path> partials = List.of(home.resolve("tile/entries/001.p/45"), home.resolve("tile/0/001.p/45"));
        Map<Path, byte[]> whole = new HashMap<>();
        for (Path partial : partials) {
            whole.put(partial, Files.readAllBytes(partial));
        }
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
                comeAndGo(whole);
            }
        });

        try {
            for (int i = 0; i < 200 && !writer.isDone(); i++) {
                VerificationReport report = verify(key, false);
                assertThat(report.findings()).isEmpty();
                assertThat(report.strength()).isEqualTo(Strength.SIGNED);
            }
        } finally {
            ended.set(true);
        }
        writer.join();
    }

    /** As a ledger does it: a file that was written elsewhere is moved to its place, and goes with its folder once the tile is full. */
    private void comeAndGo(Map<Path, byte[]> whole) {
        try {
            for (Map.Entry<Path, byte[]> partial : whole.entrySet()) {
                Path folder = partial.getKey().resolveSibling("");
                Files.delete(partial.getKey());
                Files.delete(folder);
                Files.createDirectory(folder);
                Path written = Files.write(directory.resolve("written"), partial.getValue());
                Files.move(written, partial.getKey());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
