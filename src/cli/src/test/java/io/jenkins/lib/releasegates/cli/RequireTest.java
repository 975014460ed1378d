package io.jenkins.lib.releasegates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.statement.DecisionStatement;
import io.jenkins.lib.releasegates.statement.DecisionSummary;
import io.jenkins.lib.releasegates.statement.RevocationList;
import io.jenkins.lib.releasegates.statement.Revoked;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code release-gates require}. */
class RequireTest {

    private static final String LOG = "release-gates/0123456789abcdef";
    private static final Digest POLICY = Digest.of("policy".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    private final Instant now = Clock.systemUTC().instant();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private EnvelopeSigner signer;

    @BeforeEach
    void sign() throws Exception {
        signer = signer();
        Files.writeString(directory.resolve("shop.jar"), "shop");
        Files.writeString(directory.resolve("key.pem"), signer.key().pem());
        Files.write(
                directory.resolve("statement.json"),
                statement(Verdict.Kind.PASSED, Purpose.JUDGEMENT, now.minusSeconds(60)));
        Files.write(directory.resolve("revocations.json"), revocations(now.minusSeconds(30)));
    }

    private static EnvelopeSigner signer() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return EnvelopeSigner.of(pair.getPrivate(), pair.getPublic());
    }

    private byte[] statement(Verdict.Kind outcome, Purpose purpose, Instant at) throws Exception {
        return DecisionStatement.sign(
                        new DecisionSummary(
                                new DecisionSummary.Verifier("https://ci.example.com", Map.of()),
                                "https://repo.example.com/shop.jar",
                                new DecisionSummary.AppliedPolicy("https://git.example.com/policy", POLICY),
                                new DecisionSummary.Recorded(
                                        "0123456789abcdef/3", POLICY, LOG, POLICY, "7", Optional.of("a\u001b[2J")),
                                outcome,
                                outcome.admits(),
                                purpose,
                                at,
                                at.plus(Duration.ofHours(24)),
                                Optional.of("production"),
                                List.of(new Artifact(
                                        "shop.jar", Digest.of("shop".getBytes(StandardCharsets.UTF_8)), 4))),
                        signer)
                .json();
    }

