package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Attacks that leave a log in which everything fits, and that only a key, a head or a witness held elsewhere shows. */
class TamperedHistoryTest extends LogUnderAttack {

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
}
