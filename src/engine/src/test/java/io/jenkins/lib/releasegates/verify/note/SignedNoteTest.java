package io.jenkins.lib.releasegates.verify.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of https://c2sp.org/signed-note, and what is none. */
class SignedNoteTest {

    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String SIGNATURE = "\u2014 example.com/foo"
            + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private static final String NOTE = "This is an example message.\n\n" + SIGNATURE;
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SignedNote note(String text) throws RefusedNoteException {
        return SignedNote.parse(bytes(text));
    }

    @Test
    void shouldVerifyTheExampleOfTheSpecification() throws Exception {
        VerifierKey key = VerifierKey.parse(VKEY);

        assertThat(key).hasToString(VKEY).isEqualTo(VerifierKey.parse(VKEY));
        assertThat(key.name()).isEqualTo("example.com/foo");
        assertThat(key.signed(note(NOTE))).isTrue();
        assertThat(key.signed(note(NOTE.replace("an example", "no example")))).isFalse();
    }

    @Test
    void shouldPassOverSignaturesOfOthersAndRefuseAWrongOneBesideARightOne() throws Exception {
        VerifierKey key = VerifierKey.parse(VKEY);
        String other = SIGNATURE.replace("/foo", "/bar");
        String wrong = SIGNATURE.replace("Uw2QOkn8", "Uw2QOkn9");

        assertThat(key.signed(note(NOTE + other))).isTrue();
        assertThat(key.signed(note("This is an example message.\n\n" + other))).isFalse();
        assertThat(key.signed(note(NOTE + wrong))).isFalse();
        assertThat(key.signed(note(NOTE + SIGNATURE.repeat(31)))).isTrue();
        assertThatThrownBy(() -> note(NOTE + SIGNATURE.repeat(32))).hasMessageContaining("more than 32 signatures");
    }

    @Test
    void shouldFindEveryFlippedBit() throws Exception {
        VerifierKey key = VerifierKey.parse(VKEY);
        byte[] note = bytes(NOTE);
        for (int bit = 0; bit < note.length * 8; bit++) {
            note[bit / 8] ^= (byte) (1 << bit % 8);
            boolean signed;
            try {
                signed = key.signed(SignedNote.parse(note));
            } catch (RefusedNoteException e) {
                signed = false;
            }
            assertThat(signed).as("bit " + bit).isFalse();
            note[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 name Uw2QOkn8\n\n",
                "text\n\n\u2014 name Uw2QOkn8",
                "text\n\n- name Uw2QOkn8\n",
                "text\n\n\u2014 name  Uw2QOkn8\n",
                "text\n\n\u2014 na+me Uw2QOkn8\n",
                "text\n\n\u2014 na\u00a0me Uw2QOkn8\n",
                "text\n\n\u2014 name Uw2QOg==\n",
                "text\n\n\u2014 name Uw2QOg\n",
                "text\n\n\u2014 name Uw2QOkn=\n",
                "te\rxt\n\n\u2014 name Uw2QOkn8\n",
            })
    void shouldRefuseWhatIsNoNote(String text) {
        assertThatThrownBy(() -> note(text))
                .isInstanceOf(RefusedNoteException.class)
                .hasMessageContaining("found");
    }

    @Test
    void shouldRefuseALargeNoteAndOtherBytesThanUtf8() {
        assertThatThrownBy(() -> note("x".repeat(64 * 1024) + NOTE)).hasMessageContaining("allowed are 65536");
        assertThatThrownBy(() -> SignedNote.parse(new byte[] {(byte) 0xff})).hasMessageContaining("UTF-8");
    }

    @Test
    void shouldReadTheThreeLinesOfACheckpoint() throws Exception {
        Checkpoint checkpoint = Checkpoint.parse(bytes("example.com/log\n20852163\n" + ROOT + "\n\n" + SIGNATURE));

        assertThat(checkpoint.log()).isEqualTo("example.com/log");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.root()).isEqualTo(ROOT);
        assertThat(checkpoint.hasRoot(Base64.getDecoder().decode(ROOT))).isTrue();
        assertThat(checkpoint.signedBy(VerifierKey.parse(VKEY))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log\n1\n",
                "log\n01\n" + ROOT + "\n",
                "log\n+1\n" + ROOT + "\n",
                "log\n-1\n" + ROOT + "\n",
                "log\n\u0661\n" + ROOT + "\n",
                "log\n\n" + ROOT + "\n",
                "log\n9007199254740993\n" + ROOT + "\n",
                "log\n99999999999999999999\n" + ROOT + "\n",
                "\n1\n" + ROOT + "\n",
                "log\n1\n" + ROOT + "\nextension\n",
                "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "log\n1\nCsUY\n",
            })
    void shouldRefuseWhatIsNoCheckpoint(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(bytes(text + "\n" + SIGNATURE)))
                .isInstanceOf(RefusedNoteException.class)
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+Aeky",
                "example com+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\nmore",
                "-----BEGIN PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEA6TJ5GubnqECkYWTJBHhkJtXngh3YspoA1hyucq/dTaQ=\n"
                        + "-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMCowBQYDK2VwAyEA6TJ5GubnqECkYWTJBHhkJtXngh3YspoA1hyucq/dTaQ=\n"
                        + "-----END PRIVATE KEY-----",
            })
    void shouldRefuseWhatIsNoKey(String text) {
        assertThatThrownBy(() -> TrustedKey.parse(text))
                .isInstanceOf(RefusedNoteException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void shouldKnowAKeyInBothForms() throws Exception {
        VerifierKey key = VerifierKey.parse(VKEY);
        TrustedKey named = TrustedKey.parse(VKEY + "\n");
        TrustedKey pem = TrustedKey.parse("-----BEGIN PUBLIC KEY-----\r\n"
                + "MCowBQYDK2VwAyEA6TJ5GubnqECkYWTJBHhkJtXngh3YspoA1hyucq/dTaQ=\r\n-----END PUBLIC KEY-----\r\n");

        assertThat(named.is(key)).isTrue();
        assertThat(pem.is(key)).isTrue();
        assertThat(named.name()).contains("example.com/foo");
        assertThat(pem.name()).isEmpty();
        assertThat(named).isNotEqualTo(pem).isEqualTo(TrustedKey.parse(VKEY)).hasSameHashCodeAs(TrustedKey.parse(VKEY));
        assertThat(pem).hasToString("Ed25519 6TJ5GubnqECkYWTJBHhkJtXngh3YspoA1hyucq/dTaQ=");
    }
}
