package io.jenkins.lib.releasegates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.statement.Statement;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseGatesTest {

    private static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: shop}
            spec:
              gates:
                - name: Tests
                  criteria:
                    - condition: tests.failed == 0 && tests.total > 0
            """;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("policy.yaml"), POLICY);
        tests("");
    }

    private void tests(String outcome) throws IOException {
        Files.writeString(
                directory.resolve("TEST-a.xml"),
                "<testsuite name='a'><testcase classname='a.B' name='c'>" + outcome + "</testcase></testsuite>");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return ReleaseGates.run(terminal, arguments);
    }

    private int evaluate(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "evaluate",
                "--policy",
                directory.resolve("policy.yaml").toString(),
                "--workspace",
                directory.toString(),
                "--report",
                "TEST-*.xml"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
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

    private String ledger() {
        return directory.resolve(".release-gates/ledger").toString();
    }

    @Test
    void shouldEndWithZeroWhereThePolicyIsMet() {
        assertThat(evaluate()).isEqualTo(0);
        assertThat(out()).contains("Tests", "Passed", "tests.failed = 0", "A rehearsal", "admits nothing");
        assertThat(err()).isEmpty();
    }

    @Test
    void shouldCountSignedStatementsAboutTheArtifacts() throws Exception {
        KeyPair farm = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        EnvelopeSigner signer = EnvelopeSigner.of(farm.getPrivate(), farm.getPublic());
        Files.writeString(directory.resolve("shop.jar"), "shop");
        Files.writeString(
                directory.resolve("policy.yaml"),
                POLICY.replace("tests.total > 0", "tests.total == 2, provenance: attested")
                        .replace("- condition: ", "- {condition: ")
                        .replace("attested", "attested}")
                        .replace(
                                "spec:\n",
                                "spec:\n  attesters:\n    - name: farm\n      accepts: [test-result]\n      keys:\n        - |\n"
                                        + signer.key().pem().strip().indent(10)));
        String statement = "{\"_type\":\"" + Statement.TYPE + "\",\"subject\":[{\"digest\":{\"sha256\":\""
                + Digest.of("shop".getBytes(StandardCharsets.UTF_8)).hex()
                + "\"}}],\"predicateType\":\"https://in-toto.io/attestation/test-result/v0.1\",\"predicate\":{\"result\":\"PASSED\",\"passedTests\":[\"a\",\"b\"]}}";
        Files.write(
                directory.resolve("a.jsonl"),
                Envelope.sign(Statement.PAYLOAD_TYPE, statement.getBytes(StandardCharsets.UTF_8), signer)
                        .json());

        assertThat(evaluate("--artifacts", "*.jar", "--attestations", "*.jsonl"))
                .as(err())
                .isEqualTo(0);
        assertThat(out()).contains("tests.total = 2", "attested");
        Files.writeString(directory.resolve("shop.jar"), "another shop");
        assertThat(evaluate("--artifacts", "*.jar", "--attestations", "*.jsonl"))
                .isEqualTo(1);
        assertThat(err()).contains("a.jsonl: a test-result about sha256:", "none of which is judged here");
        assertThat(evaluate("--attestations", "*.jsonl")).isEqualTo(2);
        assertThat(err()).contains("found --attestations without --artifacts");
        assertThat(run(
                        "evaluate",
                        "--policy",
                        directory.resolve("policy.yaml").toString(),
                        "--workspace",
                        directory.toString()))
                .isEqualTo(2);
        assertThat(err()).contains("found neither --report nor --attestations");
    }

    @Test
    void shouldEndWithOneAndSayWhyWhereItIsNot() throws IOException {
        tests("<failure message='no'/>");

        assertThat(evaluate()).isEqualTo(1);
        assertThat(out()).contains("Failed", "- Tests: ", "tests.failed = 1");
    }

    @Test
    void shouldNotTakeAMissingReportForAGoodOne() throws IOException {
        Files.delete(directory.resolve("TEST-a.xml"));

        assertThat(evaluate()).isEqualTo(1);
        assertThat(out()).contains("Inconclusive", "TEST-*.xml");
    }

    @Test
    void shouldListAllIssuesOfAPolicyAndEndWithTwo() throws IOException {
        Files.writeString(
                directory.resolve("policy.yaml"),
                POLICY.replace("kind: ReleasePolicy", "kind: Policy").replace("tests.failed == 0", "tests.fail == 0"));

        assertThat(evaluate()).isEqualTo(2);
        assertThat(err().lines()).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.contains("policy.yaml:"));
        assertThat(err()).contains("policy.yaml:2:", "allowed", "tests.fail").doesNotContain("\tat ");
        assertThat(out()).isEmpty();
    }

    @Test
    void shouldPrintOneJsonDocumentAndNothingElse() throws IOException {
        assertThat(evaluate("--output", "json")).isEqualTo(0);
        assertThat(json().at("/decisions/0/outcome").asText()).isEqualTo("PASSED");
        assertThat(json().at("/decisions/0/purpose").asText()).isEqualTo("REHEARSAL");

        assertThat(run("evaluate", "--output=json")).isEqualTo(2);
        assertThat(json().path("issues").toString()).contains("--policy");
        assertThat(run(
                        "verify",
                        "--output",
                        "json",
                        directory.resolve("nowhere").toString()))
                .isEqualTo(2);
        assertThat(json().path("error").asText()).isEqualTo("invalid input");
        assertThat(err()).isEmpty();
    }

    @Test
    void shouldWriteDecisionAndPage() throws IOException {
        Path decision = directory.resolve("out/decision.json");
        Path page = directory.resolve("out/audit.html");

        assertThat(evaluate("--decision", decision.toString(), "--html", page.toString(), "--job", "shop"))
                .isEqualTo(0);

        assertThat(new ObjectMapper()
                        .readTree(decision.toFile())
                        .at("/decisions/0/job")
                        .asText())
                .isEqualTo("shop");
        assertThat(page).content().contains("Rehearsal.", "shop");
    }

    @Test
    void shouldCompareARehearsalWithTheOneBefore() throws IOException {
        Path policy = directory.resolve("policy.yaml");
        String comparing = POLICY.replace(
                "condition: tests.failed == 0 && tests.total > 0",
                "{metric: tests.total, threshold: 0, baseline: PROJECT_DELTA}");
        Files.writeString(policy, comparing);
        for (int time = 0; time < 2; time++) {
            assertThat(evaluate()).isEqualTo(1);
            assertThat(out()).contains("no run of");
        }
        Files.writeString(policy, comparing.replace("spec:", "spec:\n  baseline: {bootstrap: true}"));
        assertThat(evaluate()).as(() -> out() + err()).isEqualTo(0);
        assertThat(out()).contains("spends the bootstrap");
        Files.writeString(policy, comparing);

        assertThat(evaluate()).as(() -> out() + err()).isEqualTo(0);
        assertThat(out()).contains("Compared with the last run of");
    }

    @Test
    void shouldVerifyWhatItRecorded() throws IOException {
        evaluate();
        assertThat(run("verify", ledger())).as(() -> out() + err()).isEqualTo(0);
        assertThat(out()).contains("Verified", "chain", "Head: 3:sha256:");
        assertThat(run("verify", ledger(), "--output", "json")).isEqualTo(0);
        String head = json().path("head").asText();

        Path trail = directory.resolve(".release-gates/ledger/trail/000000000000.jsonl");
        String lines = Files.readString(trail);
        Files.writeString(trail, lines.replace("\"PASSED\"", "\"FAILED\""));
        assertThat(run("verify", ledger())).isEqualTo(1);
        assertThat(out()).contains("NOT VERIFIED", "trail/000000000000.jsonl:");

        Files.writeString(trail, lines.substring(0, lines.lastIndexOf('\n', lines.length() - 2) + 1));
        assertThat(run("verify", ledger())).isIn(0, 1);
        assertThat(run("verify", ledger(), "--head", head)).isEqualTo(1);
    }

    @Test
    void shouldNotTakeAnyFolderForALedger() {
        assertThat(run("verify", directory.toString())).isEqualTo(2);
        assertThat(err()).contains("allowed: the folder of a ledger");
    }

    @Test
    void shouldDemandTheStrengthThatIsRequired() throws IOException {
        evaluate();
        assertThat(run("verify", ledger(), "--require", "chain")).isEqualTo(0);
        assertThat(run("verify", ledger(), "--require", "signed")).isEqualTo(1);
        assertThat(out()).contains("NOT AS STRONG AS REQUIRED", "a key to trust, which has to be given");
        assertThat(run("verify", ledger(), "--require", "witnessed", "--output", "json"))
                .isEqualTo(1);
        assertThat(json().path("verified").asBoolean()).isTrue();
        assertThat(json().path("satisfied").asBoolean()).isFalse();
        assertThat(json().path("required").asText()).isEqualTo("witnessed");
        assertThat(json().path("checkpoints").path("signedUpToEntries").asInt(-1))
                .isZero();
        assertThat(run("verify", ledger(), "--require", "broken")).isEqualTo(2);
    }

    @Test
    void shouldHoldALedgerAgainstAGivenKey() throws IOException {
        evaluate();
        Path key = Files.writeString(
                directory.resolve("key"), "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n");
        assertThat(run("verify", ledger(), "--key", key.toString())).isEqualTo(1);
        assertThat(out()).contains("--key: ");

        Files.writeString(key, "ssh-ed25519 AAAA");
        assertThat(run("verify", ledger(), "--key", key.toString())).isEqualTo(2);
        assertThat(err()).contains("--key " + key, "found \"ssh-ed25519 AAAA\"", "allowed: a file with a vkey");
        assertThat(run("verify", ledger(), "--key", directory.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err()).contains("none: found no file that can be read");
        assertThat(run(
                        "verify",
                        ledger(),
                        "--witness",
                        directory.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err()).contains("none: found no folder that can be read", "allowed: a folder");
        assertThat(run("verify", ledger(), "--witness", directory.toString())).isEqualTo(0);
        assertThat(out()).contains("has no checkpoint of");
    }

    @Test
    void shouldExportABuildAndVerifyItAlone() throws Exception {
        Path home = directory.resolve("signed");
        KeysInMemory keys = new KeysInMemory();
        Path key;
        try (Ledger ledger = Ledger.open(home, keys, Releases.NOW)) {
            ledger.recordEvidence(Releases.evidence(80, 0), Releases.build(1), Releases.ALICE, Releases.NOW);
            ledger.recordEvidence(Releases.evidence(81, 0), Releases.build(2), Releases.ALICE, Releases.NOW);
            key = Files.writeString(
                    directory.resolve("key.vkey"), ledger.key().orElseThrow().vkey());
        }
        String zip = directory.resolve("out/bundle.zip").toString();

        assertThat(run("export", "--ledger", home.toString(), "--build", "build-2", "--zip", zip))
                .as(() -> out() + err())
                .isEqualTo(0);
        assertThat(out()).contains("Wrote " + zip, "1 entries about the build build-2");
        assertThat(directory.resolve("out")).isDirectoryContaining(file -> file.endsWith("bundle.zip"));
        assertThat(directory.resolve("out").toFile().list()).hasSize(1);
        assertThat(run("verify", zip, "--key", key.toString(), "--require", "signed"))
                .as(() -> out() + err())
                .isEqualTo(0);
        assertThat(out())
                .contains(
                        "Verified", "Strength: signed.", "build-2 (shop/checkout #2)", "Values of persons verified: 2")
                .doesNotContain("Head: ");
        assertThat(run("verify", zip, "--require", "signed")).isEqualTo(1);
        assertThat(out()).contains("NOT AS STRONG AS REQUIRED", "a key to trust, which has to be given");
        assertThat(run("verify", zip, "--key", key.toString(), "--output", "json"))
                .isEqualTo(0);
        assertThat(json().at("/bundle/build").asText()).isEqualTo("build-2");
        assertThat(json().at("/bundle/notSigned").size()).isZero();
        assertThat(json().path("strength").asText()).isEqualTo("signed");
        assertThat(json().has("head")).isFalse();

        assertThat(run(
                        "export",
                        "--ledger",
                        home.toString(),
                        "--build",
                        "build-2",
                        "--zip",
                        zip,
                        "--without-persons",
                        "--output",
                        "json"))
                .isEqualTo(0);
        assertThat(json().path("signed").asBoolean()).isTrue();
        assertThat(json().path("bytes").asLong()).isEqualTo(Files.size(Path.of(zip)));
        assertThat(run("verify", zip, "--key", key.toString(), "--require", "signed"))
                .isEqualTo(0);
        assertThat(out()).contains("Values of persons verified: 0, not in the bundle: 2");

        byte[] bytes = Files.readAllBytes(Path.of(zip));
        bytes[bytes.length / 2] ^= 1;
        Files.write(Path.of(zip), bytes);
        assertThat(run("verify", zip, "--key", key.toString())).isEqualTo(1);
        assertThat(out()).contains("NOT VERIFIED", "it was damaged");
    }

    @Test
    void shouldSayWhatCannotBeExportedOrIsNoBundle() throws IOException {
        evaluate("--output", "json");
        String build = json().path("build").asText();
        Path zip = directory.resolve("bundle.zip");
        assertThat(run("export", "--ledger", ledger(), "--build", build, "--zip", zip.toString()))
                .isEqualTo(0);
        assertThat(out()).contains("This log signs nothing");
        assertThat(run("verify", zip.toString())).isEqualTo(0);
        assertThat(out()).contains("Strength: chain.", "Nothing in this bundle is signed");

        assertThat(run("export", "--ledger", ledger(), "--build", "other", "--zip", zip.toString()))
                .isEqualTo(2);
        assertThat(err()).contains("no entry about the build other");
        assertThat(run("export", "--ledger", ledger(), "--build", build, "--zip", directory.toString()))
                .isEqualTo(2);
        assertThat(err()).contains("--zip " + directory + ": found a folder");
        assertThat(run("export", "--ledger", directory.toString(), "--build", build, "--zip", zip.toString()))
                .isEqualTo(2);
        assertThat(err()).contains("found no folder 'trail'");
        assertThat(run("verify", zip.toString(), "--head", "1:sha256:" + "0".repeat(64)))
                .isEqualTo(2);
        assertThat(err()).contains("--head: found one beside a proof bundle");
        assertThat(run("verify", directory.resolve("policy.yaml").toString())).isEqualTo(2);
        assertThat(err()).contains("policy.yaml: found no zip file", "or a proof bundle");
    }

    @Test
    void shouldSayHowAHeadIsWritten() {
        evaluate();
        assertThat(run("verify", ledger(), "--head", "7")).isEqualTo(2);
        assertThat(err()).contains("N:sha256:", "found: 7");
    }

    @Test
    void shouldReportTheLastBuildOrTheOneThatIsNamed() throws IOException {
        evaluate("--output", "json");
        String build = json().path("build").asText();
        evaluate();

        assertThat(run("report", "--ledger", ledger(), "--build", build, "--output", "json"))
                .isEqualTo(0);
        assertThat(json().path("build").asText()).isEqualTo(build);
        assertThat(run("report", "--ledger", ledger())).isEqualTo(0);
        assertThat(out()).contains("Tests", "cannot be excluded");
        assertThat(run("report", "--ledger", ledger(), "--build", "other")).isEqualTo(2);
        assertThat(err()).contains("no entry about the build other");
    }

    @Test
    void shouldEndWithThreeWhereItCantDoItsWork() throws IOException {
        Files.writeString(directory.resolve("occupied"), "a file");

        assertThat(evaluate("--ledger", directory.resolve("occupied").toString()))
                .isEqualTo(3);
        assertThat(err()).contains("occupied").doesNotContain("\tat ");
    }

    @Test
    void shouldMakeCharactersVisibleThatWouldSteerTheTerminal() throws IOException {
        assertThat(evaluate("--job", "shop\u001b[2J")).isEqualTo(0);
        run("report", "--ledger", ledger());
        assertThat(out()).doesNotContain("\u001b").contains("\\u{1b}[2J");
    }

    @Test
    void shouldExplainItself() {
        assertThat(run("--help")).isEqualTo(0);
        assertThat(out())
                .contains("evaluate", "verify", "report", "require", "export", "Exit codes", "could not do its work");
        assertThat(run()).isEqualTo(2);
        assertThat(run("evaluat")).isEqualTo(2);
        assertThat(err()).contains("evaluat");
    }

    @Test
    void shouldEndAProcessWithTheSameCodes() throws Exception {
        tests("<failure message='no'/>");
        Files.writeString(directory.resolve("broken.xml"), "FATAL: what a library logs about it belongs nowhere");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ReleaseGates.class.getName(),
                "evaluate",
                "--policy",
                "policy.yaml",
                "--report",
                "junit=TEST-*.xml",
                "--report",
                "pmd=broken.xml",
                "--output",
                "json");
        File printed = directory.resolve("printed").toFile();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(printed)
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(new ObjectMapper()
                        .readTree(printed)
                        .at("/decisions/0/outcome")
                        .asText())
                .isEqualTo("FAILED");
    }
}
