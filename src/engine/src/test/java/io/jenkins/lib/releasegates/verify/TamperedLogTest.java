package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on a ledger with checkpoints, keys, tiles and a witness: each is found, at its place and in words that say what it is. */
class TamperedLogTest {

    private static final String FIRST = "checkpoints/000000000002.txt";

    @TempDir
    private Path directory;

    private Path ledger() {
        return directory.resolve("ledger");
    }

    private Path witness() {
        return directory.resolve("witness");
    }

    private static TrustedKey trusted(SigningKey key) {
        try {
            return TrustedKey.parse(key.vkey());
        } catch (RefusedNoteException e) {
            throw new IllegalStateException(e);
        }
    }

    private VerificationReport verify() {
        return TrailVerifier.verify(ledger(), VerifyOptions.NONE);
    }

    private VerificationReport verify(SigningKey... keys) {
        return TrailVerifier.verify(ledger(), options(List.of(), Strength.CHAIN, keys));
    }

    private VerificationReport verifyWithWitness(SigningKey... keys) {
        return TrailVerifier.verify(ledger(), options(List.of(new Witness("W", witness())), Strength.CHAIN, keys));
    }

    private static VerifyOptions options(List<Witness> witnesses, Strength require, SigningKey... keys) {
        return new VerifyOptions(
                Optional.empty(),
                Arrays.stream(keys).map(TamperedLogTest::trusted).toList(),
                witnesses,
                require);
    }

    private static List<String> findings(VerificationReport report) {
        return report.findings().stream()
                .map(VerificationReport.Problem::toString)
                .toList();
    }

    private static String only(VerificationReport report) {
        assertThat(report.findings()).hasSize(1);
        return report.findings().get(0).toString();
    }

    private static String words(VerificationReport report) {
        return String.join(" ", report.words());
    }

    /** Two entries, a checkpoint, another, a checkpoint and so on. */
    private static HandWrittenLog log(int checkpoints) {
        HandWrittenLog log = HandWrittenLog.of(2);
        for (int i = 1; i < checkpoints; i++) {
            log.entries(1).checkpoint();
        }
        return log;
    }

