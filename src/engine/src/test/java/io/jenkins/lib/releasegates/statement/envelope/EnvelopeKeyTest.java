package io.jenkins.lib.releasegates.statement.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.statement.Statements;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeKeyTest {

    @TempDir
    private Path directory;

    private static String pem(byte[] der) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
    }

    private String openssl(String... arguments) throws Exception {
        Path output = directory.resolve("output");
        try {
            Process process = new ProcessBuilder(arguments)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> String.join(" ", arguments))
                    .isZero();
        } catch (IOException e) {
            assumeTrue(false, "openssl is not installed");
        }
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "EC"})
    void shouldReadBackItsPem(String algorithm) throws Exception {
        EnvelopeKey key = Statements.signer(algorithm).key();

        assertThat(EnvelopeKey.parse(key.pem())).isEqualTo(key);
        assertThat(EnvelopeKey.parse(key.pem().replace("\n", "\r\n"))).isEqualTo(key);
        assertThat(key.id())
                .isEqualTo(Digest.of(Base64.getDecoder().decode(key.base64())).hex());
    }

    @Test
    void shouldRefuseKeysOfOtherKindsAndSayWhatIsAllowed() throws Exception {
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        byte[] good = Base64.getDecoder().decode(Statements.SIGNER.key().base64());
        byte[] longer = java.util.Arrays.copyOf(good, good.length + 1);
        KeyPair secret = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String secretPem = pem(secret.getPrivate().getEncoded()).replace("PUBLIC", "PRIVATE");
        for (String text : List.of(
                "",
                "ssh-ed25519 AAAA",
                secretPem,
                pem(new byte[] {1, 2, 3}),
                pem(longer),
                pem(p384.generateKeyPair().getPublic().getEncoded()),
                pem(rsa.generateKeyPair().getPublic().getEncoded()),
                pem(good).replace("PUBLIC KEY", "CERTIFICATE"),
                pem(good) + pem(good),
                pem(good).replace("\n", "\n=").repeat(1))) {
            assertThatThrownBy(() -> EnvelopeKey.parse(text))
                    .as(text)
                    .isInstanceOf(RefusedDocumentException.class)
                    .hasMessageStartingWith("found ");
        }
        assertThatThrownBy(() -> EnvelopeKey.parse(secretPem))
                .hasMessageContaining("'PRIVATE KEY'")
                .hasMessageContaining("allowed is one block 'PUBLIC KEY'")
                .hasMessageNotContaining(secretPem.lines().toList().get(1));
    }

    @Test
    void shouldNotSignWithHalvesThatDoNotBelongTogether() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        KeyPair one = generator.generateKeyPair();
        KeyPair other = generator.generateKeyPair();
        assertThatThrownBy(() -> EnvelopeSigner.of(one.getPrivate(), other.getPublic()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("doesn't belong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-algorithm ed25519", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"})
    void shouldVerifyWhatOpensslSigned(String kind) throws Exception {
        openssl(("openssl genpkey " + kind + " -out key.pem").split(" "));
        openssl("openssl pkey -in key.pem -pubout -out public.pem".split(" "));
        EnvelopeKey key = EnvelopeKey.parse(Files.readString(directory.resolve("public.pem")));
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Files.write(directory.resolve("pae"), PreAuthenticationEncoding.of("t", body));
        openssl((kind.contains("EC")
                        ? "openssl dgst -sha256 -sign key.pem -out sig pae"
                        : "openssl pkeyutl -sign -inkey key.pem -rawin -in pae -out sig")
                .split(" "));
        String json = "{\"payload\":\"" + Base64.getUrlEncoder().encodeToString(body)
                + "\",\"payloadType\":\"t\",\"signatures\":[{\"sig\":\""
                + Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve("sig"))) + "\"}]}";

        Envelope envelope = Envelope.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(envelope.verified(List.of(key)).orElseThrow().body()).isEqualTo(body);
        assertThat(envelope.verified(List.of(Statements.signer("EC").key()))).isEmpty();
        openssl("openssl pkey -pubin -in public.pem -outform DER -out der".split(" "));
        assertThat(key.id())
                .isEqualTo(
                        Digest.of(Files.readAllBytes(directory.resolve("der"))).hex());
    }
}
