package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.KeyRotation;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.lib.releasegates.audit.tlog.InclusionProof;
import io.jenkins.lib.releasegates.audit.witness.DirectoryWitness;
import io.jenkins.lib.releasegates.report.AuditPage;
import io.jenkins.lib.releasegates.report.RecordCheck;
import io.jenkins.lib.releasegates.testkit.ForgetfulDisk;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.NaiveTree;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedLedgerTest {

    @TempDir
    private Path directory;

    private final ForgetfulDisk disk = new ForgetfulDisk();
    private final KeysInMemory keys = new KeysInMemory();

    private Ledger open() throws LedgerException {
        return Ledger.open(disk, new SecureRandom(), keys, Releases.NOW);
    }

    private static void append(Ledger ledger, int entries) throws LedgerException {
        for (int i = 0; i < entries; i++) {
            ledger.recordEvidence(Releases.evidence(80, 0), Releases.build(i), Releases.ALICE, Releases.NOW);
        }
    }

    private List<byte[]> lines() throws Exception {
        List<byte[]> lines = new ArrayList<>();
        for (String name : disk.list("trail")) {
            String text = new String(disk.read("trail/" + name, 0, 1 << 27), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                lines.add(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return lines;
    }

    private Checkpoint published() throws Exception {
        return Checkpoint.parse(new String(disk.read("checkpoint", 0, 10_000), StandardCharsets.UTF_8));
    }

    @Test
    void shouldNameItsKeyInTheFirstEntryAndSignWhatItHolds() throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, 3);
        }
        try (Ledger ledger = open()) {
            TrailEntry first = ledger.entry(0).orElseThrow();
            Checkpoint checkpoint = ledger.checkpoint().orElseThrow();

            assertThat(first.kind()).isEqualTo("key-rotated");
            assertThat(first.subject()).isEmpty();
            assertThat(checkpoint.log()).isEqualTo("release-gates/" + first.origin());
            assertThat(checkpoint.size()).isEqualTo(4);
            assertThat(checkpoint.root()).isEqualTo(NaiveTree.root(lines()));
            assertThat(checkpoint.note().isSignedBy(ledger.key().orElseThrow())).isTrue();
            assertThat(ledger.key()).contains(keys.publicKey(checkpoint.log()));
            assertThat(published()).isEqualTo(checkpoint);
        }
    }

    @Test
    void shouldSignWhileItIsOpenAndNotOnlyWhenItIsClosed() throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, 2);
            await(ledger, 3);
            assertThat(ledger.checkpoint().map(Checkpoint::size)).contains(3L);
        }
    }

    @Test
    void shouldHaveTheRootAndTheTilesOfEverySizeHoweverOftenItIsOpened() throws Exception {
        Random random = new Random(3);
        while (lines().size() < 700) {
            try (Ledger ledger = open()) {
                append(ledger, 1 + random.nextInt(60));
            }
            List<byte[]> lines = lines();
            Checkpoint checkpoint = published();
            assertThat(checkpoint.size()).isEqualTo(lines.size());
            assertThat(checkpoint.root()).isEqualTo(NaiveTree.root(lines));
            assertThat(disk.size("tile/0/" + tile(lines.size()))).hasValue(32L * (lines.size() % 256));
        }
        assertThat(disk.list("tile/0")).contains("000", "001", "002.p").doesNotContain("000.p", "001.p");
        assertThat(disk.size("tile/1/000.p/2")).hasValue(64);
        assertThat(disk.read("tile/entries/001", 2, 16)).isEqualTo(Arrays.copyOf(lines().get(256), 16));
    }

    private static String tile(int size) {
        return String.format("%03d.p/%d", size / 256, size % 256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/1/000.p/2", "tile/0/000", "tile/0/001", "tile/0/002.p/89"})
    void shouldMakeTheTreeAnewWhenATileIsLostOrWrong(String tile) throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, 600);
        }
        byte[] right = disk.read(tile, 0, 10_000);
        assertThat(right).isNotEmpty();
        disk.delete("tile/1/000.p/2");
        disk.delete(tile);
        if (tile.startsWith("tile/0/00") && !tile.contains(".p")) {
            disk.append(tile, new byte[8192]);
        }
        try (Ledger ledger = open()) {
            append(ledger, 1);
        }
        assertThat(published().size()).isEqualTo(602);
        assertThat(published().root()).isEqualTo(NaiveTree.root(lines()));
        if (!tile.contains(".p")) {
            assertThat(disk.read(tile, 0, 10_000)).isEqualTo(right);
        }
    }

    @Test
    void shouldStayShutWhenTheTrailHasFewerEntriesThanWereSigned() throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, 5);
        }
        String file = "trail/" + disk.list("trail").get(0);
        List<byte[]> lines = lines();
        long cut = disk.size(file).orElseThrow() - lines.get(5).length - 1;
        disk.truncate(file, cut);
        disk.delete("index/mark");

        assertThatThrownBy(this::open).hasMessageContaining("a checkpoint of 6 entries was signed, and 5 are there");
    }

    @Test
    void shouldTakeNoMoreEntriesWhenTheTrailIsNotWhatWasSigned() throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, 5);
        }
        // The last entry, which no other follows: the chain holds.
        String file = "trail/" + disk.list("trail").get(0);
        byte[] trail = disk.read(file, 0, 1 << 20);
        trail[new String(trail, StandardCharsets.UTF_8).lastIndexOf("shop/checkout")] = 'z';
        disk.delete(file);
        disk.append(file, trail);
        disk.delete("index/mark");

        assertThatThrownBy(this::open)
                .hasMessageContaining("its first 6 entries have the root")
                .hasMessageContaining("the checkpoint that was signed");
        assertThat(published().size()).isEqualTo(6);
        assertThat(lines()).hasSize(6);
    }

    @Test
    void shouldTakeNoMoreEntriesWhenTheTrailIsChangedWhileItIsOpen() throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, 2);
            await(ledger, 3);
            String file = "trail/" + disk.list("trail").get(0);
            append(ledger, 1);
            byte[] trail = disk.read(file, 0, 1 << 20);
            String changed = new String(trail, StandardCharsets.UTF_8);
            int last = changed.lastIndexOf("shop/checkout");
            trail[last] = 'z';
            disk.delete(file);
            disk.append(file, trail);
            for (int i = 0; i < 500 && ledger.takesEntries(); i++) {
                Thread.sleep(10);
            }

            assertThat(ledger.takesEntries()).isFalse();
            assertThat(ledger.signingTrouble().orElseThrow()).contains("entry 3 was appended as", "and reads");
            assertThatThrownBy(() -> append(ledger, 1)).hasMessageContaining("The trail is damaged");
            assertThat(ledger.checkpoint().map(Checkpoint::size)).contains(3L);
        }
    }

    @Test
    void shouldStayShutWhenTheNewestCheckpointIsNotSignedByItsKey() throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, 5);
        }
        forge();
        Checkpoint foreign =
                Checkpoint.sign(published().log(), 6, NaiveTree.root(lines()), SigningKey.generate(new SecureRandom()));
        for (String file : disk.list("checkpoints")) {
            disk.delete("checkpoints/" + file);
        }
        disk.append("checkpoints/000000000006.txt", (foreign + "\n").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(this::open).hasMessageContaining("isn't signed by the key that the trail names for it");
        assertThat(lines()).hasSize(6);
    }

    private static void await(Ledger ledger, long size) throws InterruptedException {
        for (int i = 0; i < 500 && ledger.checkpoint().map(Checkpoint::size).orElse(0L) < size; i++) {
            Thread.sleep(10);
        }
    }

    /** Puts other entries in place of those that were signed, as many, in a chain that holds. */
    private void forge() throws Exception {
        ForgetfulDisk other = new ForgetfulDisk();
        try (Ledger ledger = Ledger.open(other, new SecureRandom(), keys.elsewhere(), Releases.NOW)) {
            append(ledger, 5);
        }
        String file = "trail/" + disk.list("trail").get(0);
        byte[] forged = other.read(file, 0, 1 << 20);
        disk.delete(file);
        disk.append(file, forged);
        disk.delete("index/mark");
    }

    @Test
    void shouldGoOverToANewKeyThatTheFormerEndorses() throws Exception {
        LogKey first;
        try (Ledger ledger = open()) {
            append(ledger, 1);
            first = ledger.key().orElseThrow();
            ledger.rotateKey(Releases.ALICE, Releases.NOW);
            append(ledger, 1);
        }
        try (Ledger ledger = open()) {
            LogKey second = ledger.key().orElseThrow();
            KeyRotation rotation = rotation(ledger.entry(2).orElseThrow());

            assertThat(second).isNotEqualTo(first).isEqualTo(rotation.key());
            assertThat(rotation.previous()).contains(first);
            assertThat(rotation.endorsement()).isPresent();
            assertThat(ledger.people(2).actorName()).contains(Releases.ALICE.name());
            assertThat(published().note().isSignedBy(second)).isTrue();
            assertThat(published().note().isSignedBy(first)).isFalse();
            assertThat(ledger.head().entries()).isEqualTo(4);
        }
    }

    @Test
    void shouldSayThatAKeyWasLostWhenNobodyEndorsesTheNextOne() throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, 1);
        }
        keys.lose();
        try (Ledger ledger = open()) {
            KeyRotation rotation = rotation(ledger.entry(2).orElseThrow());

            assertThat(rotation.previous()).isPresent();
            assertThat(rotation.endorsement()).isEmpty();
        }
        assertThat(published().note().isSignedBy(keys.publicKey(published().log())))
                .isTrue();
    }

    @Test
    void shouldStayShutWithoutItsKeyAndLeaveTheLedgerToTheNextTry() throws Exception {
        keys.refuse(true);
        assertThatThrownBy(this::open)
                .hasMessageContaining("can't be signed")
                .hasMessageContaining("the key can't be read");

        keys.refuse(false);
        try (Ledger ledger = open()) {
            assertThat(ledger.takesEntries()).isTrue();
        }
    }

    @Test
    void shouldSignAnOlderLedgerFromItsFirstEntryOn() throws Exception {
        try (Ledger ledger = Ledger.open(disk, new SecureRandom())) {
            append(ledger, 300);
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.entry(300).orElseThrow().kind()).isEqualTo("key-rotated");
        }
        assertThat(published().size()).isEqualTo(301);
        assertThat(published().root()).isEqualTo(NaiveTree.root(lines()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 255, 256, 257, 300, 520})
    void shouldProveEveryEntryAgainstTheNewestCheckpoint(int entries) throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, entries - 1);
        }
        List<byte[]> lines = lines();
        try (Ledger ledger = open()) {
            for (int seq = 0; seq < entries; seq++) {
                InclusionProof proof = ledger.prove(seq).orElseThrow();
                List<byte[]> path = proof.path().stream()
                        .map(hash -> Base64.getDecoder().decode(hash))
                        .toList();
                assertThat(NaiveTree.includes(
                                lines.get(seq),
                                seq,
                                entries,
                                path,
                                proof.checkpoint().root()))
                        .isTrue();
            }
            assertThat(ledger.prove(entries)).isEmpty();
            assertThat(ledger.prove(entries - 1).orElseThrow().toString())
                    .startsWith("c2sp.org/tlog-proof@v1\nindex " + (entries - 1) + "\n")
                    .endsWith("\n\n" + published());
        }
    }

    @Test
    void shouldRefuseToProveAnEntryThatWasChanged() throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, 3);
            await(ledger, 4);
            String file = "trail/" + disk.list("trail").get(0);
            byte[] trail = disk.read(file, 0, 1 << 20);
            trail[new String(trail, StandardCharsets.UTF_8).lastIndexOf("shop/checkout")] = 'z';
            disk.delete(file);
            disk.append(file, trail);

            assertThat(ledger.prove(2)).isPresent();
            assertThatThrownBy(() -> ledger.prove(3)).hasMessageContaining("is not what the checkpoint of 4 entries");
            RecordCheck check = AuditPage.of(ledger, "build-2", Releases.NOW).check();
            assertThat(check.strength()).isEqualTo("broken");
            assertThat(check.faults()).anyMatch(fault -> fault.contains("is not what the checkpoint of 4 entries"));
        }
    }

    @Test
    void shouldSayOnThePageHowWellTheRecordIsProtected() throws Exception {
        try (Ledger ledger = open()) {
            append(ledger, 1);
            await(ledger, 2);
            RecordCheck signed = AuditPage.of(ledger, "build-0", Releases.NOW).check();
            assertThat(signed.strength()).isEqualTo("signed");
            assertThat(signed.words())
                    .anyMatch(words -> words.startsWith("1 of them are proved to be among the 2 entries"))
                    .anyMatch(words -> words.contains("not protected against this host's administrators"))
                    .anyMatch(words -> words.contains("cannot be excluded"));

            Path vault = Files.createDirectory(directory.resolve("vault"));
            ledger.witnesses(List.of(new DirectoryWitness("vault", vault)), Duration.ofSeconds(1));
            for (int i = 0; i < 500 && ledger.witnesses().get(0).behind() > 0; i++) {
                Thread.sleep(10);
            }
            RecordCheck witnessed =
                    AuditPage.of(ledger, "build-0", Releases.NOW).check();
            assertThat(witnessed.strength()).isEqualTo("witnessed");
            assertThat(witnessed.words())
                    .anyMatch(words -> words.contains("Witnessed by vault up to entry 1, as this host says"))
                    .noneMatch(words -> words.contains("cannot be excluded"));
        }
        assertThat(AuditPage.of(Ledger.open(new ForgetfulDisk(), new SecureRandom()), "build-0", Releases.NOW)
                        .check()
                        .strength())
                .isEqualTo("chain");
    }

    private static KeyRotation rotation(TrailEntry entry) {
        return ((Event.KeyRotated) Event.of(entry).orElseThrow()).rotation();
    }
}
