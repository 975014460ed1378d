package io.jenkins.lib.releasegates.statement;

import static io.jenkins.lib.releasegates.statement.Statements.SIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionStatementTest {

    private static final Map<Purpose, String> LEVELS = Map.of(
            Purpose.JUDGEMENT, "QUALITY_GATE_PASSED",
            Purpose.ADMISSION, "ENVIRONMENT_ADMITTED",
            Purpose.REHEARSAL, "REHEARSAL_PASSED");

    private static DecisionSummary readBack(DecisionSummary summary) throws RefusedDocumentException {
        return DecisionStatement.read(Statements.statement(Statements.text(summary)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadBackWhatItWroteAndPassOnlyWhatAdmits(Verdict.Kind outcome) throws Exception {
        for (Purpose purpose : Purpose.values()) {
            DecisionSummary summary = Statements.summary(
                    outcome, purpose, Statements.ARTIFACT, new Artifact("other", Digest.of(new byte[0]), 0));
            JsonNode predicate =
                    new ObjectMapper().readTree(Statements.text(summary)).path("predicate");

            assertThat(readBack(summary)).isEqualTo(summary);
            assertThat(predicate.path("verificationResult").asText()).isEqualTo(outcome.admits() ? "PASSED" : "FAILED");
            assertThat(predicate.path("verifiedLevels").toString())
                    .doesNotContain("SLSA_")
                    .contains(outcome.admits() ? LEVELS.get(purpose) : "FAILED");
        }
    }

    @Test
    void shouldReadBackASummaryWithoutWhatIsOptional() throws Exception {
        DecisionSummary all = Statements.passed();
        DecisionSummary.Recorded recorded = all.recorded();
        DecisionSummary least = new DecisionSummary(
                new DecisionSummary.Verifier(all.verifier().id(), Map.of()),
                "pkg:generic/shop@1",
                all.policy(),
                new DecisionSummary.Recorded(
                        recorded.decision(),
                        recorded.entry(),
                        recorded.log(),
                        recorded.evidence(),
                        recorded.build(),
                        Optional.empty()),
                all.outcome(),
                true,
                all.purpose(),
                all.at(),
                all.validUntil(),
                Optional.empty(),
                all.artifacts());
        assertThat(readBack(least)).isEqualTo(least);
    }

    @Test
    void shouldWriteTheSameBytesForTheSameDecision() {
        assertThat(Statements.text())
                .isEqualTo(Statements.text())
                .startsWith("{\"_type\":\"https://in-toto.io/Statement/v1\"");
    }

    @Test
    void shouldNotWriteAboutNothingAndNameAllThatIsWrong() {
        DecisionSummary nothing = Statements.summary(Verdict.Kind.PASSED, Purpose.JUDGEMENT);
        assertThatThrownBy(() -> DecisionStatement.sign(nothing, SIGNER))
                .isInstanceOf(RefusedDocumentException.class)
                .hasMessage(
                        "subject: found no artifact, expected at least one: a statement is about files that have a digest");
        DecisionSummary wrong = new DecisionSummary(
                new DecisionSummary.Verifier("us", Map.of()),
                "HTTPS://example.com",
                new DecisionSummary.AppliedPolicy("a b", Statements.POLICY),
                new DecisionSummary.Recorded("41", Statements.POLICY, " ", Statements.POLICY, "", Optional.empty()),
                Verdict.Kind.PASSED,
                true,
                Purpose.JUDGEMENT,
                Statements.NOW,
                Statements.NOW.minus(Duration.ofSeconds(1)),
                Optional.of(""),
                List.of(new Artifact(" ", Statements.POLICY, 1)));
        assertThatThrownBy(() -> DecisionStatement.sign(wrong, SIGNER))
                .hasMessageContainingAll(
                        "verifier.id: found \"us\"",
                        "resourceUri: found \"HTTPS:",
                        "policy.uri: found \"a b\", expected a URI",
                        "subject: found an artifact without a name",
                        "decision: found \"41\"",
                        "log: found a blank text",
                        "build: found a blank text",
                        "environment: found a blank text",
                        "validUntil: found 2026-11-21T09:59:59Z, which is before it was decided");
    }

    @Test
    void shouldNotWriteWhatNobodyCouldRead() {
        Artifact[] many = Stream.iterate(0, i -> i + 1)
                .limit(8_000)
                .map(i -> new Artifact("file-" + i, Statements.POLICY, i))
                .toArray(Artifact[]::new);
        assertThatThrownBy(() -> DecisionStatement.sign(
                        Statements.summary(Verdict.Kind.PASSED, Purpose.JUDGEMENT, many), SIGNER))
                .hasMessageContaining("allowed are 1048576: it is about 8000 subjects");
    }

    @Test
    void shouldNotBeMadeOfADecisionThatContradictsItself() {
        DecisionSummary passed = Statements.passed();
        assertThatThrownBy(() -> new DecisionSummary(
                        passed.verifier(),
                        passed.resourceUri(),
                        passed.policy(),
                        passed.recorded(),
                        Verdict.Kind.FAILED,
                        true,
                        passed.purpose(),
                        passed.at(),
                        passed.validUntil(),
                        passed.environment(),
                        passed.artifacts()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Statement/v1                          | Statement/v0.1                          | _type: found "https://in-toto.io/Statement/v0.1", allowed: https://in-toto.io/Statement/v1
            "predicateType":"https://slsa.dev/verification_summary/v1" | "predicateType":"https://slsa.dev/provenance/v1" | predicateType: found "https://slsa.dev/provenance/v1", which says nothing about a decision
            "predicateType":                      | "predicateTypes":                       | predicateType: found nothing, allowed: a text
            "predicate":{                         | "predicates":{                          | found nothing, allowed: an object
            "predicate":{                         | "predicate":1,"p":{                     | predicate: found a number, allowed: an object
            "subject":[{                          | "subject":[],"s":[{                     | subject: found no subject, allowed: at least one
            "subject":[{                          | "subject":[1,{                          | subject[0]: found a number, allowed: an object
            "name":"shop.jar"                     | "title":"shop.jar"                      | subject[0].name: found nothing
            "digest":{"sha256":"4                 | "digest":{"sha512":"4                   | found
            "size":4                              | "size":-4                               | subject[0].annotations.releaseGates.size: found "-4", allowed: a whole number from 0
            "size":4                              | "size":4.5                              | size: found "4.5"
            "size":4                              | "size":9007199254740993                 | size: found "9007199254740993"
            "size":4                              | "size":1e99                             | size: found
            /decision/v1"                         | /decision/v2"                           | predicate."https://jenkins.io/release-gates/decision/v1": found nothing, allowed: an object
            "decision":"0123456789abcdef/41"      | "decision":"0123456789abcdef/041"       | decision: found "0123456789abcdef/041"
            "entry":"sha256:                      | "entry":"sha512:                        | .entry: found "sha512:
            "purpose":"JUDGEMENT"                 | "purpose":"PROMISE"                     | .purpose: found "PROMISE", allowed: one of [JUDGEMENT, ADMISSION, REHEARSAL]
            "purpose":"JUDGEMENT"                 | "purpose":"ADMISSION"                   | predicate.verifiedLevels: found [RELEASE_GATES_QUALITY_GATE_PASSED], allowed: [RELEASE_GATES_ENVIRONMENT_ADMITTED]
            "purpose":"JUDGEMENT"                 | "purpose":"REHEARSAL"                   | predicate.verifiedLevels: found [RELEASE_GATES_QUALITY_GATE_PASSED], allowed: [RELEASE_GATES_REHEARSAL_PASSED]
            "outcome":"PASSED"                    | "outcome":"passed"                      | .outcome: found "passed", allowed: one of [FAILED
            "outcome":"PASSED"                    | "outcome":"FAILED"                      | verificationResult: found PASSED, allowed: FAILED beside the outcome FAILED
            "verificationResult":"PASSED"         | "verificationResult":"FAILED"           | verificationResult: found FAILED, allowed: PASSED beside the outcome PASSED
            "verificationResult":"PASSED"         | "verificationResult":true               | verificationResult: found a boolean, allowed: a text
            "verifiedLevels":["                   | "verifiedLevels":["FAILED","            | verifiedLevels: found [FAILED, RELEASE
            "verifiedLevels":["RELEASE_GATES_QUALITY_GATE_PASSED"] | "verifiedLevels":[]    | verifiedLevels: found []
            "verifiedLevels":["                   | "verifiedLevels":[7,"                   | verifiedLevels[0]: found a number, allowed: a text
            T09:00:00.000Z"                       | T09:00:00.000+00:00"                    | timeVerified: found "2026-11-21T09:00:00.000+00:00", allowed: an instant in UTC
            2026-11-21T09                         | 2026-02-30T09                           | timeVerified: found "2026-02-30T09:00:00.000Z", allowed: an instant that there is
            "validUntil":"2026-11-22              | "validUntil":"2026-11-20                | validUntil: found 2026-11-20T09:00:00Z, which is before it was decided
            "verifier":{"id":"https               | "verifier":{"id":"Https                 | verifier.id: found "Https:
            "version":{"release-gates":"0.1.0"}   | "version":{"release-gates":1}           | predicate.verifier.version."release-gates": found a number
            "policy":{"digest":{"sha256":         | "policy":{"digest":{"sha1":             | policy.digest.sha256: found nothing
            "inputAttestations":[                 | "inputAttestations":[],"i":[            | inputAttestations: found 0 of them, allowed: one
            "environment":"production"            | "environment":""                        | environment: found a blank text
            "environment":"production"            | "environment":["production"]            | environment: found an array, allowed: a text
            "outcome":                            | "outcome":"FAILED","outcome":           | Duplicate
            """)
    void shouldRefuseAStatementThatIsNotAsItHasToBe(String part, String other, String message) {
        String text = Statements.changed(text(), part, other);
        assertThatThrownBy(() -> DecisionStatement.read(Statements.statement(text)))
                .isInstanceOf(RefusedDocumentException.class)
                .hasMessageContaining(message);
    }

    /** The good text, with a digest that begins with a 4. */
    private static String text() {
        return Statements.text()
                .replace(
                        Statements.ARTIFACT.digest().hex(),
                        "4" + Statements.ARTIFACT.digest().hex().substring(1));
    }

    @Test
    void shouldPassOverMembersThatItDoesNotKnow() throws Exception {
        String text = Statements.changed(Statements.text(), "\"outcome\":", "\"later\":[{}],\"outcome\":");
        text = Statements.changed(
                text, "\"verifiedLevels\":[", "\"dependencyLevels\":null,\"verifiedLevels\":[\"SLSA_BUILD_LEVEL_3\",");
        assertThat(DecisionStatement.read(Statements.statement(text))).isEqualTo(Statements.passed());
    }

    @Test
    void shouldReadAStatementOnlyUnderTypesOfInToto() throws Exception {
        byte[] body = Statements.text().getBytes(StandardCharsets.UTF_8);
        for (String type : List.of("application/vnd.in-toto+json", "application/vnd.in-toto.vsa+json")) {
            Envelope.Verified signed = Envelope.sign(type, body, SIGNER)
                    .verified(Statements.trusted())
                    .orElseThrow();
            assertThat(Statement.of(signed).predicateType()).isEqualTo(DecisionStatement.PREDICATE_TYPE);
        }
        for (String type :
                List.of("", "application/json", "Application/vnd.in-toto+json", "application/vnd.in-toto+cbor")) {
            Envelope.Verified signed = Envelope.sign(type, body, SIGNER)
                    .verified(Statements.trusted())
                    .orElseThrow();
            assertThatThrownBy(() -> Statement.of(signed)).hasMessageStartingWith("payloadType: found \"" + type);
        }
    }
}
