package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tiles that were changed, removed or cut, and single flipped bits in all that surrounds the trail. */
class TamperedTilesTest extends LogUnderAttack {

    @Test
    void shouldFindEverySingleFlippedBitAroundTheTrail() throws IOException {
        log(1).write(ledger());
        List<Path> files = filesAroundTheTrail();
        assertThat(files).hasSize(4);
        List<String> missed = new ArrayList<>();
        for (Path file : files) {
            int length = (int) Files.size(file);
            for (int bit = 0; bit < length * 8; bit++) {
                flip(file, bit, missed);
            }
        }

        assertThat(missed).isEmpty();
    }

    @Test
    void shouldFindAFlippedBitInEverySecondByteAroundSeveralCheckpoints() throws IOException {
        log(3).write(ledger());
        List<String> missed = new ArrayList<>();
        for (Path file : filesAroundTheTrail()) {
            int length = (int) Files.size(file);
            for (int at = 0; at < length; at += 2) {
                flip(file, at * 8 + at / 2 % 8, missed);
            }
        }

        assertThat(missed).isEmpty();
    }

    private List<Path> filesAroundTheTrail() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String below : List.of("checkpoints", "checkpoint", "tile")) {
            try (Stream<Path> found = Files.walk(ledger().resolve(below))) {
                found.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        return files;
    }

    private void flip(Path file, int bit, List<String> missed) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, changed);
        VerificationReport report = verify();
        String name = ledger().relativize(file).toString();
        if (report.findings().isEmpty()
                || report.findings().size() > 6
                || report.findings().stream()
                        .noneMatch(problem -> problem.place().startsWith(name))) {
            missed.add(name + " bit " + bit + " " + report.findings());
        }
        Files.write(file, bytes);
    }

    @Test
    void shouldCheckTilesOfManyEntriesAndTellTheOnesThatAreMissing() throws IOException {
        HandWrittenLog log =
                HandWrittenLog.of(5).entries(251).checkpoint().entries(300).checkpoint();
        log.write(ledger());
        VerificationReport report = verify(log.key());
        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.log().signedUpTo()).isEqualTo(556);

        Files.delete(ledger().resolve("tile/0/001"));
        Files.delete(ledger().resolve("tile/entries/000"));
        assertThat(findings(verify()))
                .containsExactlyInAnyOrder(
                        "tile/0/001: missing, expected 256 hashes; it is derived, and the ledger makes it anew from the trail",
                        "tile/entries/000: missing, expected 256 entries; it is derived, and the ledger makes it anew from"
                                + " the trail");
        log.write(ledger());
        Files.delete(ledger().resolve("tile/1/000.p/2"));
        Files.write(ledger().resolve("tile/0/002.p/44"), new byte[0]);
        Files.createFile(ledger().resolve("tile/0/002.p/x"));
        Files.createFile(ledger().resolve("tile/0/003"));
        Files.createFile(ledger().resolve("tile/9"));
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().notes())
                .anyMatch(note -> note.contains("Partial tiles that are missing or break off") && note.contains(": 2,"))
                .anyMatch(note -> note.contains("no part of a ledger, not looked at: 3"))
                .hasSize(2);
        byte[] bundle = Files.readAllBytes(ledger().resolve("tile/entries/001"));
        Files.write(ledger().resolve("tile/entries/001"), Arrays.copyOf(bundle, bundle.length + 1));
        assertThat(only(verify())).startsWith("tile/entries/001: found more bytes than 256 entries; it is derived");
    }

    @Test
    void shouldFollowNoLinkAroundTheTrail() throws IOException {
        HandWrittenLog log = log(2);
        log.write(ledger());
        for (String name : List.of("checkpoint", FIRST)) {
            Path file = ledger().resolve(name);
            Path moved = Files.move(file, directory.resolve("moved"));
            Files.createSymbolicLink(file, moved);
            assertThat(findings(verify())).anyMatch(finding -> finding.contains("links aren't followed"));
            Files.move(moved, file, StandardCopyOption.REPLACE_EXISTING);
        }
        for (String name : List.of("checkpoints", "tile")) {
            Path folder = ledger().resolve(name);
            Path moved = Files.move(folder, directory.resolve("moved"));
            Files.createSymbolicLink(folder, moved);
            assertThat(findings(verify())).anyMatch(finding -> finding.contains("links aren't followed"));
            Files.delete(folder);
            Files.move(moved, folder);
        }
    }
}
