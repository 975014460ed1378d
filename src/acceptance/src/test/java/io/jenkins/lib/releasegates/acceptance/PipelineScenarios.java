package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A gate in a Pipeline")
class PipelineScenarios extends Scenario {

    private static final String JUDGE = "\ndef release = qualityGate policy: 'release-policy.yaml', reports: reports\n";

    @Test
    @DisplayName("lets a good build of a scripted Pipeline go on, and returns plain values")
    void shouldLetAGoodBuildGoOn() {
        Build build = jenkins().build(gated("rg-good", "junit(5, 0); jacoco(85)" + JUDGE + """
                echo "decision ${release.decision}, gates ${release.verdicts}, line ${release.measurements['coverage.line']}, record ${release.record}"
                """));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .containsPattern("decision PASSED, gates .*Tests.*, line 85(\\.0)?, record [0-9a-f]{16}/\\d+");
        JsonNode decision = decision(build);
        assertThat(decision.path("outcome").asText()).isEqualTo("PASSED");
    }

    @Test
    @DisplayName("lets a good build of a declarative Pipeline go on")
    void shouldLetAGoodDeclarativeBuildGoOn() {
        Build build = jenkins().build(pipeline("rg-declarative", """
                pipeline {
                    agent any
                    stages {
                        stage('Build') {
                            steps {
                                writeFile file: 'TEST-a.xml', text: "<testsuite name='a'><testcase classname='a.B' name='c'/></testsuite>"
                            }
                        }
                        stage('Gates') {
                            steps {
                                qualityGate name: 'Quality', reports: [[pattern: 'TEST-*.xml']],
                                    qualityGates: [[metric: 'tests.failed', threshold: 1, criticality: 'FAILURE']]
                            }
                        }
                    }
                }
                """));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(decision(build).path("outcome").asText()).isEqualTo("PASSED");
    }

    @Test
    @DisplayName("fails the build with an explanation and without a stack trace")
    void shouldFailTheBuild() {
        Build build = jenkins().build(gated("rg-bad", "junit(5, 0); jacoco(60)" + JUDGE + "echo 'went on'"));

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("Coverage", "60", "80").doesNotContain("went on", "\tat ");
        assertThat(decision(build).path("outcome").asText()).isEqualTo("FAILED");
    }

    @Test
    @DisplayName("makes the build unstable where the gate's criticality says so")
    void shouldMakeTheBuildUnstable() {
        Build build = jenkins().build(gated("rg-unstable", "junit(5, 1); jacoco(85)" + JUDGE + "echo 'went on'"));

        assertThat(build.result()).isEqualTo("UNSTABLE");
        assertThat(build.log()).contains("went on");
    }

    @Test
    @DisplayName("never takes a missing report for a good one")
    void shouldNotPassWithoutAReport() {
        Build build = jenkins().build(gated("rg-missing", "junit(5, 0)" + JUDGE + "echo 'went on'"));

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("target/jacoco.xml").doesNotContain("went on");
        assertThat(decision(build).path("outcome").asText()).isIn("INCONCLUSIVE", "ERROR");
    }

    @Test
    @DisplayName("names everything that is wrong in a policy, with line and what is allowed")
    void shouldNameEverythingWrongInAPolicy() {
        Build build = jenkins().build(pipeline("rg-policy", """
                node {
                    writeFile file: 'release-policy.yaml', text: '''apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: shop}
                spec:
                  gates:
                    - name: Coverage
                      criticality: SEVERE
                      criteria:
                        - {metric: coverage.lines, threshold: 80}
                '''
                    qualityGate policy: 'release-policy.yaml', reports: [[pattern: '*.xml']]
                }
                """));

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("release-policy.yaml:7:", "SEVERE", "release-policy.yaml:9:", "coverage.line")
                .doesNotContain("\tat ");
    }

    @Test
    @DisplayName(
            "counts what recordEvidence recorded earlier in the build, and what the pipeline says of itself stays called so")
    void shouldCountRecordedEvidence() {
        Build build = jenkins().build(gated("rg-evidence", """
                junit(5, 0); jacoco(85)
                recordEvidence reports: reports, measurements: [[name: 'latency.p95', value: 120]]
                qualityGate name: 'Latency', qualityGates: [
                    [condition: "custom['latency.p95'] < 200.0 && tests.failed == 0", criticality: 'FAILURE']]
                """));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.audit().toString()).contains("eported");
    }

    @Test
    @DisplayName("refuses a measurement that has no value, instead of taking it for zero")
    void shouldRefuseAMeasurementWithoutAValue() {
        Build build = jenkins()
                .build(
                        pipeline(
                                "rg-no-value",
                                "node { recordEvidence measurements: [[name: 'errorRate', value: [:].rate]]; echo 'went on' }"));

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("'errorRate' has no value").doesNotContain("went on", "\tat ");
    }

    @Test
    @DisplayName("names a replayed build in the record")
    void shouldNameAReplay() {
        String job = gated("rg-replay", "junit(5, 0); jacoco(85)" + JUDGE);
        jenkins().build(job);
        assertThat(jenkins()
                        .post(
                                job + "/1/replay/run",
                                Map.of("json", "{\"mainScript\": \"node {\\n echo 'replayed'\\n" + "}\"}"))
                        .statusCode())
                .isIn(200, 302, 303);
        assertThat(jenkins().end(job, 2).result()).isEqualTo("SUCCESS");

        assertThat(jenkins()
                        .post(job + "/1/replay/rebuild", Map.of("json", "{}"))
                        .statusCode())
                .isIn(200, 302, 303);
        Build replayed = jenkins().end(job, 3);

        assertThat(replayed.result()).as(replayed.log()).isEqualTo("SUCCESS");
        assertThat(decision(replayed).toString()).containsIgnoringCase("replay");
    }

    @Test
    @DisplayName("names a build that was restarted from a stage in the record")
    void shouldNameARestartFromStage() {
        String job = pipeline("rg-restart-stage", """
                pipeline {
                    agent any
                    stages {
                        stage('Gates') {
                            steps {
                                writeFile file: 'TEST-a.xml', text: "<testsuite name='a'><testcase classname='a.B' name='c'/></testsuite>"
                                qualityGate name: 'Quality', reports: [[pattern: 'TEST-*.xml']],
                                    qualityGates: [[metric: 'tests.failed', threshold: 1, criticality: 'FAILURE']]
                            }
                        }
                    }
                }
                """);
        assertThat(jenkins().build(job).result()).isEqualTo("SUCCESS");
        assertThat(jenkins()
                        .post(job + "/1/restart/restart", Map.of("json", "{\"stageName\": \"Gates\"}"))
                        .statusCode())
                .isIn(200, 302, 303);
        Build restarted = jenkins().end(job, 2);

        assertThat(restarted.result()).as(restarted.log()).isEqualTo("SUCCESS");
        assertThat(decision(restarted).toString()).containsIgnoringCase("restarted");
    }

    /** The only decision of the build's record. */
    static JsonNode decision(Build build) {
        JsonNode decisions = build.audit().path("decisions");
        assertThat(decisions).as("decisions in %s", build.audit()).hasSize(1);
        return decisions.get(0);
    }
}
