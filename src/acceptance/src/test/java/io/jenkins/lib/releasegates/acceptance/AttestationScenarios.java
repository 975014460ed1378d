package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The envelopes are made here by the letter of DSSE and with the JDK alone. */
@DisplayName("What others have signed")
class AttestationScenarios extends Scenario {

    private static final String TYPE = "application/vnd.in-toto+json";

    private final String content = "shop " + UUID.randomUUID();
    private final KeyPair farm = keys();

    @Test
    @DisplayName("counts as attested where the policy lists the key and the file is the one that was judged")
    void shouldCountWhatTheListedKeyHasSigned() throws GeneralSecurityException {
        String good = envelope(farm.getPrivate(), statement(content, "PASSED", ""));

        Build build = jenkins().build(gated("rg-attested", judging(good)));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        JsonNode decision = PipelineScenarios.decision(build);
        assertThat(decision.path("outcome").asText()).isEqualTo("PASSED");
        assertThat(build.log()).contains("tests attested: 3.0");
        String page = jenkins().text(build.path() + "/release-audit/");
        assertThat(page).contains("attested by a key that the policy lists").contains("test-result by test farm, key");
    }

    @Test
    @DisplayName("doesn't count with another key, about another file, or when somebody changed it; and FAILED fails")
    void shouldNotCountAnythingElse() throws GeneralSecurityException {
        String good = envelope(farm.getPrivate(), statement(content, "PASSED", ""));
        String body = good.substring(good.indexOf(":\"") + 2, good.indexOf("\","));
        String other = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8).replace("\"b\"", "\"B\"");
        String changed = good.replace(body, Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8)));

        refused("rg-attested-changed", changed, "no attester of the policy has signed it", "INCONCLUSIVE");
        refused(
                "rg-attested-stranger",
                envelope(keys().getPrivate(), statement(content, "PASSED", "")),
                "no attester of the policy has signed it",
                "INCONCLUSIVE");
        refused(
                "rg-attested-other",
                envelope(farm.getPrivate(), statement("another file", "PASSED", "")),
                "none of which is judged here",
                "INCONCLUSIVE");
        refused(
                "rg-attested-failed",
                envelope(farm.getPrivate(), statement(content, "FAILED", "\"d\"")),
                "FAILED",
                "FAILED");
    }

    @Test
    @DisplayName("is asked for together with the artifacts that it is about")
    void shouldNeedArtifacts() {
        Build build = jenkins()
                .build(
                        gated(
                                "rg-attested-nothing",
                                "qualityGate attestations: '*.jsonl', qualityGates: [[metric: 'attestations.vulns', threshold: 1]]"));

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("Attestations are about artifacts, and none are named");
        assertThat(jenkins()
                        .text("/descriptor/io.jenkins.plugins.releasegates.gate.QualityGateOptions/help/attestations"))
                .contains("in-toto");
    }

    private void refused(String job, String envelope, String said, String outcome) {
        Build build = jenkins().build(gated(job, judging(envelope)));

        assertThat(build.log()).as(job).contains(said);
        assertThat(build.result()).as(job).isEqualTo("FAILURE");
        assertThat(PipelineScenarios.decision(build).path("outcome").asText())
                .as(job)
                .isEqualTo(outcome);
    }

    /** Beside a report of the pipeline that says that all is well, which nobody wants to hear here. */
    private String judging(String envelope) {
        String pem = "-----BEGIN PUBLIC KEY-----\n            "
                + Base64.getEncoder().encodeToString(farm.getPublic().getEncoded())
                + "\n            -----END PUBLIC KEY-----";
        String policy =
                "apiVersion: release-gates/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\nspec:\n  attesters:\n"
                        + "    - name: test farm\n      keys:\n        - |\n            " + pem
                        + "\n      accepts: [test-result]\n"
                        + "  gates:\n    - name: tested\n      criteria:\n        - {metric: tests.failed, threshold: 1, provenance: attested}\n";
        return "junit(9, 0)\nwriteFile file: 'target/shop.jar', text: '" + content
                + "'\nwriteFile file: 'farm.yaml', text: '''"
                + policy + "'''\nwriteFile file: 'signed/tests.jsonl', text: '" + envelope + "'\n"
                + "def answer = qualityGate policy: 'farm.yaml', artifacts: 'target/*.jar', attestations: 'signed/*', reports: [reports[0]]\n"
                + "echo \"tests attested: ${answer.measurements['attestations.testResult'] + 2}\"\n";
    }

    private static String statement(String about, String result, String failed) throws GeneralSecurityException {
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8)));
        return "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":{\"sha256\":\"" + digest
                + "\"}}],\"predicateType\":\"https://in-toto.io/attestation/test-result/v0.1\",\"predicate\":{\"result\":\""
                + result + "\",\"configuration\":[],\"passedTests\":[\"a\",\"b\",\"c\"],\"failedTests\":[" + failed
                + "]}}";
    }

    private static String envelope(PrivateKey key, String statement) throws GeneralSecurityException {
        byte[] body = statement.getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(("DSSEv1 " + TYPE.length() + " " + TYPE + " " + body.length + " " + statement)
                .getBytes(StandardCharsets.UTF_8));
        return "{\"payload\":\"" + Base64.getEncoder().encodeToString(body) + "\",\"payloadType\":\"" + TYPE
                + "\",\"signatures\":[{\"keyid\":\"\",\"sig\":\""
                + Base64.getEncoder().encodeToString(signature.sign()) + "\"}]}";
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java from 15 on has Ed25519", e);
        }
    }
}
