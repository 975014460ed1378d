package io.jenkins.lib.releasegates.statement.attested;

import static io.jenkins.lib.releasegates.statement.Statements.ARTIFACT;
import static io.jenkins.lib.releasegates.statement.Statements.SIGNER;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import io.jenkins.lib.releasegates.statement.Statement;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Statements of others for tests, and a policy that lists their key. */
public final class Attests {

    static final Artifact OTHER = new Artifact("cart.jar", Digest.of("cart".getBytes(StandardCharsets.UTF_8)), 4);

    static final String TESTS = "https://in-toto.io/attestation/test-result/v0.1";
    static final String VULNS = "https://in-toto.io/attestation/vulns/v0.2";
    static final String PROVENANCE = "https://slsa.dev/provenance/v1";
    static final String SUMMARY = "https://slsa.dev/verification_summary/v1";

    static final String GOOD_TESTS =
            "{'result': 'PASSED', 'configuration': [], 'passedTests': ['a', 'b'], 'warnedTests': ['c'], 'failedTests': []}";
    static final String GOOD_VULNS = vulns("");
    static final String GOOD_PROVENANCE =
            "{'buildDefinition': {'buildType': 'https://ci.example.com/v1'}, 'runDetails': {'builder': {'id': 'https://ci.example.com/builder'},"
                    + " 'metadata': {'finishedOn': '2026-11-21T09:30:00Z'}}}";
    static final String GOOD_SUMMARY =
            "{'verifier': {'id': 'https://verifier.example.com'}, 'timeVerified': '2026-11-21T09:30:00Z', 'resourceUri': 'pkg:maven/shop',"
                    + " 'verificationResult': 'PASSED', 'verifiedLevels': ['SLSA_BUILD_LEVEL_3', 'X']}";

    private Attests() {}

    /** The text of a good statement of each kind. */
    public static List<String> examples() {
        return Stream.of(
                        statement(TESTS, GOOD_TESTS, ARTIFACT),
                        statement(
                                VULNS,
                                vulns("{'id': 'CVE-2026-1', 'severity': [{'method': 'cvss', 'score': '9.8'}]}"),
                                ARTIFACT),
                        statement(PROVENANCE, GOOD_PROVENANCE, ARTIFACT),
                        statement(SUMMARY, GOOD_SUMMARY, ARTIFACT))
                .map(text -> text.replace('\'', '"'))
                .toList();
    }

    static String vulns(String results) {
        return "{'scanner': {'uri': 'pkg:github/aquasecurity/trivy', 'db': {'lastUpdate': '2026-11-21T06:00:00Z'}, 'result': ["
                + results
                + "]}, 'metadata': {'scanStartedOn': '2026-11-21T09:00:00Z', 'scanFinishedOn': '2026-11-21T09:01:00Z'}}";
    }

    static String statement(String type, String predicate, Artifact... about) {
        StringBuilder subjects = new StringBuilder();
        for (Artifact artifact : about) {
            subjects.append(subjects.isEmpty() ? "" : ", ")
                    .append("{'name': 'x', 'digest': {'sha256': '")
                    .append(artifact.digest().hex())
                    .append("'}}");
        }
        return "{'_type': 'https://in-toto.io/Statement/v1', 'subject': [" + subjects + "], 'predicateType': '" + type
                + "', 'predicate': " + predicate + "}";
    }

    static byte[] signed(String statement, EnvelopeSigner... signers) {
        return signedAs(Statement.PAYLOAD_TYPE, statement, signers);
    }

    static byte[] signedAs(String payloadType, String statement, EnvelopeSigner... signers) {
        byte[] body = statement.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Envelope.sign(payloadType, body, signers).json();
    }

    /** Of the key that the policy lists, about the artifact that is judged. */
    static byte[] good(String type, String predicate) {
        return signed(statement(type, predicate, ARTIFACT), SIGNER);
    }

    static StatementFile file(String name, byte[]... lines) {
        StringBuilder text = new StringBuilder();
        for (byte[] line : lines) {
            text.append(new String(line, StandardCharsets.UTF_8)).append('\n');
        }
        return new StatementFile(name, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** One attester with what stands in the rest, and these criteria. */
    static Policy policy(String attester, String... criteria) {
        try {
            return PolicyValidation.ofYaml(yaml(attester, criteria), "policy.yaml")
                    .policyOrThrow();
        } catch (InvalidPolicyException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static String yaml(String attester, String... criteria) {
        String key = SIGNER.key().pem().strip().indent(12);
        return "apiVersion: release-gates/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\nspec:\n"
                + "  attesters:\n    - name: test farm\n      keys:\n        - |\n" + key + attester.indent(6)
                + "  gates:\n    - name: quality\n      criteria:\n        - {"
                + String.join("}\n        - {", criteria)
                + "}\n";
    }
}
