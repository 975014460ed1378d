package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A restart of the controller")
class RestartScenarios extends Scenario {

    /** Judges for so long that something can happen meanwhile. */
    static final String LONG = """
                node('!built-in') {
                    sh '''
                        set +x
                        echo "<testsuite name='a'>" > TEST-a.xml
                        awk 'BEGIN { for (i = 0; i < 700000; i++) print "<testcase classname=\\\\"a.B\\\\" name=\\\\"case " i "\\\\" time=\\\\"0.1\\\\"/>" }' >> TEST-a.xml
                        echo "</testsuite>" >> TEST-a.xml
                        for i in $(seq 60); do ln -f TEST-a.xml TEST-b$i.xml; done
                    '''
                    echo 'now judging'
                    qualityGate name: 'Quality', reports: [[pattern: 'TEST-*.xml']],
                        qualityGates: [[metric: 'tests.failed', threshold: 1, criticality: 'FAILURE']]
                }
                """;

    @Test
    @DisplayName("in the middle of the step is survived, and the build is judged once")
    void shouldBeSurvivedInTheMiddleOfTheStep() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        String job = pipeline("rg-restart", LONG);
        assertThat(jenkins().post(job + "/build?delay=0sec", Map.of()).statusCode())
                .isEqualTo(201);
        jenkins()
                .eventually(
                        "the step begins",
                        () -> jenkins().get(job + "/1/consoleText").body().contains("now judging"));

        jenkins().restart();

        Build build = jenkins().end(job, 1);
        assertThat(build.log()).as("what the controller says when it resumes").contains("Resuming build");
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(PipelineScenarios.decision(build).path("outcome").asText()).isEqualTo("PASSED");
    }

    @Test
    @DisplayName("leaves every record where it was")
    void shouldLeaveEveryRecord() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        Build build = jenkins()
                .build(gated(
                        "rg-kept",
                        "junit(5, 0); jacoco(85)\n" + "qualityGate policy: 'release-policy.yaml', reports: reports"));
        String before = PipelineScenarios.decision(build).path("record").asText();

        jenkins().restart();

        assertThat(PipelineScenarios.decision(build).path("record").asText()).isEqualTo(before);
    }
}
