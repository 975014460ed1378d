package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Keys that were exchanged: whom a given key vouches for, and which rotations are forged. */
class TamperedKeysTest extends LogUnderAttack {

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
}
