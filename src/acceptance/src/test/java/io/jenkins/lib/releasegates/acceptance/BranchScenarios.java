package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a branch is compared with")
class BranchScenarios extends Scenario {

    private static final String JENKINSFILE = """
            node {
                checkout scm
                qualityGate name: 'Findings', reports: [[pattern: 'a.sarif']], reference: 'main', bootstrap: true,
                    qualityGates: [[metric: 'findings.new', threshold: 1, criticality: 'FAILURE']]
            }
            """;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("is the run of the reference branch, found by the multibranch project")
    void shouldCompareABranchWithItsReference() throws Exception {
        assumeTrue(
                jenkins().url().contains("//127.0.0.1") || jenkins().url().contains("//localhost"),
                "this Jenkins isn't on loopback");
        assumeTrue(Files.exists(Path.of("/usr/lib/git-core/git-daemon")), "no git daemon here");
        String project = "/job/rg-branches";
        try (GitServer git = new GitServer(directory)) {
            git.commit("main", "main", List.of("Jenkinsfile", JENKINSFILE, "a.sarif", sarif("R1")));
            jenkins().create("", "rg-branches", Jobs.multibranch(git.remote()));
            jenkins().post(project + "/build?delay=0", Map.of());
            Build main = jenkins().end(project + "/job/main", 1);
            git.commit("worse", "main", List.of("a.sarif", sarif("R1", "R2")));
            git.commit("other", "main", List.of("README", "nothing new"));
            jenkins().post(project + "/build?delay=0", Map.of());
            Build worse = jenkins().end(project + "/job/worse", 1);
            Build other = jenkins().end(project + "/job/other", 1);

            assertThat(main.result()).as(main.log()).isEqualTo("SUCCESS");
            assertThat(baseline(main)).isEqualTo("BOOTSTRAP");
            assertThat(worse.result()).as(worse.log()).isEqualTo("FAILURE");
            assertThat(baseline(worse)).isEqualTo("REFERENCE");
            assertThat(other.result()).as(other.log()).isEqualTo("SUCCESS");
            assertThat(baseline(other)).isEqualTo("REFERENCE");
            assertThat(PipelineScenarios.decision(other).toString()).contains("\"other\"");
        }
    }

    @Test
    @DisplayName("isn't chosen by a variable that the pipeline sets")
    void shouldReadNoBranchFromVariables() {
        String job =
                pipeline("rg-variables", """
                node {
                    deleteDir()
                    withEnv(["BRANCH_NAME=x-${env.BUILD_NUMBER}", "GIT_BRANCH=y-${env.BUILD_NUMBER}", "CHANGE_TARGET=z-${env.BUILD_NUMBER}"]) {
                        writeFile file: 'a.sarif', text: env.BUILD_NUMBER == '1' ? '%s' : '%s'
                        qualityGate name: 'Findings', reports: [[pattern: 'a.sarif']], bootstrap: true,
                            qualityGates: [[metric: 'findings.new', threshold: 1, criticality: 'FAILURE']]
                    }
                }
                """.replaceFirst("%s", sarif("R1")).replaceFirst("%s", sarif("R1", "R2")));

        assertThat(baseline(jenkins().build(job))).isEqualTo("BOOTSTRAP");
        Build second = jenkins().build(job);

        assertThat(baseline(second)).isEqualTo("SAME_BRANCH");
        assertThat(second.result()).isEqualTo("FAILURE");
    }

    @Test
    @DisplayName("isn't the run that was inconclusive for want of a baseline")
    void shouldNotCompareWithARunThatHadNoBaseline() {
        String job = pipeline("rg-unbegun", """
                node {
                    deleteDir()
                    writeFile file: 'a.sarif', text: '%s'
                    qualityGate name: 'Findings', reports: [[pattern: 'a.sarif']],
                        qualityGates: [[metric: 'findings.new', threshold: 1, criticality: 'FAILURE']]
                }
                """.replaceFirst("%s", sarif("R1")));
        for (int time = 0; time < 2; time++) {
            Build build = jenkins().build(job);
            assertThat(build.result()).isEqualTo("FAILURE");
            assertThat(baseline(build)).isEqualTo("NONE");
        }
    }

    private static String baseline(Build build) {
        JsonNode decision = PipelineScenarios.decision(build);
        return decision.path("baseline").path("source").asText();
    }

    private static String sarif(String... rules) {
        StringBuilder results = new StringBuilder();
        for (String rule : rules) {
            results.append(results.isEmpty() ? "" : ",")
                    .append("{\"ruleId\": \"")
                    .append(rule)
                    .append("\", \"message\": {\"text\": \"m\"}}");
        }
        return "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"scan\"}}, \"results\": ["
                + results + "]}]}";
    }
}
