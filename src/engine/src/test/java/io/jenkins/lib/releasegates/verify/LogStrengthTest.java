package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a verification says of a log in which nothing is wrong: how far it holds, and what it leaves open. */
class LogStrengthTest extends LogUnderAttack {

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
}
