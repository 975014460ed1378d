package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.testkit.ForgetfulDisk;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.testkit.Remains;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that is full, or becomes read-only, at any moment of a ledger's life. */
class FullDiskTest {

    @TempDir
    private Path directory;

    private KeysInMemory keys = new KeysInMemory();
    private int copies;

    private Ledger open(ForgetfulDisk disk) throws LedgerException {
        return Ledger.open(disk, new SecureRandom(), keys, Releases.NOW);
    }

    /** Until the disk has had enough; what it said then. */
    private Optional<String> fill(ForgetfulDisk disk, int entries, List<TrailEntry> acknowledged) {
        try (Ledger ledger = open(disk)) {
            for (int i = 0; i < entries; i++) {
                acknowledged.add(ledger.recordEvidence(
                                Releases.evidence(acknowledged.size() % 97, 0),
                                Releases.build(i),
                                Releases.ALICE,
                                Releases.NOW)
                        .entry());
            }
            return Optional.empty();
        } catch (LedgerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void check(ForgetfulDisk disk, List<TrailEntry> acknowledged, String when) throws Exception {
        try (Ledger ledger = open(disk)) {
            for (TrailEntry entry : acknowledged) {
                assertThat(ledger.entry(entry.seq())).as(when).contains(entry);
            }
            ledger.recordEvidence(Releases.evidence(1, 0), Releases.build(1), Releases.ALICE, Releases.NOW);
        }
        verify(disk, when);
    }

    private void verify(ForgetfulDisk disk, String when) throws IOException {
        Path copy = Files.createDirectory(directory.resolve("copy-" + copies++));
        disk.copyTo(copy);
        if (Files.isDirectory(copy.resolve("trail"))) {
            assertThat(TrailVerifier.verify(copy, VerifyOptions.NONE).findings())
                    .as(when)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Remains.class)
    void shouldAcknowledgeNothingThatADiskHadNoRoomFor(Remains remains) throws Exception {
        boolean full = true;
        int failures = 0;
        for (int space = 0; full; space += 211) {
            String when = "with room for " + space + " bytes";
            keys = new KeysInMemory();
            ForgetfulDisk disk = new ForgetfulDisk();
            disk.leaveSpace(space);
            List<TrailEntry> acknowledged = new ArrayList<>();
            Optional<String> said = fill(disk, 4, acknowledged);
            full = said.isPresent();
            if (full) {
                failures++;
                assertThat(said.get()).as(when).contains("No space left on device");
            }
            verify(disk, when);
            ForgetfulDisk elsewhere = disk.afterPowerCut(remains, space);
            KeysInMemory here = keys.copy();
            check(elsewhere, acknowledged, when + ", after a power cut");
            keys = here;
            disk.leaveSpace(Long.MAX_VALUE);
            check(disk, acknowledged, when + ", with space again");
        }

        assertThat(failures).isGreaterThan(20);
    }

    /** The name of a file of checkpoints is the size of its first one, and that one was never written. */
    @Test
    void shouldBeginAnotherFileOfCheckpointsWhereOneHasStayedEmpty() throws Exception {
        ForgetfulDisk disk = new ForgetfulDisk();
        disk.makeDirectory("checkpoints");
        disk.append("checkpoints/000000000001.txt", new byte[0]);
        assertThat(fill(disk, 2, new ArrayList<>())).isEmpty();
        keys = new KeysInMemory();
        ForgetfulDisk unsigned = new ForgetfulDisk();
        try (Ledger ledger = Ledger.open(unsigned, new SecureRandom())) {
            ledger.recordEvidence(Releases.evidence(1, 0), Releases.build(1), Releases.ALICE, Releases.NOW);
        }
        unsigned.makeDirectory("checkpoints");
        unsigned.append("checkpoints/000000000001.txt", new byte[0]);
        assertThat(fill(unsigned, 2, new ArrayList<>())).isEmpty();

        verify(disk, "a new ledger");
        verify(unsigned, "one that is signed from now on");
    }

    @Test
    void shouldOpenAFullDiskForReadingAndSayWhyItTakesNothing() throws Exception {
        ForgetfulDisk disk = new ForgetfulDisk();
        List<TrailEntry> acknowledged = new ArrayList<>();
        assertThat(fill(disk, 3, acknowledged)).isEmpty();
        try (Ledger ledger = open(disk)) {
            disk.leaveSpace(100);
            assertThatThrownBy(() -> ledger.recordEvidence(
                            Releases.evidence(88, 0), Releases.build(9), Releases.ALICE, Releases.NOW))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("could not be written: No space left on device");
            assertThat(ledger.head().entries()).isEqualTo(4);
            assertThat(ledger.entry(3)).contains(acknowledged.get(2));
        }
        assertThatThrownBy(() -> open(disk)).hasMessageContaining("can't be opened: No space left on device");
        Path copy = Files.createDirectory(directory.resolve("copy"));
        disk.copyTo(copy);
        try (Ledger reading = Ledger.openForReading(copy)) {
            assertThat(reading.head().entries()).isEqualTo(4);
            assertThat(reading.damage()).isEmpty();
        }
        disk.leaveSpace(Long.MAX_VALUE);
        check(disk, acknowledged, "with space again");
    }

    @Test
    void shouldTakeNoMoreAfterTheTrailFoundNoRoomUntilItIsOpenedAnew() throws Exception {
        ForgetfulDisk disk = new ForgetfulDisk();
        List<TrailEntry> acknowledged = new ArrayList<>();
        try (Ledger ledger = open(disk)) {
            acknowledged.add(
                    ledger.recordEvidence(Releases.evidence(80, 0), Releases.build(1), Releases.ALICE, Releases.NOW)
                            .entry());
            // The evidence is there already, and so the rows of persons and the trail are what is written next.
            disk.leaveSpace(600);
            assertThatThrownBy(() -> ledger.recordEvidence(
                            Releases.evidence(80, 0), Releases.build(2), Releases.ALICE, Releases.NOW))
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("Nothing of it was acknowledged")
                    .hasMessageContaining("takes no more entries until it is opened anew");
            disk.leaveSpace(Long.MAX_VALUE);
            assertThat(ledger.takesEntries()).isFalse();
            assertThatThrownBy(() -> ledger.recordEvidence(
                            Releases.evidence(80, 0), Releases.build(2), Releases.ALICE, Releases.NOW))
                    .hasMessageContaining("No space left on device");
            assertThat(ledger.entriesOf("build-2")).isEmpty();
        }
        check(disk, acknowledged, "opened anew");
    }

    @Test
    void shouldAcknowledgeNothingOnADiskThatBecameReadOnly() throws Exception {
        ForgetfulDisk disk = new ForgetfulDisk();
        List<TrailEntry> acknowledged = new ArrayList<>();
        try (Ledger ledger = open(disk)) {
            acknowledged.add(
                    ledger.recordEvidence(Releases.evidence(80, 0), Releases.build(1), Releases.ALICE, Releases.NOW)
                            .entry());
            disk.readOnly(true);
            assertThatThrownBy(() -> ledger.recordEvidence(
                            Releases.evidence(80, 0), Releases.build(2), Releases.ALICE, Releases.NOW))
                    .hasMessageContaining("Read-only file system");
            assertThatThrownBy(() -> ledger.rotateKey(Releases.ALICE, Releases.NOW))
                    .isInstanceOf(LedgerException.class);
            assertThat(ledger.entriesOf("build-1")).isEqualTo(acknowledged);
        }
        assertThatThrownBy(() -> open(disk)).hasMessageContaining("can't be opened: Read-only file system");
        verify(disk, "read-only");
        disk.readOnly(false);
        check(disk, acknowledged, "writable again");
    }
}
