package io.jenkins.lib.releasegates.statement.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.statement.Statements;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {

    private static final String TYPE = "http://example.com/HelloWorld";
    private static final byte[] BODY = bytes("hello world");

    /** The example of DSSE's protocol.md, "Test Vectors"; its signature is r and s one behind the other. */
    private static final String OF_THE_SPECIFICATION = """
            {"payload": "aGVsbG8gd29ybGQ=",
             "payloadType": "http://example.com/HelloWorld",
             "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]}
            """;

    private final EnvelopeSigner signer = Statements.SIGNER;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static EnvelopeKey keyOfTheSpecification() throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(
                new BigInteger("46950820868899156662930047687818585632848591499744589407958293238635476079160"),
                new BigInteger("5640078356564379163099075877009565129882514886557779369047442380624545832820"));
        return EnvelopeKey.of(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class))));
    }

    @Test
    void shouldEncodeWhatIsSignedAsTheSpecificationShows() {
        assertThat(new String(PreAuthenticationEncoding.of(TYPE, BODY), StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
        assertThat(new String(PreAuthenticationEncoding.of("ä", new byte[0]), StandardCharsets.UTF_8))
                .as("lengths are in bytes")
                .isEqualTo("DSSEv1 2 ä 0 ");
    }

    @Test
    void shouldVerifyTheExampleOfTheSpecification() throws Exception {
        Envelope.Verified verified = Envelope.read(bytes(OF_THE_SPECIFICATION))
                .verified(List.of(keyOfTheSpecification()))
                .orElseThrow();

        assertThat(verified.type()).isEqualTo(TYPE);
        assertThat(verified.body()).isEqualTo(BODY);
        assertThat(Envelope.read(bytes(OF_THE_SPECIFICATION.replace("sig\": \"A3", "sig\": \"A4")))
                        .verified(List.of(keyOfTheSpecification())))
                .isEmpty();
    }

    @Test
    void shouldReadBackWhatItSigned() throws Exception {
        EnvelopeSigner ecdsa = Statements.signer("EC");
        Envelope envelope =
                Envelope.read(Envelope.sign(TYPE, BODY, signer, ecdsa).json());

        assertThat(envelope.verified(List.of(ecdsa.key(), signer.key(), ecdsa.key()))
                        .orElseThrow()
                        .keys())
                .containsExactly(ecdsa.key(), signer.key());
        assertThat(envelope.verified(List.of(Statements.STRANGER.key(), signer.key()))
                        .orElseThrow()
                        .keys())
                .containsExactly(signer.key());
        assertThat(envelope.verified(List.of(Statements.STRANGER.key()))).isEmpty();
        assertThat(envelope.verified(List.of())).isEmpty();
        assertThat(new String(envelope.json(), StandardCharsets.UTF_8))
                .contains("\"keyid\":\"" + signer.key().id() + "\"", "\"payload\":\"aGVsbG8gd29ybGQ=\"");
    }

    @Test
    void shouldTrustNoKeyIdAndNeedNone() throws Exception {
        String json = new String(Envelope.sign(TYPE, BODY, signer).json(), StandardCharsets.UTF_8);
        String id = signer.key().id();
        for (String other : List.of(
                json.replace("\"keyid\":\"" + id + "\",", ""),
                json.replace(id, ""),
                json.replace("\"" + id + "\"", "null"),
                json.replace(id, Statements.STRANGER.key().id()))) {
            assertThat(Envelope.read(bytes(other)).verified(List.of(signer.key())))
                    .isPresent();
            assertThat(Envelope.read(bytes(other)).verified(List.of(Statements.STRANGER.key())))
                    .isEmpty();
        }
    }

    @Test
    void shouldNotTakeAnotherTypeOrBodyForWhatWasSigned() throws Exception {
        String json = new String(Envelope.sign(TYPE, BODY, signer).json(), StandardCharsets.UTF_8);
        assertThat(Envelope.read(bytes(json.replace("HelloWorld", "HelloWorle")))
                        .verified(List.of(signer.key())))
                .isEmpty();
        assertThat(Envelope.read(bytes(json.replace("aGVsbG8", "aGVsbG9"))).verified(List.of(signer.key())))
                .isEmpty();
    }

    @Test
    void shouldReadBothAlphabetsAndPassOverWhatItDoesNotKnow() throws Exception {
        byte[] body = new byte[64];
        Arrays.fill(body, (byte) 0xfb);
        String json = new String(Envelope.sign(TYPE, body, signer).json(), StandardCharsets.UTF_8);
        String urlSafe = json.replace("application/", "application@")
                .replace("+", "-")
                .replace("\"http://example.com/HelloWorld\"", "TYPE")
                .replace("/", "_")
                .replace("TYPE", "\"http://example.com/HelloWorld\"");
        assertThat(urlSafe).isNotEqualTo(json).contains("-_v7");
        for (String text : List.of(
                json,
                urlSafe,
                urlSafe.replace("=", ""),
                json.replace("{\"keyid\"", "{\"cert\":[1],\"keyid\""),
                json.replaceFirst("\\{", "{\"later\":{\"more\":null},"))) {
            assertThat(Envelope.read(bytes(text)).verified(List.of(signer.key())))
                    .as(text)
                    .isPresent();
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nothing at all          | ``                                                            | found nothing, expected a JSON object
            an array                | []                                                            | found an array, expected a JSON object
            no JSON                 | {"payload                                                     | found no JSON object
            two documents           | {} {}                                                         | found no JSON object
            no signatures           | {"payload":"","payloadType":"t"}                              | signatures: found nothing, allowed: an array
            an empty list           | {"payload":"","payloadType":"t","signatures":[]}              | signatures: found 0 signatures, allowed: 1 to 32
            signatures as an object | {"payload":"","payloadType":"t","signatures":{"sig":""}}      | signatures: found an object, allowed: an array
            a signature as a text   | {"payload":"","payloadType":"t","signatures":[""]}            | signatures[0]: found a text, allowed: an object
            no sig                  | {"payload":"","payloadType":"t","signatures":[{}]}            | signatures[0].sig: found nothing, allowed: a text
            sig null                | {"payload":"","payloadType":"t","signatures":[{"sig":null}]}  | signatures[0].sig: found null, allowed: a text
            keyid as a number       | {"payload":"","payloadType":"t","signatures":[{"sig":"","keyid":1}]} | signatures[0].keyid: found a number, allowed: a text
            no payload              | {"payloadType":"t","signatures":[{"sig":""}]}                 | payload: found nothing, allowed: a text
            no type                 | {"payload":"","signatures":[{"sig":""}]}                      | payloadType: found nothing, allowed: a text
            no base64               | {"payload":"a b=","payloadType":"t","signatures":[{"sig":""}]} | payload: found "a b=", allowed: base64, standard or URL-safe
            both alphabets          | {"payload":"-/-/","payloadType":"t","signatures":[{"sig":""}]} | payload: found "-/-/", allowed: base64, standard or URL-safe
            spare bits              | {"payload":"aGV=","payloadType":"t","signatures":[{"sig":""}]} | payload: found "aGV=", allowed: base64 without spare bits
            a name twice            | {"payload":"","payload":"","payloadType":"t","signatures":[{"sig":""}]} | Duplicate
            a name twice, deeper    | {"payload":"","payloadType":"t","signatures":[{"sig":"","sig":"AA=="}]} | Duplicate
            a name twice, unknown   | {"payload":"","payloadType":"t","x":{"a":1,"a":2},"signatures":[{"sig":""}]} | Duplicate
            control characters      | {"payload":"\\u001b[2J\\u202e","payloadType":"t","signatures":[{"sig":""}]} | payload: found "\\u{1b}[2J\\u{202e}"
            """)
    void shouldRefuseWhatIsNoEnvelope(String what, String json, String message) {
        String text = json.replace("\\\\", "\\");
        assertThatThrownBy(() -> Envelope.read(bytes(text)))
                .as(what)
                .isInstanceOf(RefusedDocumentException.class)
                .hasMessageContaining(message.replace("\\\\", "\\"));
    }

    @Test
    void shouldRefuseWhatIsTooLongTooDeepTooManyOrNoUtf8() {
        String deep = "{\"x\":" + "[".repeat(40) + "]".repeat(40) + ",";
        String many = "{\"signatures\":[" + "{\"sig\":\"\"},".repeat(32) + "{\"sig\":\"\"}],";
        String rest = "\"payload\":\"\",\"payloadType\":\"t\"}";
        assertThatThrownBy(() -> Envelope.read(bytes(deep + rest))).hasMessageContaining("at most 32 levels");
        assertThatThrownBy(() -> Envelope.read(bytes(many + rest))).hasMessageContaining("found 33 signatures");
        assertThatThrownBy(() -> Envelope.read(new byte[Envelope.MAX_BYTES + 1]))
                .hasMessageContaining("more than 1048576 bytes");
        assertThatThrownBy(() -> Envelope.read(new byte[] {'{', '"', (byte) 0xc0, '"'}))
                .hasMessageContaining("bytes from 3 on that are no UTF-8");
    }
}
