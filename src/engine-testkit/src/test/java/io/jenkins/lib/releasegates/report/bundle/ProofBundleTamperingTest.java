package io.jenkins.lib.releasegates.report.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.BundleReport;
import io.jenkins.lib.releasegates.verify.BundleVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody changes a bundle and packs it again, as well as they can without the key. */
class ProofBundleTamperingTest {

    @TempDir
    private Path directory;

    private final KeysInMemory keys = new KeysInMemory();
    private Path home;
    private LogKey key;
    private TrustedKey trusted;
    private byte[] bundle;

    /** Key 0; build 1: 1 to 4; build 2: 5 to 8; another key 9; build 2 again: 10 to 13; build 3: 14 to 17. */
    @BeforeEach
    void make() throws Exception {
        home = directory.resolve("home");
        try (Ledger ledger = Ledger.open(home, keys, Releases.NOW)) {
            decide(ledger, 1);
            decide(ledger, 2);
            ledger.rotateKey(Releases.ALICE, Releases.NOW);
            decide(ledger, 2);
            decide(ledger, 3);
            trust(ledger.key().orElseThrow());
        }
        bundle = Unpacked.bundle(home, "build-2");
    }

    private static void decide(Ledger ledger, int build) throws Exception {
        ReleaseContext context = Releases.context(Releases.build(build), Releases.evidence(80 + build, 0));
        ledger.record(Releases.decide(context), context, Releases.ALICE);
    }

    private void trust(LogKey given) throws Exception {
        key = given;
        trusted = TrustedKey.parse(given.pem());
    }

    private Unpacked unpacked() throws IOException {
        return Unpacked.of(bundle);
    }

    private BundleReport verify(Unpacked changed) throws Exception {
        return verify(changed.write(directory.resolve("bundle.zip")));
    }

    private BundleReport verify(Path file) throws Exception {
        return BundleVerifier.verify(
                file, new VerifyOptions(Optional.empty(), List.of(trusted), List.of(), Strength.SIGNED));
    }

    private void shouldFind(Unpacked changed, String place, String message) throws Exception {
        BundleReport report = verify(changed);
        assertThat(report.verification().strength()).isEqualTo(Strength.BROKEN);
        assertThat(report.verification().findings())
                .as("%s: %s", place, message)
                .anyMatch(finding ->
                        finding.place().equals(place) && finding.message().contains(message));
    }

