package io.jenkins.lib.releasegates.evidence.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingIdentityTest {

    private static final String SOURCE = "class A {\n    String secret = \"hunter2\";\n\n    }\n}\n";

    @TempDir
    private Path workspace;

    @Test
    void shouldStayWhenTheLineMoves() throws IOException {
        Set<String> before = identities(SOURCE, result("R", 2, "m", ""));
        Set<String> after = identities("// a new first line\n\n" + SOURCE, result("R", 4, "other words", ""));

        assertThat(after).isEqualTo(before);
    }

    @Test
    void shouldStayWhenOnlyTheNeighboursOrTheIndentationChange() throws IOException {
        Set<String> before = identities(SOURCE, result("R", 2, "m", ""));
        Set<String> after = identities("class B {\n\tString secret  = \"hunter2\";\n", result("R", 2, "m", ""));

        assertThat(after).isEqualTo(before);
    }

    @Test
    void shouldChangeWithTheLineTheRuleOrThePath() throws IOException {
        Set<String> before = identities(SOURCE, result("R", 2, "m", ""));

        assertThat(identities(SOURCE.replace("hunter2", "hunter3"), result("R", 2, "m", "")))
                .isNotEqualTo(before);
        assertThat(identities(SOURCE, result("S", 2, "m", ""))).isNotEqualTo(before);
        assertThat(identities(SOURCE, result("R", 2, "m", "").replace("A.java", "B.java")))
                .isNotEqualTo(before);
    }

    @Test
    void shouldTellABraceByItsNeighbours() throws IOException {
        Set<String> inner = identities(SOURCE, result("R", 4, "m", ""));
        Set<String> outer = identities(SOURCE, result("R", 5, "m", ""));

        assertThat(inner).isNotEqualTo(outer);
    }

    @Test
    void shouldFallBackToTheMessageWithoutItsNumbers() throws IOException {
        String elsewhere = result("R", 2, "Line 12 is 300 long", "").replace("A.java", "Gone.java");

        assertThat(identities(SOURCE, elsewhere.replace("12", "1477").replace("\"startLine\":2", "\"startLine\":9")))
                .isEqualTo(identities(SOURCE, elsewhere));
        assertThat(identities(SOURCE, elsewhere.replace("long", "short"))).isNotEqualTo(identities(SOURCE, elsewhere));
    }

    @Test
    void shouldPreferTheFingerprintOfTheTool() throws IOException {
        String first = "\"partialFingerprints\":{\"primaryLocationLineHash\":\"abc:1\",\"aaa\":\"zzz\"}";
        String second = "\"partialFingerprints\":{\"primaryLocationLineHash\":\"abc:1\",\"aaa\":\"other\"}";
        String full =
                "\"fingerprints\":{\"x/v1\":\"ffff\"},\"partialFingerprints\":{\"primaryLocationLineHash\":\"q\"}";

        assertThat(identities(SOURCE, result("R", 2, "m", second)))
                .isEqualTo(identities("changed", result("R", 1, "x", first)));
        assertThat(identities(SOURCE, result("R", 2, "m", full)))
                .isEqualTo(identities(SOURCE, result("R", 2, "m", full.replace("\"q\"", "\"r\""))));
    }

    @Test
    void shouldTakeWordsForNoFingerprint() throws IOException {
        String words = "\"fingerprints\":{\"matchBasedId/v1\":\"requires login\"}";

        assertThat(identities(SOURCE, result("R", 2, "m", words)))
                .isEqualTo(identities(SOURCE, result("R", 2, "m", "")));
    }

    @Test
    void shouldGiveEqualFindingsTheirOwnIdentities() throws IOException {
        String one = result("R", 2, "m", "");

        Set<String> once = identities(SOURCE, one);
        Set<String> thrice = identities(SOURCE, one + "," + one + "," + one);

        assertThat(thrice).hasSize(3).containsAll(once);
    }

    @Test
    void shouldCountEqualFindingsOverReports() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("a.sarif", sarif(result("R", 2, "m", "")))
                .with("b.sarif", sarif(result("R", 2, "m", "")))
                .read("*.sarif");

        assertThat(evidence.identities()).hasSize(2);
        assertThat(evidence.findings()).extracting(Finding::identity).doesNotHaveDuplicates();
    }

    @Test
    void shouldNotReadSourceOutsideTheWorkspace() throws IOException {
        Path inner = workspace.resolve("inner");
        new Reports(workspace).with("outside/A.java", SOURCE);
        List<Finding> findings = new Reports(inner)
                .with("r.sarif", sarif(result("R", 2, "m", "").replace("A.java", "../outside/A.java")))
                .read("r.sarif")
                .findings();

        assertThat(findings.get(0).identity()).isEqualTo(published("R", "../outside/A.java", 'm', "m"));
    }

    @Test
    void shouldBeWhatTheDocumentationSays() throws IOException {
        assertThat(identities(SOURCE, result("R", 2, "m", "")))
                .containsExactly(published("R", "A.java", 's', "String secret = \"hunter2\";"));
        assertThat(identities(SOURCE, result("Rü", 99, "m 12", "")))
                .containsExactly(published("Rü", "A.java", 'm', "m #"));
    }

    @ParameterizedTest
    @CsvSource({
        "CVE-2021-44228 in log4j-core, CVE-2021-45046 in log4j-core",
        "log4j-core 2.14.1, log4j-core 2.17.0",
        "pkg:npm/lodash@4, pkg:npm/lodash@5",
        "sha1 is weak, sha2 is weak",
        "GHSA-77-11, GHSA-77-12"
    })
    void shouldTellNamesAndVersionsApart(String one, String other) throws IOException {
        assertThat(identities(SOURCE, result("R", 99, one, "")))
                .doesNotContainAnyElementsOf(identities(SOURCE, result("R", 99, other, "")));
    }

    @ParameterizedTest
    @CsvSource({"'at line 12, size 7.', 'at line 345, size 8.'", "took (3) steps, took (44) steps", "a  b, a b"})
    void shouldNotMindWhatMoves(String one, String other) throws IOException {
        assertThat(identities(SOURCE, result("R", 99, one, "")))
                .containsExactlyElementsOf(identities(SOURCE, result("R", 99, other, "")));
    }

    private static String published(String rule, String path, char kind, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        for (String part : new String[] {rule, path, content}) {
            if (part.equals(content) && bytes.size() > rule.length() + path.length()) {
                data.writeByte(kind);
            }
            data.writeInt(part.getBytes(StandardCharsets.UTF_8).length);
            data.write(part.getBytes(StandardCharsets.UTF_8));
        }
        return Digest.of(bytes.toByteArray()).hex().substring(0, 32);
    }

    private Set<String> identities(String source, String results) throws IOException {
        return new Reports(workspace)
                .with("A.java", source)
                .with("r.sarif", sarif(results))
                .read("r.sarif")
                .identities()
                .keySet();
    }

    private static String sarif(String results) {
        return "{\"runs\":[{\"tool\":{},\"results\":[" + results + "]}]}";
    }

    private static String result(String rule, int line, String message, String more) {
        return "{\"ruleId\":\"" + rule + "\",\"message\":{\"text\":\"" + message + "\"}"
                + (more.isEmpty() ? "" : "," + more)
                + ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"A.java\"},"
                + "\"region\":{\"startLine\":" + line + "}}}]}";
    }
}
