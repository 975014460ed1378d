package io.jenkins.plugins.releasegates.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadWorkspaceTest {

    @TempDir
    Path root;

    private Path workspace;

    @BeforeEach
    void make() throws IOException {
        workspace = Files.createDirectory(root.resolve("workspace"));
        Files.writeString(root.resolve("secret"), "of the machine");
        Files.createSymbolicLink(workspace.resolve("link.yaml"), root.resolve("secret"));
        Files.writeString(workspace.resolve("policy.yaml"), "kind: ReleasePolicy\n");
        Files.write(workspace.resolve("large.yaml"), new byte[1024 * 1024 + 1]);
    }

    @Test
    void shouldBringBackPolicyAndEvidence() throws Exception {
        Files.writeString(workspace.resolve("TEST-a.xml"), "<testsuite><testcase name='x'/></testsuite>");

        ReadWorkspace.Result result =
                new ReadWorkspace("policy.yaml", null, null, List.of(new ReportItem("TEST-*.xml"))).read(workspace);

        assertThat(result.refusal()).isNull();
        assertThat(new String(result.policy(), StandardCharsets.UTF_8)).isEqualTo("kind: ReleasePolicy\n");
        Evidence evidence = EvidenceJson.read(result.evidence());
        assertThat(evidence.measurement("tests.total").orElseThrow().value()).isEqualTo(1);
        assertThat(evidence.reports())
                .allSatisfy(report -> assertThat(report.provenance()).isEqualTo(Provenance.REPORTED));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "../secret, leaves the workspace;",
        "link.yaml, leaves the workspace through a link",
        "none.yaml, is not in the workspace",
        "., is not in the workspace",
        "large.yaml, has more than 1048576 bytes",
    })
    void shouldRefuseAPolicy(String name, String why) throws IOException {
        ReadWorkspace.Result result = new ReadWorkspace(name, null, null, List.of()).read(workspace);

        assertThat(result.refusal()).startsWith("The policy file " + name).contains(why);
        assertThat(result.policy()).isNull();
    }

    @Test
    void shouldTakeAWorkspaceThatIsNotThereYetForAnEmptyOne() throws Exception {
        ReadWorkspace.Result result =
                new ReadWorkspace(null, null, null, List.of(new ReportItem("TEST-*.xml"))).read(root.resolve("new"));

        assertThat(EvidenceJson.read(result.evidence()).problems())
                .singleElement()
                .hasToString("TEST-*.xml: no file matches; at least one has to");
    }

    @Test
    void shouldCrossToTheAgentAndBack() throws Exception {
        ReadWorkspace reading = new ReadWorkspace("policy.yaml", null, null, List.of(new ReportItem("a")));

        try (ObjectOutputStream stream = new ObjectOutputStream(new ByteArrayOutputStream())) {
            stream.writeObject(reading);
            stream.writeObject(reading.read(workspace));
        }
    }

    @Test
    void shouldDigestArtifactsWhereTheyLie() throws Exception {
        Files.createDirectories(workspace.resolve("target"));
        Files.writeString(workspace.resolve("target/a.jar"), "a");
        Files.writeString(workspace.resolve("target/b.jar"), "bb");

        ReadWorkspace.Result result =
                new ReadWorkspace(null, "target/*.jar, target/a.jar", null, List.of()).read(workspace);

        assertThat(result.artifacts().stream().map(FileDigest::artifact))
                .containsExactly(
                        new Artifact("target/a.jar", Digest.of("a".getBytes(StandardCharsets.UTF_8)), 1),
                        new Artifact("target/b.jar", Digest.of("bb".getBytes(StandardCharsets.UTF_8)), 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"target/*.war", "../x", "/etc/passwd", "", " ", ",", " , "})
    void shouldRefuseArtifactsThatAreNotThereOrOutside(String pattern) throws Exception {
        assertThat(new ReadWorkspace(null, pattern, null, List.of())
                        .read(workspace)
                        .refusal())
                .isNotNull();
    }

    @Test
    void shouldSendSignedStatementsAsTheyAre(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("b.jsonl"), "{}");

        ReadWorkspace.Result result = new ReadWorkspace(null, null, "*.jsonl", List.of()).read(root);

        assertThat(result.statements()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("b.jsonl");
            assertThat(file.bytes()).asString().isEqualTo("{}");
        });
        assertThat(new ReadWorkspace(null, null, "../*", List.of()).read(root).refusal())
                .contains("Attestations ../*");
    }

    /** An agent isn't ours to trust. */
    @Test
    void shouldTakeNoStatementsThatAnAgentMakesTooLarge() {
        assertThatThrownBy(() -> new ReadWorkspace.SentFile("x".repeat(1_001), new byte[0]).file())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names of 1 to 1000 characters");
        assertThatThrownBy(() -> new ReadWorkspace.SentFile("x", new byte[(4 << 20) + 1]).file())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4194304 bytes");
    }
}
