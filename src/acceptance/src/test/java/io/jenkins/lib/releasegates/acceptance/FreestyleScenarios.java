package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A gate in a freestyle job")
class FreestyleScenarios extends Scenario {

    static final String SHELL = "rm -rf * && echo \"<testsuite name='a'><testcase classname='a.B' name='c'>"
            + "$FAILURE</testcase></testsuite>\" > TEST-a.xml";

    static final String BUILDER = """
            <io.jenkins.plugins.releasegates.gate.QualityGateBuilder><options><name>Quality</name>
            <reports><io.jenkins.plugins.releasegates.evidence.ReportItem><pattern>TEST-*.xml</pattern>
            </io.jenkins.plugins.releasegates.evidence.ReportItem></reports>
            <qualityGates><io.jenkins.plugins.releasegates.gate.QualityGateItem><metric>tests.failed</metric><threshold>1.0</threshold>
            <criticality>FAILURE</criticality></io.jenkins.plugins.releasegates.gate.QualityGateItem></qualityGates>
            </options></io.jenkins.plugins.releasegates.gate.QualityGateBuilder>
            """;

    @Test
    @DisplayName("lets a good build go on")
    void shouldLetAGoodBuildGoOn() {
        jenkins().create("", "rg-freestyle", Jobs.freestyle(SHELL, BUILDER));

        Build build = jenkins().build("/job/rg-freestyle");

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(PipelineScenarios.decision(build).path("outcome").asText()).isEqualTo("PASSED");
    }

    @Test
    @DisplayName("fails a bad one")
    void shouldFailABadBuild() {
        jenkins()
                .create(
                        "",
                        "rg-freestyle-bad",
                        Jobs.freestyle("FAILURE=\"<failure message='wrong'/>\"\n" + SHELL, BUILDER));

        Build build = jenkins().build("/job/rg-freestyle-bad");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(PipelineScenarios.decision(build).path("outcome").asText()).isEqualTo("FAILED");
    }

    @Test
    @DisplayName("is configured with a form that has help for every field")
    void shouldOfferAForm() {
        jenkins().create("", "rg-freestyle", Jobs.freestyle(SHELL, BUILDER));

        assertThat(jenkins().text("/job/rg-freestyle/configure")).contains("tests.failed", "TEST-*.xml");
        for (String field : new String[] {"policy", "qualityGates", "reports", "id", "name"}) {
            assertThat(jenkins()
                            .text("/descriptor/io.jenkins.plugins.releasegates.gate.QualityGateOptions/help/" + field))
                    .as("help of %s", field)
                    .contains("<div");
        }
        for (String field : new String[] {"metric", "condition", "threshold", "warning", "baseline", "criticality"}) {
            assertThat(jenkins().text("/descriptor/io.jenkins.plugins.releasegates.gate.QualityGateItem/help/" + field))
                    .as("help of %s", field)
                    .contains("<div");
        }
    }
}
