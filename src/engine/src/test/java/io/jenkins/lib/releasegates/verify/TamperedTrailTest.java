package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A trail that somebody has changed after it was written: every bit, every line, every length. */
class TamperedTrailTest {

    private static final int LINES = 9;

    @TempDir
    private Path ledger;

    private static HandWrittenTrail trail() {
        return new HandWrittenTrail().decision().decision().decision();
    }

    static IntStream lines() {
        return IntStream.range(0, LINES);
    }

    private VerificationReport verify() {
        return TrailVerifier.verify(ledger, VerifyOptions.NONE);
    }

    private VerificationReport verify(ExpectedHead head) {
        return TrailVerifier.verify(ledger, new VerifyOptions(Optional.of(head)));
    }

    private static List<String> places(VerificationReport report) {
        return report.findings().stream().map(VerificationReport.Problem::place).toList();
    }

    @Test
    void shouldFindNothingWrongWithATrailAsItWasWritten() throws IOException {
        HandWrittenTrail trail = trail();
        trail.write(ledger);

        VerificationReport report = verify(trail.head());

        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.entries()).isEqualTo(LINES);
        assertThat(report.head()).isEqualTo(trail.hash());
        assertThat(report.evidence()).isEqualTo(new VerificationReport.EvidenceCount(3, 0, 0, 0));
        assertThat(report.people()).isEqualTo(new VerificationReport.PeopleCount(3, 0, 0));
        assertThat(report.strength()).isEqualTo(VerificationReport.Strength.CHAIN);
    }

    @Test
    void shouldSayHowLittleAChainPromises() throws IOException {
        HandWrittenTrail trail = trail();
        trail.write(ledger);

        assertThat(String.join(" ", verify().words()))
                .contains(
                        "accidental damage only",
                        "cannot be excluded",
                        trail.head().toString(),
                        "administrators");
        assertThat(String.join(" ", verify(trail.head()).words()))
                .contains("accidental damage only", "The first 9 entries are those of the head");
    }

    @Test
    void shouldFindEverySingleFlippedBitAgainstAHead() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail().decision();
        trail.write(ledger);
        Path file = ledger.resolve(HandWrittenTrail.FIRST_FILE);
        byte[] bytes = trail.bytes();
        List<Integer> missed = new ArrayList<>();
        List<Integer> tooMany = new ArrayList<>();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bytes);
            int findings = verify(trail.head()).findings().size();
            if (findings == 0) {
                missed.add(bit);
            } else if (findings > 4) {
                tooMany.add(bit);
            }
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }

        assertThat(missed).isEmpty();
        assertThat(tooMany).isEmpty();
    }

    @Test
    void shouldFindAFlippedBitBeforeTheLastLineWithoutAHead() throws IOException {
        HandWrittenTrail trail = trail();
        trail.write(ledger);
        Path file = ledger.resolve(HandWrittenTrail.FIRST_FILE);
        byte[] bytes = trail.bytes();
        int end = bytes.length - trail.lines.get(LINES - 1).length - 1;
        for (int at = 0; at < end; at += 7) {
            bytes[at] ^= 1;
            Files.write(file, bytes);
            assertThat(verify().findings()).as("byte " + at).isNotEmpty().hasSizeLessThan(5);
            bytes[at] ^= 1;
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void shouldNameTheLineWhereOneIsMissing(int line) throws IOException {
        HandWrittenTrail trail = trail();
        ExpectedHead head = trail.head();
        trail.lines.remove(line);
        trail.write(ledger);

        VerificationReport report = verify(head);

        assertThat(report.findings()).hasSize(1);
        if (line == LINES - 1) {
            assertThat(report.findings().get(0).message()).startsWith("cut: found 8 entries, expected at least 9");
        } else {
            assertThat(report.findings().get(0))
                    .hasToString(HandWrittenTrail.FIRST_FILE + ":" + (line + 1) + ": found entry " + (line + 1)
                            + ", expected " + line + ": one entry is missing here or stands elsewhere");
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void shouldNameTheLineThatStandsThereTwice(int line) throws IOException {
        HandWrittenTrail trail = trail();
        ExpectedHead head = trail.head();
        trail.lines.add(line, trail.lines.get(line));
        trail.write(ledger);

        VerificationReport report = verify(head);

        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().get(0).place()).isEqualTo(HandWrittenTrail.FIRST_FILE + ":" + (line + 2));
        assertThat(report.findings().get(0).message()).contains("found entry " + line + ", expected " + (line + 1));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void shouldNameTheLinesThatWereSwapped(int line) throws IOException {
        HandWrittenTrail trail = trail();
        ExpectedHead head = trail.head();
        int other = line == LINES - 1 ? 0 : line + 1;
        Collections.swap(trail.lines, line, other);
        trail.write(ledger);

        assertThat(places(verify(head)))
                .contains(HandWrittenTrail.FIRST_FILE + ":" + (Math.min(line, other) + 1))
                .hasSizeLessThan(5);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void shouldNameTheGarbageAndGoOnBehindIt(int line) throws IOException {
        HandWrittenTrail trail = trail();
        trail.lines.add(line, new byte[] {0, 1, (byte) 0xff});
        trail.write(ledger);

        VerificationReport report = verify();

        assertThat(places(report)).containsExactly(HandWrittenTrail.FIRST_FILE + ":" + (line + 1));
        assertThat(report.entries()).isEqualTo(LINES);
    }

    @Test
    void shouldStillCheckWhatFollowsADamagedLine() throws IOException {
        HandWrittenTrail trail = trail();
        trail.lines.set(2, "{".getBytes(StandardCharsets.UTF_8));
        byte[] changed = trail.lines.get(6);
        changed[changed.length - 20] ^= 1;
        trail.write(ledger);

        assertThat(places(verify()))
                .contains(HandWrittenTrail.FIRST_FILE + ":3")
                .containsAnyOf(HandWrittenTrail.FIRST_FILE + ":7", HandWrittenTrail.FIRST_FILE + ":8");
    }

    @Test
    void shouldFindEveryTruncationAgainstAHeadAndNoteATornLineWithoutOne() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail().decision();
        trail.write(ledger);
        Path file = ledger.resolve(HandWrittenTrail.FIRST_FILE);
        byte[] bytes = trail.bytes();
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            VerificationReport held = verify(trail.head());
            assertThat(held.findings()).as("with a head, " + length + " bytes").hasSize(1);
            assertThat(held.findings().get(0).message()).startsWith("cut");
            VerificationReport report = verify();
            assertThat(report.findings()).as(length + " bytes").isEmpty();
            boolean torn = length > 0 && bytes[length - 1] != '\n';
            assertThat(String.join(" ", report.notes()).contains("without a line feed"))
                    .as(length + " bytes")
                    .isEqualTo(torn);
        }
    }

    @Test
    void shouldFindATrailThatWasRewrittenFromTheNotedHeadOn() throws IOException {
        HandWrittenTrail written = trail();
        ExpectedHead head = written.head();
        HandWrittenTrail other = new HandWrittenTrail().decision().decision();
        other.entry("evidence-recorded", HandWrittenTrail.evidence(false)).decision();
        other.write(ledger);

        assertThat(verify().findings()).isEmpty();
        assertThat(verify(head).findings())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("rewritten: entry 8 has the hash "));
    }

    @Test
    void shouldAcceptAHeadThatTheTrailHasGrownBeyond() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail().decision();
        ExpectedHead head = trail.head();
        trail.decision().write(ledger);

        assertThat(verify(head).findings()).isEmpty();
        assertThat(verify(new ExpectedHead(0, new Digest("0".repeat(64)))).findings())
                .isEmpty();
        assertThat(verify(new ExpectedHead(0, head.last())).findings()).hasSize(1);
    }

    @Test
    void shouldFindOneChangeAmongThousandsOfEntriesOnce() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail();
        for (int i = 0; i < 2_500; i++) {
            trail.entry("evidence-recorded", HandWrittenTrail.evidence(false));
        }
        byte[] changed = trail.lines.get(1_200);
        changed[10] ^= 1;
        trail.write(ledger);

        assertThat(places(verify())).containsExactly(HandWrittenTrail.file(1_000) + ":202");
    }

    @Test
    void shouldNameMissingAndForeignFiles() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail();
        for (int i = 0; i < 3_500; i++) {
            trail.entry("evidence-recorded", HandWrittenTrail.evidence(false));
        }
        trail.write(ledger);
        assertThat(verify().findings()).isEmpty();
        Files.delete(ledger.resolve(HandWrittenTrail.file(1_000)));
        Files.delete(ledger.resolve(HandWrittenTrail.file(2_000)));
        Files.writeString(ledger.resolve("trail/000000000500.jsonl"), "");
        Files.writeString(ledger.resolve("trail/5.jsonl"), "");
        Files.writeString(ledger.resolve("trail/notes.txt"), "");
        Files.writeString(ledger.resolve("trail/torn-7-0"), "{");

        VerificationReport report = verify();

        assertThat(places(report))
                .containsExactlyInAnyOrder("trail/000000000500.jsonl", "trail/5.jsonl", HandWrittenTrail.file(1_000));
        assertThat(report.findings().toString()).contains("the entries from 1000 to 2999 were expected in 2 files");
        assertThat(report.notes()).hasSize(2);
        assertThat(report.entries()).isEqualTo(1_500);
    }

    @Test
    void shouldFindAFileThatIsTooShortOrTooLong() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail();
        for (int i = 0; i < 2_010; i++) {
            trail.entry("evidence-recorded", HandWrittenTrail.evidence(false));
        }
        trail.write(ledger);
        Path second = ledger.resolve(HandWrittenTrail.file(1_000));
        byte[] whole = Files.readAllBytes(second);
        Files.write(second, Arrays.copyOf(whole, whole.length - 1));
        assertThat(verify().findings().toString()).contains("entry 1999 without a line feed");

        Files.write(second, whole);
        Path third = ledger.resolve(HandWrittenTrail.file(2_000));
        Files.write(second, Files.readAllBytes(third), StandardOpenOption.APPEND);
        Files.delete(third);
        assertThat(verify().findings())
                .singleElement()
                .hasToString(HandWrittenTrail.file(1_000) + ":1001: entry 2000 stands in this file, expected in "
                        + HandWrittenTrail.file(2_000));
    }
}
