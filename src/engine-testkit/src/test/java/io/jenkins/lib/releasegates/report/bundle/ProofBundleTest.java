package io.jenkins.lib.releasegates.report.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedDecision;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.lib.releasegates.audit.witness.DirectoryWitness;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.BundleReport;
import io.jenkins.lib.releasegates.verify.BundleVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport.EvidenceCount;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bundle's writer writes, the verifier checks: two programs that share no more than the hash. */
class ProofBundleTest {

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

    private Ledger open() throws LedgerException {
        Ledger ledger = Ledger.open(home, keys, Releases.NOW);
        ledger.witnesses(List.of(new DirectoryWitness("vault", vault)), Duration.ofMillis(20));
        return ledger;
    }

    private static RecordedDecision decide(Ledger ledger, int build) throws LedgerException {
        ReleaseContext context = Releases.context(Releases.build(build), Releases.evidence(80 + build, 0));
        return ledger.record(Releases.decide(context), context, Releases.ALICE);
    }

    /** Appends decisions about builds with these numbers, signs and closes. */
    private LogKey session(int... builds) throws LedgerException {
        try (Ledger ledger = open()) {
            for (int build : builds) {
                decide(ledger, build);
            }
            return ledger.key().orElseThrow();
        }
    }

    private Path write(String build, boolean persons) throws Exception {
        try (Ledger ledger = Ledger.openForReading(home)) {
            return Files.write(directory.resolve("bundle.zip"), Unpacked.bundle(ledger, build, persons));
        }
    }

    private static BundleReport verify(Path bundle, Optional<LogKey> key, Optional<Path> witness) throws Exception {
        List<TrustedKey> trusted = new ArrayList<>();
        if (key.isPresent()) {
            trusted.add(TrustedKey.parse(key.get().pem()));
        }
        List<Witness> witnesses =
                witness.map(path -> new Witness("vault", path)).stream().toList();
        return BundleVerifier.verify(bundle, new VerifyOptions(Optional.empty(), trusted, witnesses, Strength.SIGNED));
    }

    private static BundleReport verify(Path bundle, LogKey key) throws Exception {
        return verify(bundle, Optional.of(key), Optional.empty());
    }

    @Test
    void shouldBeSignedForWhoeverTrustsAnyKeyOfTheLogAndVerifyAlone() throws Exception {
        List<LogKey> named = new ArrayList<>();
        named.add(session(1, 2));
        for (int i = 0; i < 3; i++) {
            try (Ledger ledger = open()) {
                ledger.rotateKey(Releases.ALICE, Releases.NOW);
            }
            named.add(session(3, 2));
        }
        Path bundle = write("build-2", true);
        delete(home);

        for (LogKey key : named) {
            BundleReport report = verify(bundle, key);
            assertThat(report.verification().findings()).isEmpty();
            assertThat(report.verification().strength()).isEqualTo(Strength.SIGNED);
            assertThat(report.verification().satisfied()).isTrue();
            assertThat(report.build()).isEqualTo("build-2");
            assertThat(report.entries()).isEqualTo(16);
            assertThat(report.rotations()).isEqualTo(4);
            assertThat(report.notSigned()).isEmpty();
            assertThat(report.verification().evidence()).isEqualTo(new EvidenceCount(4, 0, 0, 0));
            assertThat(report.verification().people().verified()).isEqualTo(20);
            assertThat(report.verification().words().toString())
                    .contains(
                            "The 16 entries about the build build-2 (shop/checkout #2) are among the 36 entries",
                            "That there are more entries about this build, such as one that takes a decision back, among the"
                                    + " 16 of the 36 entries under the checkpoint that the bundle doesn't have");
        }
    }

    @Test
    void shouldBeSignedForNobodyWhoTrustsAnotherKey() throws Exception {
        session(1, 2);
        Path bundle = write("build-1", true);

        BundleReport foreign = verify(bundle, new KeysInMemory().publicKey("other"));
        assertThat(foreign.verification().strength()).isEqualTo(Strength.BROKEN);
        assertThat(foreign.verification().findings().toString()).contains("--key", "none of the given keys");

        BundleReport none = verify(bundle, Optional.empty(), Optional.empty());
        assertThat(none.verification().strength()).isEqualTo(Strength.CHAIN);
        assertThat(none.verification().intact()).isTrue();
        assertThat(none.verification().satisfied()).isFalse();
        assertThat(none.verification().words().toString())
                .contains("a key that comes from the bundle itself: that proves nothing", "whoever made this file");
    }

