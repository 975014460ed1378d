package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Single flipped bits in every file of a log as a ledger writes it. Every so many bits, as the system property {@value #EVERY} says, since each
 * costs a verification; 1 flips all of them.
 */
class FlippedBitsTest {

    private static final String EVERY = "ledger.flips";

    /** A changed line is told by what follows it, and by each checkpoint and tile that it doesn't fit. */
    private static final int MOST_FINDINGS = 20;

    @TempDir
    private Path directory;

    private final List<String> missed = new ArrayList<>();
    private WrittenLog log;
    private int flips;

    @BeforeEach
    void writeLog() throws Exception {
        log = new WrittenLog(directory).small();
    }

    @Test
    void shouldFindAFlippedBitInWhatWasRecordedAndSigned() throws Exception {
        LogKey key = log.key();
        assertThat(log.verify(key).findings()).isEmpty();
        int every = Integer.getInteger(EVERY, 149);
        for (String file : log.files()) {
            if (file.startsWith("trail/") || file.startsWith("checkpoint") || file.startsWith("tile/")) {
                flip(log.home, file, every, () -> log.verify(key), false);
            }
        }
        System.out.println(flips + " flipped bits, " + missed.size() + " missed");

        assertThat(missed).isEmpty();
        assertThat(flips).isGreaterThan(1_000);
    }

    @Test
    void shouldFindAFlippedBitInWhatAWitnessHas() throws Exception {
        LogKey key = log.key();
        assertThat(log.verifyWithWitness(key).findings()).isEmpty();
        int every = Integer.getInteger(EVERY, 17);
        try (Stream<Path> files = Files.walk(log.vault)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                flip(log.vault, log.vault.relativize(file).toString(), every, () -> log.verifyWithWitness(key), false);
            }
        }

        assertThat(missed).isEmpty();
        assertThat(flips).isGreaterThan(200);
    }

    /** A value of a person may be erased, and a row that a crash has left is no fault: some flips look like that, and are told in a note. */
    @Test
    void shouldFindAFlippedBitInEvidenceAndPersons() throws Exception {
        // Signatures have no part in this, and checking them takes the longest.
        WrittenLog.delete(log.home);
        try (Ledger ledger = Ledger.open(log.home)) {
            WrittenLog.decide(ledger, 1);
            WrittenLog.evidence(ledger, 1);
        }
        assertThat(log.verify().findings()).isEmpty();
        assertThat(log.verify().notes()).isEmpty();
        int every = Integer.getInteger(EVERY, 3);
        for (String file : log.files()) {
            if (file.startsWith("evidence/") || file.startsWith("people/")) {
                flip(log.home, file, every, log::verify, file.startsWith("people/"));
            }
        }

        assertThat(missed).isEmpty();
        assertThat(flips).isGreaterThan(2_000);
    }

    /** The index, the cursors of witnesses and the lock say nothing to an auditor; a ledger makes do with whatever is there. */
    @Test
    void shouldNotMindAFlippedBitInWhatIsDerived() throws Exception {
        int entries = 7;
        for (String file : List.of("index/mark", "index/rows", "witnesses/vault")) {
            Path path = log.home.resolve(file);
            byte[] bytes = Files.readAllBytes(path);
            for (int at = 0; at < bytes.length; at += bytes.length > 1_000 ? 61 : 1) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << at % 8);
                Files.write(path, changed);
                assertThat(log.verify().findings()).as(file + " byte " + at).isEmpty();
                assertThat(log.verify().notes()).as(file + " byte " + at).isEmpty();
                try (Ledger ledger = Ledger.openForReading(log.home)) {
                    assertThat(ledger.damage()).as(file + " byte " + at).isEmpty();
                    assertThat(ledger.head().entries()).isEqualTo(entries);
                    assertThat(ledger.entriesOf("build-1"))
                            .as(file + " byte " + at)
                            .hasSize(4);
                    assertThat(ledger.entriesOf("build-100")).hasSize(1);
                    assertThat(ledger.key()).isPresent();
                }
            }
            Files.write(path, bytes);
        }
    }

    private void flip(Path below, String file, int every, Supplier<VerificationReport> verification, boolean noted)
            throws IOException {
        Path path = below.resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        for (int bit = flips % every; bit < bytes.length * 8; bit += every) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(path, changed);
            VerificationReport report = verification.get();
            flips++;
            // A change of the last line, or of its end, is told by the checkpoint alone that it doesn't lead to.
            boolean found = report.findings().stream()
                    .anyMatch(
                            problem -> problem.place().contains(file)
                                    || file.startsWith("trail/")
                                            && problem.message()
                                                    .matches(
                                                            "found the root .*|the checkpoint is of 7 entries, the trail has 6.*"));
            boolean told = noted && report.notes().stream().anyMatch(note -> note.contains(file));
            if (!found && !told || report.findings().size() > MOST_FINDINGS) {
                missed.add(file + " bit " + bit + " " + report.findings() + report.notes());
            }
        }
        Files.write(path, bytes);
    }
}
