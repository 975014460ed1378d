package io.jenkins.lib.releasegates.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyValidationTest {

    @Test
    void shouldReadEverythingThatAPolicyCanSay() throws InvalidPolicyException {
        Policy policy =
                PolicyValidation.ofYaml(PolicyFiles.COMPLETE, "policy.yaml").policyOrThrow();

        assertThat(policy.name()).isEqualTo("checkout-service");
        assertThat(policy.digest()).isEqualTo(Digest.of(PolicyFiles.COMPLETE.getBytes(StandardCharsets.UTF_8)));
        assertThat(policy.validFor()).isEqualTo(Duration.ofHours(12));
        assertThat(policy.attesters()).singleElement().satisfies(attester -> {
            assertThat(attester.keys()).hasSize(1);
            assertThat(attester.accepts()).hasSize(3).doesNotContain(StatementKind.TEST_RESULT);
            assertThat(attester.builders()).containsExactly("https://ci.example.com/builder");
            assertThat(attester.maxAge()).contains(Duration.ofHours(36));
        });
        assertThat(policy.baseline()).isEqualTo(new BaselineRule(Optional.of("main"), Duration.ofDays(30), true));
        assertThat(policy.gates()).extracting(GateDefinition::name).containsExactly("tests", "coverage");
        assertThat(policy.gates())
                .extracting(GateDefinition::criticality)
                .containsExactly(Criticality.ERROR, Criticality.FAILURE);
        assertThat(policy.gates()).extracting(GateDefinition::advisory).containsExactly(false, true);
        assertThat(policy.gates().get(1).criteria())
                .extracting(Criterion::words)
                .containsExactly(
                        "coverage.line >= 80, warning unless >= 85.5", "coverage.branch against the baseline >= -1");
        assertThat(policy.gates().get(1).criteria())
                .extracting(Criterion::leastProvenance)
                .containsExactly(Provenance.SCANNED, Provenance.REPORTED);
        assertThat(policy.waiverRequests())
                .containsExactly(new WaiverRequest(
                        "tests", "Flaky since the move.", Optional.of("ABC-1"), "alice", LocalDate.of(2027, 1, 31)));
    }

    static Stream<Arguments> criteriaWithIssues() {
        return Stream.of(
                row(
                        "misspelt metric",
                        "metric: coverage.lin\nthreshold: 80",
                        9,
                        19,
                        "metric",
                        "did you mean coverage.line?"),
                row(
                        "name of recordCoverage",
                        "metric: BRANCH\nthreshold: 80",
                        9,
                        19,
                        "metric",
                        "did you mean coverage.branch?"),
                row(
                        "name of recordIssues",
                        "metric: NEW_HIGH\nthreshold: 1",
                        9,
                        19,
                        "metric",
                        "did you mean findings.new.high?"),
                row(
                        "misspelt key",
                        "metric: coverage.line\ntreshold: 80",
                        10,
                        11,
                        "treshold",
                        "did you mean threshold?"),
                row("no threshold", "metric: coverage.line", 9, 11, "threshold", "a decimal number"),
                row("custom metric", "metric: custom.x\nthreshold: 80", 9, 19, "metric", "custom['x'] < N"),
                row("number with unit", "metric: coverage.line\nthreshold: 80%", 10, 22, "threshold", "no unit"),
                row(
                        "number in quotes",
                        "metric: coverage.line\nthreshold: '80'",
                        10,
                        22,
                        "threshold",
                        "without quotes"),
                row("octal number", "metric: tests.total\nthreshold: 017", 10, 22, "threshold", "decimal number"),
                row("infinity", "metric: coverage.line\nthreshold: .inf", 10, 22, "threshold", "decimal number"),
                row("not a number", "metric: coverage.line\nthreshold: .NaN", 10, 22, "threshold", "decimal number"),
                row("a truth value", "metric: coverage.line\nthreshold: no", 10, 22, "threshold", "decimal number"),
                row("percent above 100", "metric: coverage.line\nthreshold: 101", 10, 22, "threshold", "up to 100"),
                row("what never fails", "metric: coverage.line\nthreshold: 0", 10, 22, "threshold", "never fail"),
                row(
                        "what never passes",
                        "metric: findings.high\nthreshold: 0",
                        10,
                        22,
                        "threshold",
                        "write 1 to allow none"),
                row("half a test", "metric: tests.failed\nthreshold: 1.5", 10, 22, "threshold", "whole number"),
                row(
                        "lax warning",
                        "metric: coverage.line\nthreshold: 80\nwarning: 70",
                        11,
                        20,
                        "warning",
                        "above 80 %"),
                row(
                        "lax warning of a count",
                        "metric: findings.high\nthreshold: 5\nwarning: 6",
                        11,
                        20,
                        "warning",
                        "below 5"),
                row(
                        "baseline of changed lines",
                        "metric: coverage.line\nthreshold: 80\nbaseline: MODIFIED_LINES",
                        11,
                        21,
                        "baseline",
                        "PROJECT, PROJECT_DELTA"),
                row(
                        "misspelt baseline",
                        "metric: coverage.line\nthreshold: 80\nbaseline: Project",
                        11,
                        21,
                        "baseline",
                        "did you mean PROJECT?"),
                row(
                        "delta of a comparison",
                        "metric: findings.new\nthreshold: 1\nbaseline: PROJECT_DELTA",
                        11,
                        21,
                        "baseline",
                        "already is a comparison"),
                row(
                        "huge delta",
                        "metric: coverage.line\nthreshold: -100\nbaseline: PROJECT_DELTA",
                        10,
                        22,
                        "threshold",
                        "percent points"),
                row(
                        "unknown provenance",
                        "metric: coverage.line\nthreshold: 80\nprovenance: scaned",
                        11,
                        23,
                        "provenance",
                        "did you mean scanned?"),
                row(
                        "both forms",
                        "condition: tests.failed == 0\nmetric: tests.total",
                        10,
                        19,
                        "metric",
                        "either condition"),
                row(
                        "misspelt name",
                        "condition: tests.total > 0 && tests.faild == 0",
                        9,
                        41,
                        "condition",
                        "did you mean tests.failed?"),
                row(
                        "misspelt name in quotes",
                        "condition: 'tests.total > 0 && tests.faild == 0'",
                        9,
                        42,
                        "condition",
                        "did you mean tests.failed?"),
                row(
                        "misspelt name in a block",
                        "condition: |\n  tests.total > 0 &&\n  tests.faild == 0",
                        11,
                        13,
                        "condition",
                        "did you mean tests.failed?"),
                row(
                        "misspelt name in a folded block",
                        "condition: >-\n  tests.total > 0 &&\n  tests.faild == 0",
                        11,
                        13,
                        "condition",
                        "did you mean tests.failed?"),
                row("end too early", "condition: tests.failed ==", 9, 37, "condition", "a condition such as"),
                row("assignment", "condition: tests.failed = 0", 9, 35, "condition", "== to compare"),
                row("no truth value", "condition: tests.failed", 9, 27, "condition", "true or false"),
                row(
                        "kinds of numbers mixed",
                        "condition: coverage.line == 80",
                        9,
                        36,
                        "condition",
                        "write a number with a dot"),
                row("nothing demanded", "condition: 1 == 1", 9, 24, "condition", "a comparison with a metric"),
                row(
                        "nothing demanded in a part",
                        "condition: tests.failed == 0 || true",
                        9,
                        43,
                        "condition",
                        "a comparison with a metric"),
                row("YAML's own truth", "condition: true", 9, 22, "condition", "a comparison with a metric"),
                row("unknown function", "condition: now() > tests.total", 9, 22, "condition", "operators and macros"),
                row("all custom metrics", "condition: custom.all(k, k == 'x')", 9, 22, "condition", "custom['name']"),
                row("presence only", "condition: has(custom.x)", 9, 26, "condition", "custom['name']"),
                row(
                        "possible infinity",
                        "condition: double(tests.failed) / double(tests.total) < 0.1",
                        9,
                        43,
                        "condition",
                        "a product"),
                row("text as a number", "condition: coverage.line < double('inf')", 9, 44, "condition", "a number"),
                row("list as a condition", "condition: [tests.failed]", 9, 22, "condition", "a condition such as"));
    }

    private static Arguments row(String what, String criterion, int line, int column, String key, String allowed) {
        return Arguments.of(what, criterion, line, column, key, allowed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("criteriaWithIssues")
    void shouldSayWhereACriterionIsWrongAndWhatIsAllowed(
            String what, String criterion, int line, int column, String key, String allowed) {
        List<PolicyIssue> issues = PolicyValidation.ofYaml(PolicyFiles.withCriterion(criterion), "policy.yaml")
                .issues();

        assertThat(issues).anySatisfy(issue -> {
            assertThat(issue.file()).isEqualTo("policy.yaml");
            assertThat(issue.path()).isEqualTo("spec.gates[0].criteria[0]." + key);
            assertThat(issue.line()).isEqualTo(line);
            assertThat(issue.column()).isEqualTo(column);
            assertThat(issue.allowed()).contains(allowed);
        });
        assertThat(issues).allSatisfy(PolicyValidationTest::isForPeople);
    }

    static Stream<Arguments> documentsWithIssues() {
        String gate = "  gates:\n    - {name: a, criteria: [condition: tests.failed == 0]}\n";
        return Stream.of(
                document("an empty file", "", 1, "", "apiVersion"),
                document("a list", "- a", 1, "", "a mapping with apiVersion"),
                document("an alias", "a: &x 1\nb: *x", 1, "", "without anchors"),
                document("an alias bomb", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", 1, "", "without anchors"),
                document("a Java tag", "a: !!javax.script.ScriptEngineManager []", 1, "", "without tags"),
                document("two documents", "a: 1\n---\nb: 1", 2, "", "one document"),
                document("deep nesting", "[".repeat(5_000), 1, "", "at most 20 levels"),
                document("a syntax error", "a: [1, 2\nb: 3", 2, "", "well-formed YAML"),
                document("a tab", "a:\n\tb: 1", 2, "", "well-formed YAML"),
                document("a control character", "a: b\nc: \u0007", 2, "", "printable"),
                document("a duplicate key", "kind: a\nkind: b", 2, "kind", "each key once"),
                document("a list as key", "[a]: b", 1, "", "text as a key"),
                document("a merge key", "<<: {a: b}", 1, "\"<<\"", "apiVersion"),
                document("another version", "apiVersion: release-gates/v2", 1, "apiVersion", "release-gates/v1"),
                document("no gates", PolicyFiles.withSpec("  validFor: 24h\n"), 6, "spec.gates", "at least one gate"),
                document(
                        "an empty gate list", PolicyFiles.withSpec("  gates: []\n"), 6, "spec.gates", "demand nothing"),
                document(
                        "a gate without criteria",
                        PolicyFiles.withSpec("  gates:\n    - {name: a, criteria: []}\n"),
                        7,
                        "spec.gates[0].criteria",
                        "demand nothing"),
                document(
                        "only advisory gates",
                        PolicyFiles.withSpec(
                                "  gates:\n    - {name: a, advisory: true, criteria: [condition: tests.failed == 0]}\n"),
                        7,
                        "spec.gates",
                        "decides"),
                document(
                        "a YAML 1.1 truth value",
                        PolicyFiles.withSpec(
                                "  gates:\n    - {name: a, advisory: yes, criteria: [condition: tests.failed == 0]}\n"),
                        7,
                        "spec.gates[0].advisory",
                        "true or false"),
                document(
                        "a name twice",
                        PolicyFiles.withSpec(gate + gate.substring(9)),
                        8,
                        "spec.gates[1].name",
                        "each name once"),
                document(
                        "a number as name",
                        PolicyFiles.withSpec(gate.replace("name: a", "name: 1")),
                        7,
                        "spec.gates[0].name",
                        "quotes"),
                document(
                        "a misspelt criticality",
                        PolicyFiles.withSpec(gate.replace("name: a", "name: a, criticality: FAILUER")),
                        7,
                        "spec.gates[0].criticality",
                        "did you mean FAILURE?"),
                document(
                        "a bad duration",
                        PolicyFiles.withSpec("  validFor: 1 day\n" + gate),
                        6,
                        "spec.validFor",
                        "24h"),
                document(
                        "a number as duration",
                        PolicyFiles.withSpec("  validFor: 24\n" + gate),
                        6,
                        "spec.validFor",
                        "quotes"),
                document(
                        "a lax provenance",
                        PolicyFiles.withSpec(
                                "  provenance: scanned\n  gates:\n    - {name: a, criteria: [{condition: tests.failed == 0, provenance: reported}]}\n"),
                        8,
                        "spec.gates[0].criteria[0].provenance",
                        "stronger"),
                document(
                        "an attester without accepts",
                        PolicyFiles.withAttester("name: a"),
                        7,
                        "spec.attesters[0].accepts",
                        "at least one of provenance, test-result"),
                document(
                        "a provenance of just any builder",
                        PolicyFiles.withAttester("name: a\naccepts: [provenance]"),
                        7,
                        "spec.attesters[0].builders",
                        "at least one builder"),
                document(
                        "a verification summary of just any verifier",
                        PolicyFiles.withAttester("name: a\naccepts: [verification-summary]"),
                        7,
                        "spec.attesters[0].verifiers",
                        "at least one verifier"),
                document(
                        "builders that nothing is held against",
                        PolicyFiles.withAttester("name: a\naccepts: [vulns]\nbuilders: [b]"),
                        14,
                        "spec.attesters[0].builders",
                        "provenance in accepts"),
                document(
                        "the age of what says no time",
                        PolicyFiles.withAttester("name: a\naccepts: [vulns, test-result]\nmaxAge: 12h"),
                        14,
                        "spec.attesters[0].maxAge",
                        "an attester of its own"),
                document(
                        "an unknown kind",
                        PolicyFiles.withAttester("name: a\naccepts: [vuln]"),
                        13,
                        "spec.attesters[0].accepts[0]",
                        "vulns"),
                document(
                        "a private key",
                        PolicyFiles.withAttester("name: a\naccepts: [vulns]").replace(" PUBLIC ", " PRIVATE "),
                        8,
                        "spec.attesters[0].keys[0]",
                        "Ed25519"),
                document(
                        "a key of two attesters",
                        PolicyFiles.withAttester("name: a\naccepts: [vulns]")
                                .replace(
                                        "  gates:",
                                        PolicyFiles.withAttester("name: b\naccepts: [vulns]")
                                                .replaceFirst("(?s).*attesters:\n", "")
                                                .replaceFirst("(?s)  gates:.*", "  gates:")),
                        15,
                        "spec.attesters[1].keys[0]",
                        "each key once"),
                document(
                        "a waiver for no gate",
                        PolicyFiles.withSpec(
                                gate + "  waivers:\n    - {gate: b, reason: r, owner: o, expires: 2027-01-31}\n"),
                        9,
                        "spec.waivers[0].gate",
                        "a gate of this policy"),
                document(
                        "a waiver without end",
                        PolicyFiles.withSpec(gate + "  waivers:\n    - {gate: a, reason: r, owner: o}\n"),
                        9,
                        "spec.waivers[0].expires",
                        "a date"),
                document(
                        "a waiver until a wrong date",
                        PolicyFiles.withSpec(
                                gate + "  waivers:\n    - {gate: a, reason: r, owner: o, expires: 2027-02-30}\n"),
                        9,
                        "spec.waivers[0].expires",
                        "a date"));
    }

    private static Arguments document(String what, String yaml, int line, String path, String allowed) {
        return Arguments.of(what, yaml, line, path, allowed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documentsWithIssues")
    void shouldSayWhereADocumentIsWrongAndWhatIsAllowed(
            String what, String yaml, int line, String path, String allowed) {
        List<PolicyIssue> issues = PolicyValidation.ofYaml(yaml, "policy.yaml").issues();

        assertThat(issues).anySatisfy(issue -> {
            assertThat(issue.path()).isEqualTo(path);
            assertThat(issue.line()).isEqualTo(line);
            assertThat(issue.column()).isPositive();
            assertThat(issue.allowed()).contains(allowed);
        });
        assertThat(issues).allSatisfy(PolicyValidationTest::isForPeople);
    }

    private static void isForPeople(PolicyIssue issue) {
        assertThat(issue.toString())
                .doesNotContain("Exception", "org.yaml", "dev.cel", "java.", "\n", "\u001b")
                .doesNotContain("_==_", "_&&_");
    }

    @Test
    void shouldRefuseWhatIsNoTextInUtf8() {
        byte[] latin1 = "kind: ReleasePolicy\nname: Größe".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(PolicyValidation.ofYaml(latin1, "policy.yaml").issues())
                .containsExactly(new PolicyIssue("policy.yaml", 2, 9, "", "the byte 0xF6", "text in UTF-8"));
    }

    @Test
    void shouldRefuseMoreThanOneMebibyte() {
        byte[] large = new byte[PolicyText.MAX_BYTES + 1];

        assertThat(PolicyValidation.ofYaml(large, "policy.yaml").issues())
                .containsExactly(new PolicyIssue("policy.yaml", 0, 0, "", "1048577 bytes", "at most 1048576 bytes"));
    }

    @Test
    void shouldReadAFileThatBeginsWithAByteOrderMark() throws InvalidPolicyException {
        assertThat(PolicyValidation.ofYaml("\uFEFF" + PolicyFiles.COMPLETE, "policy.yaml")
                        .policyOrThrow()
                        .name())
                .isEqualTo("checkout-service");
    }

    @Test
    void shouldReportAllIssuesAtOnceInTheOrderOfTheDocument() {
        PolicyValidation validation = PolicyValidation.ofYaml(
                PolicyFiles.COMPLETE
                        .replace("validFor: 12h", "validFor: soon")
                        .replace("tests.failed", "tests.faild")
                        .replace("alice", "''"),
                "policy.yaml");

        assertThat(validation.issues()).extracting(PolicyIssue::line).containsExactly(6, 29, 45);
        assertThatThrownBy(validation::policyOrThrow)
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        e -> assertThat(e.issues()).isEqualTo(validation.issues()))
                .hasMessageContaining("policy.yaml:6:13: spec.validFor: found \"soon\"; allowed: a duration");
    }

    @Test
    void shouldNotLetAFileWriteToTheTerminal() {
        String hostile = "\"\\e[2J\\e[31m" + "x".repeat(500) + "\": 1";

        List<PolicyIssue> issues =
                PolicyValidation.ofYaml(hostile, "policy.yaml").issues();

        assertThat(issues.toString()).doesNotContain("\u001b").doesNotContain("x".repeat(80));
    }

    @Test
    void shouldStopListingWhenNobodyWouldReadOn() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            keys.append("key").append(i).append(": 1\n");
        }

        assertThat(PolicyValidation.ofYaml(keys.toString(), "policy.yaml").issues())
                .hasSize(Issues.MAX + 1)
                .last()
                .extracting(PolicyIssue::found)
                .isEqualTo("more than 200 issues");
    }
}
