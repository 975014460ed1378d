package io.jenkins.plugins.releasegates.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.evidence.MeasurementItem;
import io.jenkins.plugins.releasegates.evidence.RecordEvidenceBuilder;
import io.jenkins.plugins.releasegates.evidence.RecordEvidenceOptions;
import io.jenkins.plugins.releasegates.evidence.ReportItem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class QualityGateBuilderTest {

    @ParameterizedTest(name = "{0} of 2 tests wanted, criticality {1}: {2}")
    @CsvSource({"2, FAILURE, SUCCESS", "3, FAILURE, FAILURE", "3, UNSTABLE, UNSTABLE", "3, NOTE, SUCCESS"})
    void shouldColourTheBuild(String threshold, String criticality, String result, JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.setScm(new SingleFileSCM("TEST-a.xml", "<testsuite><testcase name='x'/><testcase name='y'/></testsuite>"));
        project.getBuildersList().add(recorded());
        project.getBuildersList().add(new QualityGateBuilder(options(threshold, criticality)));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.fromString(result), project);

        assertEquals("release-audit", build.getAction(ReleaseAuditAction.class).getUrlName());
        jenkins.assertLogContains("Recorded (reports: 0, measurements: 1)", build);
        jenkins.assertLogNotContains("\tat ", build);
    }

    @Test
    void shouldComeBackFromTheConfigurationPage(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(recorded());
        project.getBuildersList().add(new QualityGateBuilder(options("80.5", "ERROR")));

        jenkins.configRoundtrip(project);

        QualityGateBuilder gate = project.getBuildersList().get(QualityGateBuilder.class);
        assertNotNull(gate);
        QualityGateItem item = gate.getOptions().getQualityGates().get(0);
        assertEquals("tests.total", item.getMetric());
        assertEquals("80.5", item.getThreshold());
        assertEquals("ERROR", item.getCriticality());
        assertEquals("PROJECT", item.getBaseline());
        assertEquals("main", gate.getOptions().getReference());
        assertTrue(gate.getOptions().isBootstrap());
        assertEquals("TEST-*.xml", gate.getOptions().getReports().get(0).getPattern());
        assertEquals(
                4.5,
                project.getBuildersList()
                        .get(RecordEvidenceBuilder.class)
                        .getOptions()
                        .getMeasurements()
                        .get(0)
                        .getValue());
    }

    private static RecordEvidenceBuilder recorded() {
        RecordEvidenceOptions options = new RecordEvidenceOptions();
        options.setMeasurements(List.of(new MeasurementItem("size", 4.5)));
        return new RecordEvidenceBuilder(options);
    }

    private static QualityGateOptions options(String threshold, String criticality) {
        QualityGateItem item = new QualityGateItem();
        item.setMetric("tests.total");
        item.setThreshold(threshold);
        item.setCriticality(criticality);
        QualityGateOptions options = new QualityGateOptions();
        options.setQualityGates(List.of(item));
        options.setReports(List.of(new ReportItem("TEST-*.xml")));
        options.setReference("main");
        options.setBootstrap(true);
        return options;
    }
}
