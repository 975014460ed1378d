package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on what was signed: checkpoints that were changed, forged, removed, swapped or repeated, and trails that aren't what was signed. */
class TamperedCheckpointsTest extends LogUnderAttack {

    @Test
    void shouldTakeABrokenOffEndForWhatACrashLeavesAndNothingElse() throws IOException {
        HandWrittenLog log = log(3);
        log.write(ledger());
        Path file = ledger().resolve(FIRST);
        byte[] bytes = Files.readAllBytes(file);
        int last = log.checkpoints.get(2).getBytes(StandardCharsets.UTF_8).length + 1;
        Files.writeString(ledger().resolve("checkpoint"), log.checkpoints.get(1));
        for (int length = bytes.length - last + 1; length < bytes.length; length++) {
            for (int zeros : new int[] {0, 5}) {
                Files.write(file, Arrays.copyOf(Arrays.copyOf(bytes, length), length + zeros));
                VerificationReport report = verify();
                assertThat(report.findings()).as("length " + length).isEmpty();
                assertThat(report.notes()).anyMatch(note -> note.startsWith(FIRST + ":13 is the beginning"));
            }
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        Files.writeString(ledger().resolve("checkpoint"), log.checkpoints.get(2));
        assertThat(only(verify())).startsWith("checkpoint: found other bytes than the newest checkpoint");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldFindARemovedCheckpointAtLeastWithAWitness(int which) throws IOException {
        HandWrittenLog log = log(4);
        log.write(ledger()).writeWitness(witness());
        log.checkpoints.remove(which);
        log.writeCheckpoints(ledger());
        if (which == 0) {
            Files.move(
                    ledger().resolve("checkpoints/000000000003.txt"),
                    ledger().resolve(FIRST),
                    StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(findings(verifyWithWitness()))
                .anyMatch(finding -> finding.startsWith("W/0123456789abcdef/000000000000/00000000000" + (which + 2))
                        && finding.contains("that checkpoints/ doesn't have: it was removed there"));
        List<String> alone = findings(verify());
        switch (which) {
            case 0 ->
                assertThat(alone)
                        .singleElement()
                        .asString()
                        .contains(FIRST + ":1: found a checkpoint of 3 entries, expected 2 as the name");
            case 3 -> assertThat(alone).singleElement().asString().startsWith("checkpoint: found other bytes");
            default -> assertThat(alone).isEmpty();
        }
    }

    @Test
    void shouldFindSwappedAndReplayedCheckpoints() throws IOException {
        for (int at = 0; at < 3; at++) {
            HandWrittenLog log = log(4);
            Collections.swap(log.checkpoints, at, at + 1);
            log.write(ledger());
            assertThat(findings(verify()))
                    .anyMatch(finding -> finding.contains("one stands here again or out of its order"))
                    .hasSizeLessThan(4);
            deleteCheckpoints();
            log = log(4);
            log.checkpoints.add(at + 1, log.checkpoints.get(at));
            log.write(ledger());
            assertThat(only(verify()))
                    .startsWith(FIRST + ":" + (6 * (at + 1) + 1) + ": found a checkpoint of " + (at + 2)
                            + " entries behind one of " + (at + 2));
            deleteCheckpoints();
        }
    }

    @Test
    void shouldFindACheckpointOfAnotherKey() throws IOException {
        HandWrittenLog log = log(2);
        SigningKey forger = HandWrittenLog.key(9);
        log.checkpoints.set(1, log.signed(forger));
        log.write(ledger());

        assertThat(only(verify(log.key())))
                .startsWith(FIRST + ":7: found no valid signature of the key in force for 3 entries, expected one of "
                        + log.key().vkey());
    }

    @Test
    void shouldFindACheckpointOfAnotherLogAndOneBeforeAnyKey() throws IOException {
        HandWrittenLog log = log(2);
        log.checkpoints.set(
                1, log.key().note(log.checkpoints.get(1).split("\n\n", 2)[0].replace("abcdef", "abcdee") + "\n"));
        log.write(ledger());
        assertThat(only(verify())).startsWith(FIRST + ":7: found the log release-gates/0123456789abcdee, expected");

        HandWrittenLog early = new HandWrittenLog().entries(2);
        early.checkpoints.add(early.signed(HandWrittenLog.key(1)));
        early.rotate(HandWrittenLog.key(1)).write(ledger());
        assertThat(findings(verify()))
                .first()
                .asString()
                .startsWith(
                        FIRST + ":1: found a signed checkpoint of 2 entries, expected that one of them names the key");
    }

    @Test
    void shouldFindAConsistentRewriteOfWhatWasSigned() throws IOException {
        HandWrittenLog log = log(6).write(ledger());
        HandWrittenTrail rewritten = new HandWrittenTrail();
        rewritten.line(new String(log.trail.lines.get(0), StandardCharsets.UTF_8));
        for (int i = 1; i < 7; i++) {
            rewritten.entry("evidence-recorded", HandWrittenTrail.evidence(i == 4));
        }
        rewritten.write(ledger());

        List<String> found = findings(verify(log.key()));

        assertThat(found)
                .anyMatch(finding -> finding.startsWith(FIRST + ":19: found the root ")
                        && finding.contains("entries before it were changed"))
                .anyMatch(finding -> finding.startsWith(FIRST + ":31: 2 more checkpoints behind it are signed"))
                .anyMatch(finding -> finding.startsWith("tile/entries/000.p/7: found other bytes"))
                .anyMatch(finding -> finding.startsWith("tile/0/000.p/7: found another hash number 5"));
    }

    @Test
    void shouldFindEntriesThatWereCutOffBehindACheckpoint() throws IOException {
        HandWrittenLog log = log(4);
        log.write(ledger());
        log.trail.lines.remove(4);
        log.trail.lines.remove(3);
        log.trail.write(ledger());

        assertThat(findings(verify()))
                .anyMatch(finding -> finding.startsWith(FIRST
                                + ":13: the checkpoint is of 4 entries, the trail has 3: entries were cut off the end, or the"
                                + " directory was put back to an earlier state")
                        && finding.endsWith("so are the 1 behind it"));
    }

    @Test
    void shouldExpectAThousandCheckpointsInEveryFileButTheLast() throws IOException {
        HandWrittenLog log = log(1_002);
        log.sizes.clear();
        log.write(ledger());
        assertThat(verify(log.key()).findings()).isEmpty();
        assertThat(verify(log.key()).log().checkpoints()).isEqualTo(1_002);

        Path file = ledger().resolve(FIRST);
        String text = Files.readString(file);
        Files.writeString(file, text.replace(log.checkpoints.get(500) + "\n", ""));
        assertThat(only(verify()))
                .isEqualTo(FIRST
                        + ": found 999 checkpoints, expected 1000 in every file but the last: some were removed or"
                        + " added");
        Files.writeString(file, text + log.checkpoints.get(1_000) + "\n" + log.checkpoints.get(1_001) + "\n");
        Files.delete(ledger().resolve("checkpoints/000000001002.txt"));
        assertThat(only(verify())).contains("found 1002 checkpoints, expected at most 1000");
    }

    @Test
    void shouldSayOnceThatTheTreeEndsAtAnUnreadableLine() throws IOException {
        HandWrittenLog log = log(5);
        log.write(ledger());
        log.trail.lines.set(3, new byte[] {1});
        log.trail.write(ledger());

        VerificationReport report = verify(log.key());

        assertThat(only(report)).startsWith("trail/000000000000.jsonl:4: ");
        assertThat(report.notes())
                .filteredOn(note -> note.contains("The tree can't be computed behind 3 entries"))
                .hasSize(1);
        assertThat(report.log().signedUpTo()).isEqualTo(3);
    }
}