    @Test
    void shouldNotLeadFromALostKeyToTheNext() throws Exception {
        LogKey first = session(1);
        keys.lose();
        LogKey second = session(2);
        Path bundle = write("build-1", true);

        assertThat(verify(bundle, first).verification().strength()).isEqualTo(Strength.BROKEN);
        assertThat(verify(bundle, second).verification().strength()).isEqualTo(Strength.SIGNED);
    }

    @Test
    void shouldGiveTheSameBytesForTheSameState() throws Exception {
        session(1, 2, 3);
        byte[] bundle = Unpacked.bundle(home, "build-2");

        assertThat(Unpacked.bundle(home, "build-2")).isEqualTo(bundle);
        Unpacked unpacked = Unpacked.of(bundle);
        assertThat(unpacked.pack()).as("what java.util.zip writes").isEqualTo(bundle);
        assertThat(unpacked.members.keySet())
                .contains(
                        "README.txt",
                        "checkpoint",
                        "entries/0.json",
                        "entries/5.json",
                        "key.pem",
                        "key.vkey",
                        "people/8.json",
                        "proofs/8.tlog-proof");
        try (Ledger ledger = Ledger.openForReading(home)) {
            ProofBundle of = ProofBundle.of(ledger, "build-2", true).orElseThrow();
            assertThat(of.size()).isEqualTo(bundle.length);
            assertThat(of.entries()).isEqualTo(4);
            assertThat(of.signed()).isTrue();
            assertThat(of.notSigned()).isEmpty();
            assertThat(of.evidenceNotIncluded()).isZero();
        }
    }

    @Test
    void shouldTellWhoeverOpensItWhatItIs() throws Exception {
        session(1, 2);
        assertThat(Unpacked.of(Unpacked.bundle(home, "build-2")).text("README.txt"))
                .contains(
                        "Build     build-2\n",
                        "Job       shop/checkout, build number 2\n",
                        "Entries   4: 5, 6, 7, 8\n",
                        "Signed    checkpoint of 9 entries, key ",
                        "Evidence  1 included\n",
                        "release-gates verify THIS-FILE.zip --key",
                        "cannot prove that there are no other entries")
                .doesNotContain("NOT SIGNED", "null", "%s");
    }

    @Test
    void shouldLeavePersonsOutAndProveAsMuch() throws Exception {
        LogKey key = session(1, 2);
        Path bundle = write("build-2", false);

        assertThat(new String(Files.readAllBytes(bundle), StandardCharsets.UTF_8))
                .doesNotContain("alice", "Alice", "flaky on Tuesdays", "people/8.json");
        BundleReport report = verify(bundle, key);
        assertThat(report.verification().strength()).isEqualTo(Strength.SIGNED);
        assertThat(report.verification().people().verified()).isZero();
        assertThat(report.verification().notes()).anyMatch(note -> note.startsWith("Clear values of persons"));
        assertThat(Unpacked.of(Files.readAllBytes(bundle)).text("README.txt")).contains("left out on request");
    }

    @Test
    void shouldLeaveOutThePeopleWhoRotatedKeys() throws Exception {
        session(1);
        try (Ledger ledger = open()) {
            ledger.rotateKey(new Actor("root", "Root", Actor.Means.SESSION), Releases.NOW);
        }
        session(2);

        assertThat(Unpacked.of(Unpacked.bundle(home, "build-2")).members.keySet())
                .contains("entries/5.json")
                .doesNotContain("people/5.json");
    }

    @Test
    void shouldSayWhichEntriesAreNotSignedYetAndPromiseNothingForThem() throws Exception {
        LogKey key = session(1, 2);
        try (Ledger ledger = Ledger.open(home)) {
            decide(ledger, 2);
        }
        Path bundle = write("build-2", true);

        BundleReport report = verify(bundle, key);
        assertThat(report.verification().findings()).isEmpty();
        assertThat(report.verification().strength()).isEqualTo(Strength.CHAIN);
        assertThat(report.verification().satisfied()).isFalse();
        assertThat(report.notSigned()).containsExactly(9L, 10L, 11L, 12L);
        assertThat(report.verification().words().toString())
                .contains(
                        "Not signed yet: 9, 10, 11, 12.",
                        "The others are among the 9 entries of the checkpoint that a given key",
                        "a checkpoint that covers all entries about the build");
        assertThat(Unpacked.of(Files.readAllBytes(bundle)).text("README.txt"))
                .contains("NOT SIGNED YET: 9, 10, 11, 12");
    }

