package io.jenkins.lib.releasegates.statement.attested;

import static io.jenkins.lib.releasegates.statement.Statements.ARTIFACT;
import static io.jenkins.lib.releasegates.statement.Statements.NOW;
import static io.jenkins.lib.releasegates.statement.Statements.SIGNER;
import static io.jenkins.lib.releasegates.statement.Statements.STRANGER;
import static io.jenkins.lib.releasegates.statement.attested.Attests.GOOD_PROVENANCE;
import static io.jenkins.lib.releasegates.statement.attested.Attests.GOOD_SUMMARY;
import static io.jenkins.lib.releasegates.statement.attested.Attests.GOOD_TESTS;
import static io.jenkins.lib.releasegates.statement.attested.Attests.GOOD_VULNS;
import static io.jenkins.lib.releasegates.statement.attested.Attests.OTHER;
import static io.jenkins.lib.releasegates.statement.attested.Attests.PROVENANCE;
import static io.jenkins.lib.releasegates.statement.attested.Attests.SUMMARY;
import static io.jenkins.lib.releasegates.statement.attested.Attests.TESTS;
import static io.jenkins.lib.releasegates.statement.attested.Attests.VULNS;
import static io.jenkins.lib.releasegates.statement.attested.Attests.file;
import static io.jenkins.lib.releasegates.statement.attested.Attests.good;
import static io.jenkins.lib.releasegates.statement.attested.Attests.policy;
import static io.jenkins.lib.releasegates.statement.attested.Attests.signed;
import static io.jenkins.lib.releasegates.statement.attested.Attests.statement;
import static io.jenkins.lib.releasegates.statement.attested.Attests.vulns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.InvalidEvidenceException;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.statement.DecisionStatement;
import io.jenkins.lib.releasegates.statement.Statements;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AttestationsTest {

    private static final String ALL = """
            accepts: [provenance, test-result, vulns, verification-summary]
            builders: [https://ci.example.com/builder]
            verifiers: [https://verifier.example.com]
            levels: [SLSA_BUILD_LEVEL_3]
            resources: [pkg:maven/shop]
            """;
    private static final String DATED = ALL.replace(" test-result,", "") + "maxAge: 24h\n";
    private static final String[] DEMANDS = {
        "metric: tests.failed, threshold: 1, provenance: attested",
        "metric: findings.critical, threshold: 1, provenance: attested",
        "metric: attestations.provenance, threshold: 1",
        "metric: attestations.testResult, threshold: 1",
        "metric: attestations.vulns, threshold: 1",
        "metric: attestations.verificationSummary, threshold: 1",
        "condition: attestations.failed == 0 && tests.total >= 3, provenance: attested",
    };

    @Test
    void shouldPassOnWhatTheListedKeyHasSigned() {
        Attested attested = read(
                policy(ALL, DEMANDS),
                file("a.jsonl", good(TESTS, GOOD_TESTS), good(VULNS, GOOD_VULNS), good(PROVENANCE, GOOD_PROVENANCE)),
                file("vsa.json", good(SUMMARY, GOOD_SUMMARY)));

        assertThat(decide(policy(ALL, DEMANDS), attested.evidence()).outcome()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(attested.passedOver()).isEmpty();
        assertThat(attested.evidence().measurement("tests.successRate"))
                .get()
                .extracting(Measurement::value, Measurement::provenance)
                .containsExactly(100.0, Provenance.ATTESTED);
        assertThat(attested.evidence().reports())
                .extracting(Report::path, Report::tool)
                .contains(tuple(
                        "a.jsonl, line 1",
                        "test-result by test farm, key " + SIGNER.key().words()));
    }

    /** Every statement alone is needed: without it the decision doesn't pass. */
    @ParameterizedTest
    @CsvSource({TESTS, VULNS, PROVENANCE, SUMMARY})
    void shouldNotPassWithout(String left) {
        byte[][] rest = Map.of(TESTS, GOOD_TESTS, VULNS, GOOD_VULNS, PROVENANCE, GOOD_PROVENANCE, SUMMARY, GOOD_SUMMARY)
                .entrySet()
                .stream()
                .filter(entry -> !entry.getKey().equals(left))
                .map(entry -> good(entry.getKey(), entry.getValue()))
                .toArray(byte[][]::new);

        Attested attested = read(policy(ALL, DEMANDS), file("a.jsonl", rest));

        assertThat(decide(policy(ALL, DEMANDS), attested.evidence()).passed()).isFalse();
    }

    static Stream<Arguments> statementsThatDoNotCount() throws RefusedDocumentException {
        String tests = statement(TESTS, GOOD_TESTS, ARTIFACT);
        byte[] goodTests = good(TESTS, GOOD_TESTS);
        return Stream.of(
                row(ALL, signed(tests, STRANGER), "no attester of the policy has signed it"),
                row(ALL, changed(goodTests), "no attester of the policy has signed it"),
                row(ALL, signed(statement(TESTS, GOOD_TESTS, OTHER), SIGNER), "none of which is judged here"),
                row("accepts: [vulns]", goodTests, "the policy accepts no statement of the type"),
                row(ALL, good("https://example.com/mine", "{}"), "the policy accepts no statement of the type"),
                row(ALL, "[]".getBytes(StandardCharsets.UTF_8), "no signed statement"),
                row(ALL, signed(tests.replace("Statement/v1", "Statement/v2"), SIGNER), "_type: found"),
                row(ALL, Attests.signedAs("text/plain", tests, SIGNER), "payloadType: found"),
                row(ALL, good(TESTS, "{'result': 'OK'}"), "result: found \"OK\""),
                row(ALL, good(TESTS, "{'passedTests': ['a']}"), "result: found nothing"),
                row(ALL, good(TESTS, "{'result': 'PASSED', 'failedTests': ['a']}"), "PASSED beside 1 failed tests"),
                row(ALL, good(TESTS, "{'result': 'FAILED', 'failedTests': []}"), "FAILED beside 0 failed tests"),
                row(ALL, good(VULNS, "{'scanner': {'uri': 'x'}}"), "metadata: found nothing"),
                row(ALL, good(VULNS, vulns("").replace("'result': []", "'x': 1")), "scanner.result: found nothing"),
                row(ALL, good(VULNS, vulns("{'id': '', 'severity': []}")), "id: found an empty text"),
                row(ALL, good(VULNS, vulns("{'id': 'CVE-1'}")), "severity: found nothing"),
                row(ALL, good(VULNS, vulns("").replace("2026-11-21T09:01", "2026-11-21T10:06")), "lies in the future"),
                row(DATED, good(VULNS, vulns("").replace("2026-11-21T09:01", "2026-11-20T09:59")), "at most 24 h old"),
                row(
                        DATED,
                        good(PROVENANCE, GOOD_PROVENANCE.replace("'finishedOn'", "'x'")),
                        "it says no time (finishedOn)"),
                row(
                        ALL,
                        good(PROVENANCE, GOOD_PROVENANCE.replace("com/builder", "com/other")),
                        "it names the builder \"https://ci.example.com/other\", the policy allows https://ci.example.com/builder"),
                row(ALL, good(PROVENANCE, "{'runDetails': {}}"), "buildDefinition: found nothing"),
                row(
                        ALL,
                        good(SUMMARY, GOOD_SUMMARY.replace("verifier.example", "other.example")),
                        "it names the verifier"),
                row(ALL, good(SUMMARY, GOOD_SUMMARY.replace("maven/shop", "maven/x")), "it names the resource"),
                row(ALL, good(SUMMARY, GOOD_SUMMARY.replace("LEVEL_3", "LEVEL_1")), "the policy wants SLSA_BUILD"),
                row(ALL, good(SUMMARY, GOOD_SUMMARY.replace("PASSED", "WARNED")), "verificationResult: found WARNED"),
                row(
                        ALL,
                        DecisionStatement.sign(Statements.passed(), SIGNER).json(),
                        "it is a decision of Release Gates"));
    }

    @ParameterizedTest
    @MethodSource("statementsThatDoNotCount")
    void shouldNotCount(String attester, byte[] statement, String reason) {
        Policy policy = policy(
                attester,
                "condition: attestations.provenance + attestations.testResult + attestations.vulns + attestations.verificationSummary > 0");

        Attested attested = read(policy, new StatementFile("a.json", statement));

        assertThat(decide(policy, attested.evidence()).passed()).isFalse();
        String said = attested.passedOver() + " " + attested.evidence().problems();
        assertThat(said).contains("a.json").contains(reason);
        assertThat(attested.evidence().reports()).isEmpty();
    }

    /** What an attester says and nobody understands may be a failure, so that nothing passes beside it. */
    @Test
    void shouldPassNothingBesideASignedStatementThatNobodyUnderstands() {
        Policy policy = policy(ALL, "metric: tests.failed, threshold: 1");

        Attested attested =
                read(policy, file("a.jsonl", good(TESTS, GOOD_TESTS), good(TESTS, "{'result': 'EXPLODED'}")));

        assertThat(decide(policy, attested.evidence()).outcome()).isEqualTo(Verdict.Kind.ERROR);
    }

    @Test
    void shouldFailOnWhatTheAttesterSaysFailed() {
        Policy policy = policy(ALL, "metric: attestations.failed, threshold: 1");
        Policy tests = policy(ALL, "metric: tests.failed, threshold: 1, provenance: attested");
        byte[] failed = good(TESTS, "{'result': 'FAILED', 'passedTests': ['a'], 'failedTests': ['b', 'c']}");

        Evidence evidence = read(policy, file("a.jsonl", good(SUMMARY, GOOD_SUMMARY), failed))
                .evidence();

        assertThat(decide(policy, evidence).outcome()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(decide(tests, evidence).outcome()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(evidence.measurement("tests.failed").orElseThrow().value()).isEqualTo(2);
        assertThat(evidence.measurement("attestations.testResult").orElseThrow().value())
                .isZero();
        Evidence summary = read(policy, file("a.json", good(SUMMARY, GOOD_SUMMARY.replace("PASSED", "FAILED"))))
                .evidence();
        assertThat(decide(policy, summary).outcome()).isEqualTo(Verdict.Kind.FAILED);
    }

    @Test
    void shouldNotTakeSilenceForNoFailure() {
        Policy policy = policy(ALL, "metric: attestations.failed, threshold: 1");

        assertThat(decide(policy, read(policy).evidence()).outcome()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    }

    @Test
    void shouldNotTakeATestRunWithoutTestsForOneWithoutFailures() {
        Policy policy = policy(ALL, "metric: tests.failed, threshold: 1, provenance: attested");
        byte[] nothing = good(TESTS, "{'result': 'PASSED', 'passedTests': [], 'failedTests': []}");

        Evidence evidence = read(policy, file("a.json", nothing)).evidence();

        assertThat(evidence.measurements()).doesNotContainKeys("tests.failed", "tests.successRate");
        assertThat(decide(policy, evidence).outcome()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    }

    @Test
    void shouldPassNothingWithoutArtifactsAndNothingWithoutAttesters() {
        Policy policy = policy(ALL, DEMANDS);
        StatementFile all = file(
                "a.jsonl",
                good(TESTS, GOOD_TESTS),
                good(VULNS, GOOD_VULNS),
                good(PROVENANCE, GOOD_PROVENANCE),
                good(SUMMARY, GOOD_SUMMARY));

        Evidence withoutArtifacts = read(policy, List.of(), all);
        Evidence withoutAttesters = Attestations.read(List.of(all), List.of(), List.of(ARTIFACT), NOW)
                .evidence();

        for (Evidence evidence : List.of(withoutArtifacts, withoutAttesters)) {
            assertThat(decide(policy, evidence).passed()).isFalse();
            assertThat(evidence.reports()).isEmpty();
            assertThat(evidence.measurements().values())
                    .allMatch(measurement ->
                            measurement.value() == 0 && measurement.metric().startsWith("attestations."));
        }
    }

    @Test
    void shouldDemandStatementsAboutEveryArtifact() {
        Policy policy = policy(
                ALL,
                "metric: attestations.vulns, threshold: 1",
                "metric: findings.total, threshold: 1, provenance: attested");
        StatementFile one = file("one.json", good(VULNS, GOOD_VULNS));
        StatementFile both = file("both.json", signed(statement(VULNS, GOOD_VULNS, ARTIFACT, OTHER), SIGNER));

        assertThat(decide(policy, read(policy, List.of(ARTIFACT, OTHER), one)).outcome())
                .isEqualTo(Verdict.Kind.FAILED);
        assertThat(decide(policy, read(policy, List.of(ARTIFACT, OTHER), both)).outcome())
                .isEqualTo(Verdict.Kind.PASSED);
    }

    @Test
    void shouldCountAStatementOnceThatCameTwice() {
        Policy policy = policy(ALL, "metric: attestations.testResult, threshold: 2");
        byte[] same = good(TESTS, GOOD_TESTS);

        Attested attested = read(policy, file("a.jsonl", same, same), file("b.json", same));

        assertThat(decide(policy, attested.evidence()).outcome()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(attested.passedOver()).hasSize(2).allMatch(reason -> reason.contains("it counts once"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'method': 'cvss_score', 'score': '9.8'}                                          | CRITICAL
            {'method': 'nvd', 'score': 'medium'}, {'method': 'cvss_score', 'score': '7.5'}    | HIGH
            {'method': 'nvd', 'score': 'Moderate'}                                            | MEDIUM
            {'method': 'x', 'score': '0.0'}                                                   | LOW
            {'method': 'x', 'score': 'unknown'}                                               | CRITICAL
            {'method': 'x', 'score': '11'}                                                    | CRITICAL
            """)
    void shouldTakeAVulnerabilityAtItsWorst(String severities, String expected) {
        Policy policy = policy(ALL, "metric: findings.total, threshold: 1");
        String predicate = vulns("{'id': 'CVE-2026-1', 'severity': [" + severities + "]}");

        Evidence evidence = read(policy, file("a.json", good(VULNS, predicate))).evidence();

        Finding finding = evidence.findings().get(0);
        assertThat(finding.severity().name()).isEqualTo(expected);
        assertThat(finding.rule()).isEqualTo("CVE-2026-1");
        assertThat(finding.path()).isEqualTo("shop.jar");
        assertThat(evidence.identities()).containsOnlyKeys(finding.identity());
    }

    /** A report of the pipeline neither counts for a demand of signed statements, nor keeps it from being fulfilled. */
    @Test
    void shouldJudgeSignedNumbersByThemselves() throws InvalidEvidenceException {
        Policy strict = policy(ALL, "metric: tests.failed, threshold: 1, provenance: attested");
        Policy any = policy(ALL, "metric: tests.failed, threshold: 1");
        Evidence attested =
                read(strict, file("a.json", good(TESTS, GOOD_TESTS))).evidence();
        Evidence reported = reported("tests.failed", 4);

        Evidence both = EvidenceJson.read(EvidenceJson.write(Evidence.combine(List.of(reported, attested))));

        assertThat(decide(strict, both).outcome()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(decide(any, both).outcome()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(decide(strict, both.reported()).outcome()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
        assertThat(decide(strict, Evidence.combine(List.of(both, reported))).outcome())
                .isEqualTo(Verdict.Kind.PASSED);
    }

    /** An agent that invents the count of signed statements gets nowhere. */
    @Test
    void shouldNotBelieveAReportedNumberOfStatements() {
        Policy policy = policy(ALL, "metric: attestations.provenance, threshold: 1");

        assertThat(decide(policy, reported("attestations.provenance", 7)).outcome())
                .isEqualTo(Verdict.Kind.ERROR);
    }

    /** A controller's time isn't the pipeline's to spend; what was left out may have said FAILED. */
    @Test
    void shouldNotTryMoreSignaturesThanAreAllowed() {
        Policy policy = policy(ALL, "metric: attestations.testResult, threshold: 1");
        String one = new String(Attests.signed(statement(TESTS, GOOD_TESTS, OTHER), STRANGER), StandardCharsets.UTF_8);
        String signature = one.replaceFirst("(?s).*\"signatures\":\\[(.*)]}", "$1");
        String many = one.replace(signature, String.join(",", Collections.nCopies(30, signature)));
        StatementFile large = new StatementFile(
                "large.jsonl",
                (many + "\n").repeat(Attestations.MAX_CHECKS / 30 + 2).getBytes(StandardCharsets.UTF_8));

        Evidence evidence =
                read(policy, file("good.json", good(TESTS, GOOD_TESTS)), large).evidence();

        assertThat(evidence.problems())
                .singleElement()
                .asString()
                .contains("large.jsonl, line 334: found more than 10000 signatures to try");
        assertThat(decide(policy, evidence).outcome()).isEqualTo(Verdict.Kind.ERROR);
    }

    @Test
    void shouldReadTheEnvelopeInsideASigstoreBundle() {
        Policy policy = policy(ALL, "metric: attestations.testResult, threshold: 1");
        String bundle = "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.3+json\", \"dsseEnvelope\": "
                + new String(good(TESTS, GOOD_TESTS), StandardCharsets.UTF_8) + "}";

        Attested attested = read(policy, new StatementFile("a.sigstore.json", bundle.getBytes(StandardCharsets.UTF_8)));

        assertThat(decide(policy, attested.evidence()).outcome()).isEqualTo(Verdict.Kind.PASSED);
    }

    @Test
    void shouldReadTheFilesThatPatternsFindAndSayWhichItDoesNot(@TempDir Path folder) throws Exception {
        Policy policy = policy(ALL, "metric: attestations.testResult, threshold: 1");
        Files.createDirectories(folder.resolve("a/b"));
        Files.write(folder.resolve("a/b/x.jsonl"), good(TESTS, GOOD_TESTS));
        Workspace workspace = new Workspace(folder);

        List<StatementFile> found = StatementFiles.read(workspace, " a/**/*.jsonl ,none/*", 100);

        assertThat(found).extracting(StatementFile::name).containsExactly("a/b/x.jsonl");
        assertThat(decide(policy, read(policy, found.get(0)).evidence()).outcome())
                .isEqualTo(Verdict.Kind.PASSED);
        List<StatementFile> none = StatementFiles.read(workspace, "none/*", 100);
        Evidence nothing = read(policy, none.toArray(new StatementFile[0])).evidence();
        assertThat(nothing.problems()).singleElement().asString().contains("no file with signed statements matches");
        assertThat(decide(policy, nothing).outcome()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
        assertThatThrownBy(() -> StatementFiles.read(workspace, " , ", 100)).hasMessageContaining("no pattern");
        assertThatThrownBy(() -> StatementFiles.read(workspace, "../*", 100)).hasMessageContaining("../*");
        Files.write(folder.resolve("a/large.jsonl"), new byte[(4 << 20) + 1]);
        assertThatThrownBy(() -> StatementFiles.read(workspace, "a/large.jsonl", 100))
                .hasMessage("Attestations a/large.jsonl: found more than 4194304 bytes, which are allowed");
    }

    private static Evidence reported(String metric, double value) {
        return new Evidence(
                List.of(),
                Map.of(metric, new Measurement(metric, MetricType.COUNT, value, Provenance.REPORTED, List.of())),
                List.of(),
                Map.of(),
                List.of());
    }

    private static Arguments row(String attester, byte[] statement, String reason) {
        return Arguments.of(attester, statement, reason);
    }

    /** The same envelope with another body, as somebody would who wants fewer tests in it. */
    private static byte[] changed(byte[] envelope) {
        String json = new String(envelope, StandardCharsets.UTF_8);
        String body = json.replaceFirst("^\\{\"payload\":\"([^\"]*)\".*", "$1");
        String other = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8).replace("\"b\"", "\"B\"");
        return json.replace(body, Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Attested read(Policy policy, StatementFile... files) {
        return Attestations.read(List.of(files), policy.attesters(), List.of(ARTIFACT), NOW);
    }

    private static Evidence read(Policy policy, List<Artifact> artifacts, StatementFile... files) {
        return Attestations.read(List.of(files), policy.attesters(), artifacts, NOW)
                .evidence();
    }

    private static Decision decide(Policy policy, Evidence evidence) {
        Subject subject = new Subject(
                "job",
                "shop",
                "build",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Subject.Origin.COMMAND,
                Optional.empty(),
                Optional.empty());
        return Evaluation.decide(
                policy,
                new ReleaseContext(subject, List.of(ARTIFACT), evidence, Baseline.notNeeded(), Purpose.JUDGEMENT, NOW));
    }
}
