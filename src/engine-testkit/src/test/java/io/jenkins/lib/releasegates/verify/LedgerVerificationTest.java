package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.disk.Journal;
import io.jenkins.lib.releasegates.audit.disk.Piece;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.ForgetfulDisk;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.testkit.Remains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ledger writes, the verifier understands: two programs that share no more than the hash. */
class LedgerVerificationTest {

    @TempDir
    private Path directory;

    private static void record(Ledger ledger, int build) throws LedgerException {
        record(ledger, build, Releases.evidence(60 + build, build % 3));
    }

    private static void record(Ledger ledger, int build, Evidence evidence) throws LedgerException {
        ReleaseContext context = Releases.context(Releases.build(build), evidence);
        ledger.record(Releases.decide(context), context, Releases.ALICE);
    }

    private VerificationReport verify(Head head) {
        return TrailVerifier.verify(
                directory, new VerifyOptions(Optional.of(new ExpectedHead(head.entries(), head.last()))));
    }

    @Test
    void shouldFindNothingWrongWithADayOfWork() throws Exception {
        Head head;
        try (Ledger ledger = Ledger.open(directory)) {
            for (int build = 1; build <= 30; build++) {
                record(ledger, build);
            }
        }
        try (Ledger ledger = Ledger.open(directory)) {
            ledger.recordEvidence(Releases.evidence(1, 1), Releases.build(31), Releases.ALICE, Releases.NOW);
            head = ledger.head();
        }

        VerificationReport report = verify(head);

        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.entries()).isEqualTo(121);
        assertThat(report.head()).isEqualTo(head.last());
        assertThat(report.evidence()).isEqualTo(new VerificationReport.EvidenceCount(31, 0, 0, 0));
        assertThat(report.people()).isEqualTo(new VerificationReport.PeopleCount(30 * 5 + 2, 0, 0));
    }

    @Test
    void shouldVerifyWhileTheLedgerIsOpenAndWriting() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            for (int build = 1; build <= 5; build++) {
                record(ledger, build);
                assertThat(verify(ledger.head()).findings()).isEmpty();
            }
        }
    }

    @Test
    void shouldVerifyMoreEntriesThanOneFileHolds() throws Exception {
        Head head;
        try (Ledger ledger = Ledger.open(directory)) {
            for (int build = 1; build <= 255; build++) {
                record(ledger, build, Releases.evidence(85, 0));
            }
            head = ledger.head();
        }

        assertThat(verify(head).findings()).isEmpty();
        assertThat(verify(head).entries()).isEqualTo(1_020);
        Files.delete(directory.resolve("trail/000000000000.jsonl"));
        assertThat(verify(head).findings())
                .singleElement()
                .hasToString(
                        "trail/000000000000.jsonl: missing: the entries from 0 to 999 were expected in 1 files before"
                                + " trail/000000001000.jsonl");
    }

    @Test
    void shouldVerifyEntriesThatWereCutAndWhatIsKeptOfThemBeside() throws Exception {
        ReleaseContext context = Releases.context(Releases.build(1), Releases.evidence(85, 0));
        Decision plain = Releases.decide(context);
        List<GateResult> gates = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            GateResult gate = plain.gates().get(i % 2);
            gates.add(new GateResult(
                    "gate number " + i + " " + "x".repeat(90),
                    gate.criticality(),
                    gate.advisory(),
                    gate.criteria(),
                    gate.verdict()));
        }
        Decision decision = new Decision(
                plain.policyName(),
                plain.policyDigest(),
                plain.purpose(),
                plain.destination(),
                plain.at(),
                plain.validUntil(),
                gates,
                plain.baseline(),
                plain.waiverRequests(),
                plain.outcome(),
                plain.effect(),
                plain.explanation());
        try (Ledger ledger = Ledger.open(directory)) {
            ledger.record(decision, context, Releases.ALICE);
            assertThat(ledger.entry(701).orElseThrow().body().has("cut")).isTrue();
        }

        VerificationReport report = TrailVerifier.verify(directory, VerifyOptions.NONE);

        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.evidence()).isEqualTo(new VerificationReport.EvidenceCount(2, 0, 0, 0));
    }

    @Test
    void shouldFindAChangeInAnyLineOfARealTrail() throws Exception {
        Head head;
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 1);
            record(ledger, 2);
            head = ledger.head();
        }
        Path file = directory.resolve("trail/000000000000.jsonl");
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at += 3) {
            bytes[at] ^= 4;
            Files.write(file, bytes);
            assertThat(verify(head).findings()).as("byte " + at).isNotEmpty().hasSizeLessThan(5);
            bytes[at] ^= 4;
        }
    }

    @Test
    void shouldFindPersonsAndEvidenceThatWereExchanged() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 1);
        }
        Path people = directory.resolve("people/000000000000.jsonl");
        String rows = Files.readString(people);
        Files.writeString(people, rows.replace("alice", "mallory"));
        assertThat(TrailVerifier.verify(directory, VerifyOptions.NONE).people())
                .isEqualTo(new VerificationReport.PeopleCount(4, 0, 1));
        Files.writeString(people, rows.replaceFirst("[^\n]*\n", ""));
        assertThat(TrailVerifier.verify(directory, VerifyOptions.NONE).notes())
                .singleElement()
                .asString()
                .contains("no entry says that they were erased: those of 1 entries, the first is entry ");
        Files.delete(people);
        VerificationReport without = TrailVerifier.verify(directory, VerifyOptions.NONE);
        assertThat(without.people()).isEqualTo(new VerificationReport.PeopleCount(0, 5, 0));
        assertThat(without.notes()).singleElement().asString().contains("no entry says that they were erased");
        Files.delete(people.getParent());
        assertThat(TrailVerifier.verify(directory, VerifyOptions.NONE).notes()).isEqualTo(without.notes());

        try (Stream<Path> blobs = Files.list(directory.resolve("evidence"))) {
            Files.write(blobs.findFirst().orElseThrow(), new byte[] {1});
        }
        assertThat(TrailVerifier.verify(directory, VerifyOptions.NONE).evidence())
                .isEqualTo(new VerificationReport.EvidenceCount(0, 0, 0, 1));
    }

    /** Before and after the ledger is opened again: a crash is no tampering. */
    @ParameterizedTest
    @EnumSource(Remains.class)
    void shouldBlameNobodyForWhatAPowerCutLeaves(Remains remains) throws Exception {
        ForgetfulDisk before = new ForgetfulDisk();
        try (Ledger ledger = Ledger.open(before, new SecureRandom())) {
            record(ledger, 1);
        }
        ForgetfulDisk counted = before.copy();
        long begun = counted.operations();
        append(counted);
        long operations = counted.operations() - begun;
        assertThat(operations).isGreaterThan(10);
        for (long cut = 1; cut <= operations; cut++) {
            for (long seed = 0; seed < 3; seed++) {
                ForgetfulDisk disk = before.copy();
                disk.cutAt(cut);
                append(disk);
                ForgetfulDisk after = disk.afterPowerCut(remains, cut * 3 + seed);
                assertThat(verify(after, cut + "-" + seed + "-found").findings())
                        .as("cut at " + cut)
                        .isEmpty();
                append(after);
                assertThat(verify(after, cut + "-" + seed + "-mended").findings())
                        .as("mended after a cut at " + cut)
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldCountWhatOnlyTheJournalHasAfterAPowerCut() throws Exception {
        ForgetfulDisk disk = new ForgetfulDisk();
        Ledger ledger = Ledger.open(disk, new SecureRandom());
        record(ledger, 1);
        record(ledger, 2);
        long entries = ledger.head().entries();

        VerificationReport report = verify(disk.afterPowerCut(Remains.FORCED, 1), "forced");

        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(entries).isPositive();
        assertThat(report.notes()).anyMatch(note -> note.contains("was not closed in order"));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "trail/000000000000.jsonl, 100000, 'it goes on at byte 100000 of trail/000000000000.jsonl'",
        "../../etc/passwd, 0, 'a record is about something else'",
    })
    void shouldFindAJournalThatDoesNotFit(String file, long offset, String words) throws Exception {
        ForgetfulDisk disk = new ForgetfulDisk();
        try (Ledger ledger = Ledger.open(disk, new SecureRandom())) {
            record(ledger, 1);
        }
        new Journal(disk).write(List.of(new Piece(file, offset, new byte[] {'x'})));

        assertThat(verify(disk, "unfit").findings())
                .anyMatch(finding -> finding.toString().contains(words));
    }

    @Test
    void shouldFindWhatAForgedJournalChanges() throws Exception {
        ForgetfulDisk disk = new ForgetfulDisk();
        try (Ledger ledger = Ledger.open(disk, new SecureRandom())) {
            record(ledger, 1);
        }
        new Journal(disk).write(List.of(new Piece("trail/000000000000.jsonl", 20, new byte[] {'9', '9'})));

        assertThat(verify(disk, "forged").findings()).isNotEmpty();
    }

    private VerificationReport verify(ForgetfulDisk disk, String name) throws IOException {
        Path copy = Files.createDirectory(directory.resolve(name));
        disk.copyTo(copy);
        return TrailVerifier.verify(copy, VerifyOptions.NONE);
    }

    private static void append(ForgetfulDisk disk) {
        try (Ledger ledger = Ledger.open(disk, new SecureRandom())) {
            record(ledger, 2);
            record(ledger, 3);
        } catch (LedgerException e) {
            assertThat(e).hasMessageContaining("the power is gone");
        }
    }
}