    /** Harmless alone: README.txt, which is text for people and promises nothing, and says so itself. */
    @Test
    void shouldFindEveryBitThatIsFlippedInWhatWasPackedAgain() throws Exception {
        Path small = directory.resolve("small");
        try (Ledger ledger = Ledger.open(small, new KeysInMemory(), Releases.NOW)) {
            ledger.recordEvidence(Releases.evidence(80, 0), Releases.build(1), Releases.ALICE, Releases.NOW);
            trust(ledger.key().orElseThrow());
        }
        Unpacked right = Unpacked.of(Unpacked.bundle(small, "build-1"));
        assertThat(verify(right).verification().strength()).isEqualTo(Strength.SIGNED);
        assertThat(right.members).hasSize(10);
        for (String name : List.copyOf(right.members.keySet())) {
            byte[] bytes = right.bytes(name);
            boolean harmless = name.equals("README.txt");
            for (int bit = 0; bit < 8 * bytes.length; bit += harmless ? 1_001 : 1) {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                BundleReport report = verify(right);
                assertThat(report.verification().intact())
                        .as("bit %d of %s", bit, name)
                        .isEqualTo(harmless);
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    /** With the checksums that were right before; so that README.txt, too, is what was written unless somebody means it. */
    @Test
    void shouldFindABitThatIsFlippedAnywhereInTheFile() throws Exception {
        Path file = Files.write(directory.resolve("bundle.zip"), bundle);
        assertThat(verify(file).verification().strength()).isEqualTo(Strength.SIGNED);
        BitSet contents = contents();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (int at = 0; at < bundle.length; at++) {
                // A checksum is over the contents; of the headers every bit is tried.
                boolean content = contents.get(at);
                for (int bit = content ? at % 8 : 0; bit < 8 && !(content && at % 11 > 0); bit += content ? 8 : 1) {
                    bytes.seek(at);
                    bytes.write(bundle[at] ^ 1 << bit);
                    assertThat(verify(file).verification().intact())
                            .as("bit %d of byte %d", bit, at)
                            .isFalse();
                }
                bytes.seek(at);
                bytes.write(bundle[at]);
            }
        }
        assertThat(verify(file).verification().strength()).isEqualTo(Strength.SIGNED);
    }

    /** Where the contents of members stand in the file. */
    private BitSet contents() throws IOException {
        BitSet contents = new BitSet();
        int at = 0;
        for (Map.Entry<String, byte[]> member : unpacked().members.entrySet()) {
            int begin = at + 30 + member.getKey().length();
            at = begin + member.getValue().length;
            contents.set(begin, at);
        }
        return contents;
    }

    @Test
    void shouldFindOrTellWhateverIsTakenOut() throws Exception {
        Set<String> told = Set.of("README.txt", "people/8.json", "people/13.json");
        for (String name : unpacked().members.keySet()) {
            BundleReport report = verify(unpacked().without(name));
            boolean evidence = name.startsWith("evidence/");
            assertThat(report.verification().intact()).as(name).isEqualTo(told.contains(name) || evidence);
            if (evidence) {
                assertThat(report.verification().evidence().notKept()).isEqualTo(2);
            }
        }
        assertThat(verify(unpacked().without("people/8.json"))
                        .verification()
                        .notes()
                        .toString())
                .contains("Clear values of persons that aren't in the bundle: 5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entries/6.json|entries/7.json|found a judged gate, expected the evidence|true",
                "entries/5.json|entries/6.json|found a judged gate, expected the evidence|true",
                "entries/12.json|entries/13.json|found a decision, expected its evidence and its gates|false",
            })
    void shouldMissAnEntryOfARecord(String removed, String place, String message, boolean gateFirst) throws Exception {
        String number = removed.replaceAll("\\D", "");
        Unpacked changed = unpacked().without(removed).without("proofs/" + number + ".tlog-proof");
        shouldFind(changed, place, message);
        assertThat(gateFirst).isEqualTo(message.contains("gate,"));
    }

    @Test
    void shouldTellThatADecisionIsNotThere() throws Exception {
        BundleReport report = verify(unpacked()
                .without("entries/8.json")
                .without("proofs/8.tlog-proof")
                .without("people/8.json"));
        assertThat(report.verification().intact()).isTrue();
        assertThat(report.verification().notes().toString())
                .contains("have no decision in the bundle: 1, the first ends with entries/7.json");
        assertThat(report.verification().words().toString())
                .contains(
                        "That there are more entries about this build", "cannot be excluded: only the whole log tells");
    }

    @Test
    void shouldFindAChangedEntry() throws Exception {
        Unpacked changed = unpacked()
                .change(
                        "entries/8.json",
                        line -> line.replace("\"admits\":true", "\"admits\":false")
                                .replace("FAILED", "PASSED")
                                .replace("shop/checkout", "shop/chequers"));
        shouldFind(changed, "proofs/8.tlog-proof", "its hashes lead from entries/8.json to the root ");
    }

    @Test
    void shouldFindAnEntryUnderAnotherNumber() throws Exception {
        Unpacked changed = unpacked();
        changed.with("entries/13.json", changed.bytes("entries/8.json"));
        shouldFind(changed, "entries/13.json", "found entry 8, expected 13 as its name says");
    }

    @Test
    void shouldFindSwappedForeignAndOlderProofs() throws Exception {
        Unpacked swapped = unpacked();
        byte[] eighth = swapped.bytes("proofs/8.tlog-proof");
        swapped.with("proofs/8.tlog-proof", swapped.bytes("proofs/7.tlog-proof"))
                .with("proofs/7.tlog-proof", eighth);
        shouldFind(swapped, "proofs/8.tlog-proof", "found the proof of entry 7, expected that of 8");

        Unpacked renumbered = unpacked();
        renumbered.with("proofs/8.tlog-proof", renumbered.bytes("proofs/7.tlog-proof"));
        renumbered.change("proofs/8.tlog-proof", proof -> proof.replace("index 7", "index 8"));
        shouldFind(renumbered, "proofs/8.tlog-proof", "its hashes lead from entries/8.json to the root ");

        Unpacked shortened = unpacked();
        shortened.change("proofs/8.tlog-proof", proof -> proof.replaceFirst("(index 8\n)[^\n]*\n", "$1"));
        shouldFind(shortened, "proofs/8.tlog-proof", "found more or fewer hashes than lead to the root of 18 entries");

        Unpacked extra = unpacked();
        extra.change("proofs/8.tlog-proof", proof -> proof.replace("index 8\n", "extra AAAA\nindex 8\n"));
        shouldFind(extra, "proofs/8.tlog-proof", "not a proof: ");

        try (Ledger ledger = Ledger.open(home, keys, Releases.NOW)) {
            decide(ledger, 4);
        }
        Unpacked newer = Unpacked.of(Unpacked.bundle(home, "build-2"));
        Unpacked older = unpacked().with("proofs/8.tlog-proof", newer.bytes("proofs/8.tlog-proof"));
        shouldFind(older, "proofs/8.tlog-proof", "found another checkpoint at its end");
        shouldFind(
                unpacked().with("checkpoint", newer.bytes("checkpoint")),
                "proofs/5.tlog-proof",
                "found another checkpoint at its end");
        Unpacked behind = unpacked();
        behind.with("proofs/99.tlog-proof", behind.bytes("proofs/8.tlog-proof"));
        shouldFind(behind, "proofs/99.tlog-proof", "found a proof, expected the entry, too");
    }

    @Test
    void shouldFindAnEntryAboutAnotherBuildWhateverProvesIt() throws Exception {
        Unpacked other = Unpacked.of(Unpacked.bundle(home, "build-3"));
        Unpacked changed = unpacked();
        other.members.forEach((name, bytes) -> {
            if (!changed.members.containsKey(name)) {
                changed.with(name, bytes);
            }
        });
        shouldFind(changed, "entries/14.json", "found an entry about the build \"build-3\"");
    }

    @Test
    void shouldFindEvidenceThatNobodyNamesAndValuesThatNobodyCommittedTo() throws Exception {
        String name = unpacked().members.keySet().stream()
                .filter(member -> member.startsWith("evidence/"))
                .findFirst()
                .orElseThrow();
        shouldFind(unpacked().with(name, new byte[] {1}), name, "found 1 bytes, expected ");
        shouldFind(unpacked().with(name, new byte[] {1}), name, "found bytes with the digest sha256:");
        String unnamed = "evidence/" + "0".repeat(64) + ".json.gz";
        shouldFind(unpacked().with(unnamed, new byte[] {1}), unnamed, "that no entry in this bundle names");
        shouldFind(
                unpacked().change("people/8.json", row -> row.replace("\"alice\"", "\"mallory\"")),
                "people/8.json",
                "found other values than entry 8 commits to, of actor.id");
        shouldFind(
                unpacked().with("people/6.json", unpacked().bytes("people/8.json")),
                "people/6.json",
                "found no row of entry 6");
        shouldFind(
                unpacked().with("people/77.json", unpacked().bytes("people/8.json")),
                "people/77.json",
                "found clear values, expected the entry, too");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void shouldMissAKeyThatTheLogNamed(int rotation) throws Exception {
        Unpacked changed =
                unpacked().without("entries/" + rotation + ".json").without("proofs/" + rotation + ".tlog-proof");
        if (rotation == 0) {
            shouldFind(changed, "entries/9.json", "found a previous key or its endorsement, expected neither");
        } else {
            shouldFind(changed, "checkpoint", "found no valid signature of the key that the entries name last");
        }
    }

    @Test
    void shouldFindAForeignKey() throws Exception {
        LogKey foreign = new KeysInMemory().publicKey(key.name());
        shouldFind(
                unpacked().change("key.vkey", any -> foreign.vkey() + "\n"),
                "key.vkey",
                "found something else than the key that signed the checkpoint, " + key.vkey());
        shouldFind(unpacked().change("key.pem", any -> foreign.pem()), "key.pem", "found something else than the key");
        trust(foreign);
        shouldFind(unpacked(), "--key", "none of the given keys is that or endorses it");
    }

    @Test
    void shouldNotTakeForSignedWhatSomebodyMadeUpWithAKeyOfTheirOwn() throws Exception {
        Path forged = directory.resolve("forged");
        try (Ledger ledger = Ledger.open(forged, new KeysInMemory(), Releases.NOW)) {
            decide(ledger, 2);
        }
        byte[] made = Unpacked.bundle(forged, "build-2");
        shouldFind(Unpacked.of(made), "--key", "none of the given keys");

        Path file = Files.write(directory.resolve("forged.zip"), made);
        BundleReport untrusted = BundleVerifier.verify(file, VerifyOptions.NONE);
        assertThat(untrusted.verification().strength()).isEqualTo(Strength.CHAIN);
    }

    @Test
    void shouldFindWhatIsLeftOfABundleWithoutItsCheckpoint() throws Exception {
        Unpacked changed = unpacked().without("checkpoint");
        shouldFind(changed, "proofs/8.tlog-proof", "expected the file checkpoint, too");
        shouldFind(changed, "key.pem", "expected the file checkpoint, too");
        shouldFind(changed, "--key", "the entries name no key");
        changed.members.keySet().removeIf(name -> name.startsWith("proofs/") || name.startsWith("key."));
        shouldFind(changed, "--key", "the entries name no key");

        Path file = changed.write(directory.resolve("bundle.zip"));
        BundleReport unsigned = BundleVerifier.verify(file, VerifyOptions.NONE);
        assertThat(unsigned.verification().strength()).isEqualTo(Strength.CHAIN);
        assertThat(unsigned.verification().words().toString()).contains("Nothing in this bundle is signed");
    }

    @Test
    void shouldNotCallSignedWhatStandsBehindTheCheckpoint() throws Exception {
        String line = unpacked().text("entries/13.json");
        Unpacked changed = unpacked()
                .with(
                        "entries/40.json",
                        line.replace("\"seq\":13", "\"seq\":40").getBytes(StandardCharsets.UTF_8));
        shouldFind(changed, "entries/40.json", "found a decision, expected its evidence and its gates right before it");

        for (int seq = 10; seq < 14; seq++) {
            String number = "\"seq\":" + seq;
            int moved = seq + 30;
            changed.with(
                    "entries/" + moved + ".json",
                    unpacked()
                            .text("entries/" + seq + ".json")
                            .replace(number, "\"seq\":" + moved)
                            .getBytes(StandardCharsets.UTF_8));
        }
        // The links between them are what they were, which is found; whoever forges all of it mends them.
        assertThat(verify(changed).verification().strength()).isEqualTo(Strength.BROKEN);
        Unpacked evidence = unpacked()
                .with(
                        "entries/40.json",
                        unpacked()
                                .text("entries/10.json")
                                .replace("\"seq\":10", "\"seq\":40")
                                .getBytes(StandardCharsets.UTF_8));
        BundleReport report = verify(evidence);
        assertThat(report.verification().intact()).isTrue();
        assertThat(report.verification().strength()).isEqualTo(Strength.CHAIN);
        assertThat(report.verification().satisfied()).isFalse();
        assertThat(report.notSigned()).containsExactly(40L);
    }

    @Test
    void shouldFindABundleAboutNothing() throws Exception {
        Unpacked changed = unpacked();
        changed.members.keySet().removeIf(name -> name.matches("(entries|proofs|people)/(?!0\\.|9\\.).*|evidence/.*"));
        shouldFind(changed, "entries/", "found no entry about a build");
        shouldFind(new Unpacked(), "entries/", "found no entry about a build");
    }
}