    @Test
    void shouldSayThatItProvesNothingWhereNothingIsSigned() throws Exception {
        try (Ledger ledger = Ledger.open(home)) {
            decide(ledger, 1);
        }
        Path bundle = write("build-1", true);

        BundleReport report = verify(bundle, Optional.empty(), Optional.of(vault));
        assertThat(report.verification().findings()).isEmpty();
        assertThat(report.verification().strength()).isEqualTo(Strength.CHAIN);
        assertThat(report.verification().words())
                .contains(
                        "Nothing in this bundle is signed, so that it proves nothing against a log that was rewritten.");
        assertThat(Unpacked.of(Files.readAllBytes(bundle)).members.keySet())
                .noneMatch(name -> name.startsWith("proofs/") || name.startsWith("key") || name.equals("checkpoint"));
        assertThat(Unpacked.of(Files.readAllBytes(bundle)).text("README.txt")).contains("Signed    NO.");
        assertThat(verify(bundle, keys.publicKey("release-gates/x"))
                        .verification()
                        .strength())
                .isEqualTo(Strength.BROKEN);
    }

    @Test
    void shouldBeWitnessedWhereTheWitnessHasTheSameCheckpoint() throws Exception {
        LogKey key = session(1, 2);
        Path bundle = write("build-2", true);

        BundleReport report = verify(bundle, Optional.of(key), Optional.of(vault));
        assertThat(report.verification().findings()).isEmpty();
        assertThat(report.verification().strength()).isEqualTo(Strength.WITNESSED);
        assertThat(report.verification().words().toString())
                .contains("Witnessed by vault, which has a checkpoint of the same 9 entries");

        Path empty = Files.createDirectory(directory.resolve("empty"));
        BundleReport without = verify(bundle, Optional.of(key), Optional.of(empty));
        assertThat(without.verification().strength()).isEqualTo(Strength.SIGNED);
        assertThat(without.verification().notes().toString()).contains("Witness vault has no checkpoint of 9 entries");
    }

    @Test
    void shouldFindAWitnessWithAnotherHistory() throws Exception {
        session(1);
        KeysInMemory copied = keys.copy();
        Path fork = directory.resolve("fork");
        copy(home, fork);
        LogKey key = session(2);
        try (Ledger ledger = Ledger.open(fork, copied, Releases.NOW)) {
            decide(ledger, 3);
        }
        Path forged = Files.write(directory.resolve("forged.zip"), Unpacked.bundle(fork, "build-3"));

        assertThat(verify(forged, key).verification().strength()).isEqualTo(Strength.SIGNED);
        BundleReport report = verify(forged, Optional.of(key), Optional.of(vault));
        assertThat(report.verification().strength()).isEqualTo(Strength.BROKEN);
        assertThat(report.verification().findings().toString())
                .contains("vault/", "found the root", "one of the two is of another history");
    }

    @Test
    void shouldSayWhatIsNotKeptAnyMore() throws Exception {
        LogKey key;
        try (Ledger ledger = open()) {
            decide(ledger, 1);
            RecordedDecision second = decide(ledger, 2);
            decide(ledger, 3);
            ledger.erasure().evidence(second.evidence(), Releases.ALICE, "", Releases.NOW);
            ledger.erasure().person("alice", Releases.ALICE, "", Releases.NOW);
            key = ledger.key().orElseThrow();
        }
        BundleReport report = verify(write("build-2", true), key);

        assertThat(report.verification().findings()).isEmpty();
        assertThat(report.verification().strength()).isEqualTo(Strength.SIGNED);
        assertThat(report.verification().evidence().notKept()).isEqualTo(1);
        assertThat(report.verification().people().verified()).isZero();
        assertThat(report.verification().notes().toString())
                .contains("Evidence that isn't in the bundle: named 1 times, first in entries/5.json");
        assertThat(Unpacked.of(Files.readAllBytes(directory.resolve("bundle.zip")))
                        .text("README.txt"))
                .contains("Evidence  0 included, 1 not kept any more");
    }

    @Test
    void shouldLeaveOutEvidenceThatIsDamaged() throws Exception {
        LogKey key = session(1);
        try (Stream<Path> blobs = Files.list(home.resolve("evidence"))) {
            Files.write(blobs.findFirst().orElseThrow(), new byte[] {1});
        }
        BundleReport report = verify(write("build-1", true), key);

        assertThat(report.verification().findings()).isEmpty();
        assertThat(report.verification().evidence()).isEqualTo(new EvidenceCount(0, 0, 1, 0));
        assertThat(Unpacked.of(Files.readAllBytes(directory.resolve("bundle.zip")))
                        .text("README.txt"))
                .contains("1 damaged in the ledger and left out");
    }

