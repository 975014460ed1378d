package io.jenkins.lib.releasegates.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the parser agree about structure; about meaning the parser knows more. */
class PolicySchemaTest {

    private static final String CRITERION = "condition: tests.failed == 0";

    private static boolean fitsSchema(String yaml) throws IOException {
        Path file = Path.of(System.getProperty("project.root"), "docs", "formats", "release-policy.schema.json");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
        return schema.validate(
                        yaml,
                        InputFormat.YAML,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .isEmpty();
    }

    static Stream<String> goodFiles() {
        return Stream.of(
                PolicyFiles.COMPLETE,
                PolicyFiles.withCriterion(CRITERION),
                PolicyFiles.withCriterion(CRITERION).replace("spec:\n", "spec:\n  scans: {maxDatabaseAge: 12h}\n"),
                PolicyFiles.withCriterion("metric: coverage.line\nthreshold: 80.5\nwarning: 90"),
                PolicyFiles.withCriterion("metric: tests.duration\nthreshold: -3\nbaseline: PROJECT_DELTA"),
                PolicyFiles.withCriterion(CRITERION + "\nprovenance: attested"),
                PolicyFiles.withAttester("name: a\naccepts: [test-result]"),
                PolicyFiles.withAttester("name: a\naccepts: [vulns]\nmaxAge: 12h"));
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void shouldBothAcceptAGoodFile(String yaml) throws IOException {
        assertThat(PolicyValidation.ofYaml(yaml, "policy.yaml").issues()).isEmpty();
        assertThat(fitsSchema(yaml)).isTrue();
    }

    static Stream<String> badFiles() {
        String good = PolicyFiles.COMPLETE;
        return Stream.of(
                "[]",
                good.replace("release-gates/v1", "v1"),
                good.replace("kind: ReleasePolicy", "kind: Policy"),
                good.replace("  name: checkout-service", "  name: 12"),
                good.replace("  name: checkout-service", "  title: x"),
                good.replace("validFor: 12h", "validFor: 12"),
                good.replace("validFor: 12h", "scans: {maxDatabaseAge: soon}"),
                good.replace("validFor: 12h", "scans: {maxAge: 12h}"),
                good.replace("validFor: 12h", "validFor: 12 h"),
                good.replace("validFor: 12h", "validFor: 0h"),
                good.replace("bootstrap: true", "bootstrap: 'true'"),
                good.replace("provenance: reported", "provenance: REPORTED"),
                good.replace("criticality: ERROR", "criticality: error"),
                good.replace("threshold: 80", "threshold: '80'"),
                good.replace("threshold: 80", "threshold: eighty"),
                good.replace("threshold: 80\n", "threshhold: 80\n"),
                good.replace("baseline: PROJECT\n", "baseline: MODIFIED_LINES\n"),
                good.replace("- metric: coverage.line", "- condition: tests.failed == 0"),
                good.replace("maxAge: 36h", "maxAge: 36"),
                good.replace("accepts: [prov", "accepts: [test-result, prov"),
                good.replace("accepts: [provenance, ", "accepts: ["),
                good.replace(", verification-summary]", "]"),
                good.replace("accepts: [provenance, vulns, verification-summary]", "accepts: []"),
                good.replace("accepts: [prov", "accepts: [everything, prov"),
                good.replace("builders: [https://ci.example.com/builder]", "builders: []"),
                good.replace("      builders: [https://ci.example.com/builder]\n", ""),
                good.replace("      verifiers: [https://verifier.example.com]\n", ""),
                good.replace("- name: test farm", "- nick: test farm"),
                good.replace("expires: 2027-01-31", "expires: 2027-13-31"),
                good.replace("owner: alice", "owner: ''"),
                good.replace("      owner: alice\n", ""),
                PolicyFiles.withSpec("  gates: []\n"),
                PolicyFiles.withSpec("  gates: {}\n"),
                PolicyFiles.withSpec("  gates:\n    - {name: a, criteria: []}\n"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void shouldBothRefuseABadFile(String yaml) throws IOException {
        assertThat(PolicyValidation.ofYaml(yaml, "policy.yaml").issues()).isNotEmpty();
        assertThat(fitsSchema(yaml)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metric: coverage.lin\nthreshold: 80",
                "condition: tests.faild == 0",
                "metric: coverage.line\nthreshold: 101"
            })
    void shouldLeaveMeaningToTheParser(String criterion) throws IOException {
        String yaml = PolicyFiles.withCriterion(criterion);

        assertThat(fitsSchema(yaml)).isTrue();
        assertThat(PolicyValidation.ofYaml(yaml, "policy.yaml").issues()).isNotEmpty();
    }

    @Test
    void shouldAcceptThePolicyOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("project.root"), "docs", "formats", "policy.md"));
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        String yaml = page.substring(start, page.indexOf("```", start));

        assertThat(PolicyValidation.ofYaml(yaml, "policy.md").issues()).isEmpty();
        assertThat(fitsSchema(yaml)).isTrue();
    }
}
