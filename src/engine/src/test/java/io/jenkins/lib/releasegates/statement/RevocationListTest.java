package io.jenkins.lib.releasegates.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationListTest {

    private static final Revoked ONE = new Revoked(Statements.DECISION, Statements.NOW);

    @Test
    void shouldReadBackWhatItWrote() throws Exception {
        for (RevocationList list : List.of(
                Statements.revocations(),
                Statements.revocations(ONE, new Revoked("0123456789abcdef/0", Statements.NOW)))) {
            assertThat(RevocationList.read(Statements.statement(Statements.text(list))))
                    .isEqualTo(list);
        }
        assertThat(Statements.revocations(ONE).of(Statements.DECISION)).contains(ONE);
        assertThat(Statements.revocations(ONE).of("0123456789abcdef/4")).isEmpty();
    }

    @Test
    void shouldNotWriteWhatCouldNotBeRead() {
        assertThatThrownBy(() -> Statements.revocations(new Revoked("41", Statements.NOW))
                        .sign(Statements.SIGNER))
                .isInstanceOf(RefusedDocumentException.class)
                .hasMessageContaining("revoked: found \"41\"");
        assertThatThrownBy(() -> new RevocationList("", Digest.of(new byte[0]), Statements.NOW, List.of())
                        .sign(Statements.SIGNER))
                .hasMessageContaining("log: found a blank text");
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            revocations/v1                | revocations/v2                  | predicateType: found "https://jenkins.io/release-gates/revocations/v2", which is no revocation list
            "issuedAt":                   | "issued":                       | predicate.issuedAt: found nothing
            "log":"release-gates/0        | "log":"release-gates/1          | subject: found 1 subjects, the first named "release-gates/0123456789abcdef", allowed: one, the log
            "subject":[                   | "subject":[{"digest":{"sha1":"a"}}, | subject: found 2 subjects
            "revoked":[                   | "revoked":{},"r":[              | predicate.revoked: found an object, allowed: an array
            "revoked":[                   | "revokes":[                     | predicate.revoked: found nothing, allowed: an array
            "decision":"0123456789abcdef/ | "decision":"0123456789ABCDEF/   | revoked: found "0123456789ABCDEF/41"
            "revokedAt":"2026             | "revokedAt":"26                 | revoked[0].revokedAt: found "26-11
            """)
    void shouldRefuseAListThatIsNotAsItHasToBe(String part, String other, String message) {
        String text = Statements.changed(Statements.text(Statements.revocations(ONE)), part, other);
        assertThatThrownBy(() -> RevocationList.read(Statements.statement(text)))
                .isInstanceOf(RefusedDocumentException.class)
                .hasMessageContaining(message);
    }
}