    @Test
    void shouldFindNothingWrongWithALogAsItWasWritten() throws IOException {
        HandWrittenLog log = log(3);
        log.write(ledger()).writeWitness(witness());
        Files.setLastModifiedTime(
                HandWrittenLog.writeWitness(witness(), log.checkpoints.get(2)),
                FileTime.from(Instant.parse("2026-11-21T10:00:01Z")));

        VerificationReport report = verifyWithWitness(log.key());

        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.strength()).isEqualTo(Strength.WITNESSED);
        assertThat(report.log().checkpoints()).isEqualTo(3);
        assertThat(report.log().checkpointedUpTo()).isEqualTo(4);
        assertThat(report.log().signedUpTo()).isEqualTo(4);
        assertThat(report.log().keys()).containsExactly(log.key().vkey());
        assertThat(words(report))
                .contains(
                        "Strength: witnessed",
                        "Witnessed by W up to entry 3 at 2026-11-21T10:00:01Z",
                        "Up to entry 3 the entries are those that a given key")
                .doesNotContain("Not protected");
    }

    @Test
    void shouldSayThatAKeyOfTheLogItselfProvesNothing() throws IOException {
        HandWrittenLog log = log(2).write(ledger());

        VerificationReport report = verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.strength()).isEqualTo(Strength.CHAIN);
        assertThat(words(report))
                .contains(
                        log.key().vkey(),
                        "proves nothing against someone who has rewritten all of it",
                        "put back to an earlier state cannot be excluded",
                        "Not protected against this controller's administrators");
    }

    @Test
    void shouldSaySignedAndWhatThatLeavesOpen() throws Exception {
        HandWrittenLog log = log(2);
        log.entries(2).write(ledger());

        VerificationReport report = verify(log.key());

        assertThat(report.findings()).isEmpty();
        assertThat(report.strength()).isEqualTo(Strength.SIGNED);
        assertThat(report.notes()).singleElement().asString().contains("Entries behind the newest checkpoint: 2");
        assertThat(words(report))
                .contains(
                        "Up to entry 2 the entries are those",
                        "The entries from 3 to 4 only follow from each other",
                        "cut off at the end",
                        "cannot be excluded",
                        "Not protected against this controller's administrators, unless");
        VerifyOptions pem = new VerifyOptions(
                Optional.empty(), List.of(TrustedKey.parse(log.key().pem())), List.of(), Strength.SIGNED);
        assertThat(TrailVerifier.verify(ledger(), pem).strength()).isEqualTo(Strength.SIGNED);
        assertThat(TrailVerifier.verify(ledger(), pem).satisfied()).isTrue();
    }

    @Test
    void shouldSayWhatIsMissingForWhatWasRequired() throws IOException {
        HandWrittenLog log = log(2);
        log.write(ledger());
        Files.createDirectories(witness());

        VerificationReport bare = TrailVerifier.verify(ledger(), options(List.of(), Strength.WITNESSED));
        assertThat(bare.intact()).isTrue();
        assertThat(bare.satisfied()).isFalse();
        assertThat(words(bare))
                .contains(
                        "Required was the strength witnessed",
                        "a key to trust, which has to be given; a witness, which has to be given");
        VerificationReport empty = TrailVerifier.verify(
                ledger(), options(List.of(new Witness("W", witness())), Strength.WITNESSED, log.key()));
        assertThat(empty.satisfied()).isFalse();
        assertThat(empty.strength()).isEqualTo(Strength.SIGNED);
        assertThat(empty.notes()).singleElement().asString().contains("Witness W has no checkpoint of");
        assertThat(words(empty)).contains("What is missing: a checkpoint of this log at a given witness.");
    }

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

    private void deleteCheckpoints() throws IOException {
        try (Stream<Path> files = Files.list(ledger().resolve("checkpoints"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
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
    void shouldFindARewriteOfEverythingOnlyAgainstAKeyOrAWitness() throws IOException {
        HandWrittenLog log = log(3);
        log.writeWitness(witness());
        SigningKey forger = HandWrittenLog.key(9);
        new HandWrittenLog().rotate(forger).entries(5).checkpoint().write(ledger());

        assertThat(verify().findings()).isEmpty();
        assertThat(words(verify())).contains("proves nothing against someone who has rewritten all of it");
        assertThat(only(verify(log.key())))
                .isEqualTo("--key: the checkpoints are signed by " + forger.vkey()
                        + ", none of the given keys is that or endorses it");
        assertThat(findings(verifyWithWitness()))
                .anyMatch(finding -> finding.startsWith("W/0123456789abcdef/000000000000/000000000002-")
                        && finding.contains("of witness W: found the root"));
    }

    @Test
    void shouldFindARollbackOnlyAgainstAHeadOrAWitness() throws IOException {
        HandWrittenLog log = log(2);
        log.write(ledger());
        log.entries(2).checkpoint().writeWitness(witness());
        ExpectedHead head = log.trail.head();

        VerificationReport alone = verify(log.key());
        assertThat(alone.findings()).isEmpty();
        assertThat(words(alone)).contains("put back to an earlier state cannot be excluded");
        assertThat(only(verifyWithWitness(log.key())))
                .contains("witness W has a checkpoint of 5 entries, the trail has 3: entries were cut off the end")
                .endsWith("is signed by a key that this trail names");
        assertThat(only(TrailVerifier.verify(ledger(), new VerifyOptions(Optional.of(head)))))
                .contains("cut: found 3 entries, expected at least 5");
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
    void shouldFollowEndorsementsFromAGivenKeyAndNotBackwards() throws IOException {
        HandWrittenLog log = log(2);
        SigningKey first = log.key();
        SigningKey second = HandWrittenLog.key(2);
        log.rotate(second)
                .entries(1)
                .checkpoint()
                .rotate(HandWrittenLog.key(3))
                .entries(1)
                .checkpoint();
        log.write(ledger());

        for (int number = 1; number <= 3; number++) {
            VerificationReport report = verify(HandWrittenLog.key(number));
            assertThat(report.findings()).isEmpty();
            assertThat(report.strength()).isEqualTo(Strength.SIGNED);
            assertThat(report.log().signedUpTo()).isEqualTo(7);
            assertThat(report.log().keys()).hasSize(3).startsWith(first.vkey(), second.vkey());
        }
        assertThat(findings(verify(HandWrittenLog.key(4))))
                .singleElement()
                .asString()
                .contains("none of the given keys is that or endorses it");
    }

    @Test
    void shouldTrustNoKeyThatNobodyEndorses() throws IOException {
        HandWrittenLog log = log(2);
        SigningKey lost = log.key();
        SigningKey next = HandWrittenLog.key(2);
        log.rotate(next, "", next.signBase64(log.rotation(next))).entries(1).checkpoint();
        log.write(ledger());

        assertThat(verify().findings()).isEmpty();
        assertThat(verify().notes()).singleElement().asString().contains("that the one before doesn't endorse");
        assertThat(only(verify(lost)))
                .startsWith("trail/000000000000.jsonl:4: the newest key " + next.vkey()
                        + " is not endorsed by a given one");
        assertThat(verify(next).strength()).isEqualTo(Strength.SIGNED);
        assertThat(verify(lost, next).strength()).isEqualTo(Strength.SIGNED);
    }

    @Test
    void shouldFindForgedRotations() throws IOException {
        SigningKey next = HandWrittenLog.key(2);
        HandWrittenLog endorsed = log(2);
        endorsed.rotate(next, next.signBase64(endorsed.rotation(next)), next.signBase64(endorsed.rotation(next)))
                .checkpoint()
                .write(ledger());
        assertThat(findings(verify(HandWrittenLog.key(1))))
                .anyMatch(finding ->
                        finding.startsWith("trail/000000000000.jsonl:4: the signature in endorsement is not one"
                                + " of the previous key"));

        HandWrittenLog possessed = log(2);
        possessed
                .rotate(
                        next,
                        possessed.key().signBase64(possessed.rotation(next)),
                        possessed.key().signBase64("other"))
                .write(ledger());
        assertThat(findings(verify()))
                .anyMatch(finding -> finding.contains(":4: the signature in possession is not one of the new key"));

        HandWrittenLog other = log(2);
        SigningKey stranger = new SigningKey("release-gates/fedcba9876543210", 2);
        other.rotate(stranger).write(ledger());
        assertThat(findings(verify()))
                .anyMatch(finding -> finding.contains(":4: names a key that can't be taken: found the name"));

        HandWrittenLog skipping = log(2);
        String body = "{\"key\":\"" + next.vkey() + "\",\"possession\":\"AAAA\",\"previous\":\"" + next.vkey() + "\"}";
        skipping.trail.about("{}").entry("key-rotated", body).write(ledger());
        assertThat(findings(verify()))
                .anyMatch(finding ->
                        finding.contains(":4: found the previous key " + next.vkey() + ", expected the one"));

        HandWrittenLog subject = log(2);
        subject.trail.about(HandWrittenTrail.SUBJECT).entry("key-rotated", body).write(ledger());
        assertThat(findings(verify())).anyMatch(finding -> finding.contains(":4: found the subject {"));
    }

    @Test
    void shouldFindAForkAtAWitnessAndWhatIsNoCheckpointThere() throws IOException {
        HandWrittenLog log = log(3);
        log.write(ledger()).writeWitness(witness());
        HandWrittenLog fork = new HandWrittenLog().rotate(log.key());
        fork.trail.about("{\"job\":\"fork\"}").entry("evidence-recorded", HandWrittenTrail.evidence(false));
        Path forked = HandWrittenLog.writeWitness(witness(), fork.signed(log.key()));

        assertThat(only(verifyWithWitness(log.key())))
                .startsWith("W/" + witness().relativize(forked))
                .contains("of witness W: found the root");

        Files.delete(forked);
        Path moved = forked.resolveSibling("000000000009-0123456789abcdef.txt");
        Files.copy(HandWrittenLog.writeWitness(witness(), log.checkpoints.get(0)), moved);
        assertThat(only(verifyWithWitness(log.key()))).contains("expected as many as the name of the file says");
        Files.move(moved, forked.resolveSibling("000000000002-0123456789abcdef.txt"));
        assertThat(only(verifyWithWitness(log.key()))).contains("expected what the name of the file says");
        Files.delete(forked.resolveSibling("000000000002-0123456789abcdef.txt"));
        Files.createDirectory(witness().resolve("0123456789abcdef/odd"));
        assertThat(verifyWithWitness(log.key()).findings()).isEmpty();
        assertThat(verifyWithWitness(log.key()).notes())
                .singleElement()
                .asString()
                .contains("odd");
        HandWrittenLog.writeWitness(witness(), log.signed(HandWrittenLog.key(5)));
        assertThat(only(verifyWithWitness(log.key())))
                .contains("found no valid signature of a key that the trail names");
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
    void shouldNoteTilesAndTheNewestCheckpointThatAreNotThere() throws IOException {
        HandWrittenLog log = log(2);
        log.trail.write(ledger());
        log.writeCheckpoints(ledger());

        assertThat(verify().findings()).isEmpty();
        assertThat(verify().notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("checkpoint isn't there"))
                .anyMatch(note -> note.contains("tile/ isn't there"));
        Files.writeString(ledger().resolve("checkpoint"), log.checkpoints.get(1));
        deleteCheckpoints();
        assertThat(only(verify())).startsWith("checkpoint: found a checkpoint, expected it in checkpoints/");
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