    private byte[] revocations(Instant at, Revoked... revoked) throws Exception {
        return new RevocationList(LOG, POLICY, at, List.of(revoked))
                .sign(signer)
                .json();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private int require(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "require",
                "--artifact",
                path("shop.jar"),
                "--statement",
                path("statement.json"),
                "--key",
                path("key.pem")));
        arguments.addAll(List.of(more));
        out.reset();
        err.reset();
        return ReleaseGates.run(
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false),
                arguments.toArray(String[]::new));
    }

    private int requireUnrevoked(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--revocations", path("revocations.json")));
        arguments.addAll(List.of(more));
        return require(arguments.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(out());
    }

    @Test
    void shouldEndWithZeroWhereEverythingIsFulfilled() {
        assertThat(requireUnrevoked(
                        "--policy-digest",
                        "sha256:" + "0".repeat(64),
                        "--policy-digest",
                        POLICY.toString(),
                        "--environment",
                        "production",
                        "--verifier",
                        "https://ci.example.com",
                        "--resource-uri",
                        "https://repo.example.com/shop.jar",
                        "--max-age",
                        "2m"))
                .as(() -> out() + err())
                .isEqualTo(0);
        assertThat(out())
                .contains("\nAdmitted\n", "shop.jar sha256:", "+ Signed by the trusted key", "+ Not among the 0");
        assertThat(err()).isEmpty();
    }

    @Test
    void shouldEndWithOneAndSayAllThatIsMissing() throws Exception {
        Files.writeString(directory.resolve("shop.jar"), "other");
        Files.write(
                directory.resolve("revocations.json"),
                revocations(now, new Revoked("0123456789abcdef/3", now.minusSeconds(5))));

        assertThat(requireUnrevoked(
                        "--environment", "staging", "--policy-digest", "sha256:" + "0".repeat(64), "--max-age", "10s"))
                .isEqualTo(1);
        assertThat(out())
                .contains(
                        "\nNOT ADMITTED\n",
                        "- The file \"shop.jar\" with the digest",
                        "- It was decided at",
                        "demanded is one for \"staging\"",
                        "demanded is sha256:000",
                        "- The decision 0123456789abcdef/3 was revoked at",
                        "+ The result is PASSED");
    }

    @Test
    void shouldAdmitNoFailureAndNoRehearsalUnlessAsked() throws Exception {
        Files.write(
                directory.resolve("statement.json"),
                statement(Verdict.Kind.PASSED, Purpose.REHEARSAL, now.minusSeconds(60)));
        assertThat(requireUnrevoked()).isEqualTo(1);
        assertThat(out()).contains("- It is a REHEARSAL");
        assertThat(requireUnrevoked("--allow-rehearsal")).isEqualTo(0);

        Files.write(
                directory.resolve("statement.json"),
                statement(Verdict.Kind.INCONCLUSIVE, Purpose.JUDGEMENT, now.minusSeconds(60)));
        assertThat(requireUnrevoked("--allow-rehearsal")).isEqualTo(1);
        assertThat(out()).contains("- The result is FAILED: the gates came to INCONCLUSIVE");
    }

    @Test
    void shouldDemandThatSomethingIsSaidAboutRevocation() throws Exception {
        assertThat(require()).isEqualTo(2);
        assertThat(err()).contains("--revocations", "--ignore-revocation");
        assertThat(requireUnrevoked("--ignore-revocation")).isEqualTo(2);
        assertThat(require("--ignore-revocation")).isEqualTo(0);
        assertThat(out()).contains("Nobody was asked whether the decision was revoked");

        Files.write(directory.resolve("revocations.json"), revocations(now.minus(Duration.ofHours(2))));
        assertThat(requireUnrevoked()).isEqualTo(0);
        assertThat(requireUnrevoked("--revocations-max-age", "1h")).isEqualTo(1);
        assertThat(out())
                .contains("- Nobody can say whether the decision was revoked. The revocation list was issued at");
    }

    @Test
    void shouldTakeABundleAndSayWhyNoneOfItIsEnough() throws Exception {
        String good = Files.readString(directory.resolve("statement.json"));
        String failed = new String(
                statement(Verdict.Kind.FAILED, Purpose.JUDGEMENT, now.minusSeconds(60)), StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("statement.json"), failed + "\n" + good + "\n");
        assertThat(requireUnrevoked()).isEqualTo(0);
        assertThat(out()).contains("In line 2:").doesNotContain("line 1");

        Files.writeString(directory.resolve("key.pem"), signer().key().pem());
        assertThat(require("--ignore-revocation")).isEqualTo(1);
        assertThat(out()).contains("In line 1:", "In line 2:", "- It isn't signed by any of the 1 trusted keys");
    }

    @Test
    void shouldPrintOneJsonDocumentAndNothingElse() throws Exception {
        assertThat(requireUnrevoked("--json")).isEqualTo(0);
        assertThat(json().path("admitted").asBoolean()).isTrue();
        assertThat(json().at("/statements/0/decision").asText()).isEqualTo("0123456789abcdef/3");
        assertThat(json().at("/statements/0/failed")).isEmpty();
        assertThat(json().at("/statements/0/holds").size()).isGreaterThan(8);
        assertThat(json().at("/artifact/size").asInt()).isEqualTo(4);

        assertThat(requireUnrevoked("--output", "json", "--environment", "staging"))
                .isEqualTo(1);
        assertThat(json().path("admitted").asBoolean(true)).isFalse();
        assertThat(json().at("/statements/0/failed/0").asText()).contains("staging");
        assertThat(require("--json")).isEqualTo(2);
        assertThat(json().path("error").asText()).isEqualTo("invalid input");
        assertThat(err()).isEmpty();
    }

    @Test
    void shouldListAllThatIsWrongWithWhatWasGivenAndEndWithTwo() throws Exception {
        Files.writeString(directory.resolve("key.pem"), "ssh-ed25519 AAAA");
        Files.writeString(directory.resolve("revocations.json"), "{}");
        Files.delete(directory.resolve("shop.jar"));
        assertThat(requireUnrevoked("--policy-digest", "md5:1")).isEqualTo(2);
        assertThat(err())
                .contains(
                        "--artifact " + path("shop.jar") + ": found no file",
                        "--key " + path("key.pem") + ": found no PEM, allowed is one block 'PUBLIC KEY'",
                        "--revocations " + path("revocations.json") + ": signatures: found nothing",
                        "--policy-digest: A digest is written sha256:");
        assertThat(out()).isEmpty();

        sign();
        Files.writeString(directory.resolve("statement.json"), "Hello");
        assertThat(requireUnrevoked()).isEqualTo(2);
        assertThat(err()).contains("--statement " + path("statement.json") + ": found no JSON object");
        assertThat(requireUnrevoked("--max-age", "0h")).isEqualTo(2);
        assertThat(err()).contains("--max-age", "found '0h', allowed: a time like 30m, 24h or 7d");
        Files.delete(directory.resolve("statement.json"));
        assertThat(requireUnrevoked()).isEqualTo(2);
    }
}