    @Test
    void shouldKnowThatNothingIsMissingOnlyWhereItHasTheWholeLog() throws Exception {
        LogKey key = session(1);
        assertThat(verify(write("build-1", true), key).verification().words().toString())
                .contains("The bundle has all 5 entries that the checkpoint covers", "there are later ones");
        session(2);
        assertThat(verify(write("build-1", true), key).verification().words().toString())
                .contains("among the 4 of the 9 entries under the checkpoint that the bundle doesn't have");
    }

    @Test
    void shouldHaveThatADecisionWasTakenBack() throws Exception {
        LogKey key;
        try (Ledger ledger = open()) {
            RecordedDecision decided = decide(ledger, 1);
            decide(ledger, 2);
            ledger.revocations().revoke(decided.entry().id(), Releases.ALICE, "no", Releases.NOW);
            key = ledger.key().orElseThrow();
        }
        Path bundle = write("build-1", true);

        assertThat(Unpacked.of(Files.readAllBytes(bundle)).text("entries/9.json"))
                .contains("decision-revoked");
        BundleReport report = verify(bundle, key);
        assertThat(report.verification().findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(5);
    }

    @Test
    void shouldNotBeMadeOfNothing() throws Exception {
        session(1);
        try (Ledger ledger = Ledger.openForReading(home)) {
            assertThat(ProofBundle.of(ledger, "build-7", true)).isEmpty();
            assertThat(ProofBundle.of(ledger, "", true)).isEmpty();
        }
    }

    @Test
    void shouldNotBeMadeOfWhatWasNotSigned() throws Exception {
        session(1, 2);
        Path trail = home.resolve("trail/000000000000.jsonl");
        String lines = Files.readString(trail);
        int at = lines.lastIndexOf("shop/checkout");
        Files.writeString(trail, lines.substring(0, at) + "zhop" + lines.substring(at + 4));
        try (Ledger ledger = Ledger.openForReading(home)) {
            assertThatThrownBy(() -> ProofBundle.of(ledger, "build-2", true))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("is not what the checkpoint of 9 entries was signed over");
        }

        Files.writeString(trail, lines);
        Path newest = directory.resolve("home/checkpoints/000000000009.txt");
        try (Stream<Path> files = Files.list(home.resolve("checkpoints"))) {
            newest = files.findFirst().orElse(newest);
        }
        String name = lines.replaceAll("(?s).*\"origin\":\"([0-9a-f]{16})\".*", "release-gates/$1");
        Checkpoint right = Checkpoint.parse(Files.readString(home.resolve("checkpoint")));
        SigningKey other = new KeysInMemory().fresh();
        Files.writeString(newest, Checkpoint.sign(name, right.size(), right.root(), other) + "\n");
        try (Ledger ledger = Ledger.openForReading(home)) {
            assertThatThrownBy(() -> ProofBundle.of(ledger, "build-2", true))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("isn't signed by the key that the trail names");
        }
    }

    @Test
    void shouldStayUnderOneCheckpointWhileTheLogGrows() throws Exception {
        work(254);
        Checkpoint older = Checkpoint.parse(Files.readString(home.resolve("checkpoint")));
        work(300);

        try (Ledger ledger = Ledger.openForReading(home)) {
            for (long seq = 0; seq < older.size(); seq++) {
                assertThat(ledger.originals().prove(seq, older).checkpoint()).isEqualTo(older);
            }
            assertThatThrownBy(() -> ledger.originals().prove(older.size(), older))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 254, 255, 256, 600})
    void shouldVerifyInLogsOfAnySize(int entries) throws Exception {
        LogKey key = work(entries);
        for (int build : new int[] {0, entries / 2, entries - 1}) {
            BundleReport report = verify(write("build-" + build, true), key);
            assertThat(report.verification().findings()).isEmpty();
            assertThat(report.verification().strength()).isEqualTo(Strength.SIGNED);
            assertThat(report.entries()).isEqualTo(1);
        }
    }

    private LogKey work(int entries) throws LedgerException {
        try (Ledger ledger = open()) {
            for (int i = 0; i < entries; i++) {
                ledger.recordEvidence(Releases.evidence(i % 100, 0), Releases.build(i), Releases.ALICE, Releases.NOW);
            }
            return ledger.key().orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
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
