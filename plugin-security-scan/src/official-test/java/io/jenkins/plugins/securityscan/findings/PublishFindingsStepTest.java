package io.jenkins.plugins.securityscan.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.releasegates.gate.QualityGateItem;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class PublishFindingsStepTest {

    private static final String REPORT =
            """
            writeFile file: 'a.sarif', text: '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"ruleId": "R1", "level": "error", "message": {"text": "bad"}}]}]}'
            """;

    @Test
    void shouldRecordWithoutJudging(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                REPORT + "echo \"${publishFindings(pattern: '*.sarif').measurements['findings.high']} high\"",
                Result.SUCCESS);

        jenkins.assertLogContains("Findings: 1 (", run);
        jenkins.assertLogContains("1.0 high", run);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "too many | publishFindings pattern: '*.sarif', qualityGates: [[metric: 'findings.high', threshold: 1]] | FAILURE | In the way: gate findings.high",
                "few enough | publishFindings pattern: '*.sarif', qualityGates: [[metric: 'findings.high', threshold: 2]] | SUCCESS | PASSED",
                "nothing found | publishFindings pattern: '*.json', qualityGates: [[metric: 'findings.high', threshold: 2]] | FAILURE | is inconclusive",
                "no report of a scanner | writeFile file: 'j.xml', text: '<testsuite><testcase name=\"x\"/></testsuite>'; publishFindings pattern: 'j.xml' | FAILURE | which is no scanner's",
            })
    void shouldJudge(String what, String step, Result expected, String message, JenkinsRule jenkins) throws Exception {
        jenkins.assertLogContains(message, run(jenkins, REPORT + step, expected));
    }

    @Test
    void shouldLeaveNothingOutThatALaterGateJudges(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                REPORT
                        + "publishFindings pattern: '*.sarif', qualityGates: [[metric: 'findings.high', threshold: 2]]\n"
                        + "qualityGate qualityGates: [[metric: 'findings.high', threshold: 1]]",
                Result.FAILURE);

        jenkins.assertLogContains("FAILED         findings.high", run);
    }

    @Test
    void shouldBeWrittenFlatByTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertEquals(
                "publishFindings format: 'sarif', pattern: 'a.sarif'",
                Snippetizer.object2Groovy(new PublishFindingsStep(options())));
    }

    @Test
    void shouldKeepWhatAFormSays(JenkinsRule jenkins) throws Exception {
        PublishFindingsOptions options = options();
        QualityGateItem gate = new QualityGateItem();
        gate.setMetric("findings.high");
        gate.setThreshold("1");
        options.setQualityGates(List.of(gate));
        options.setName("Trivy");
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new PublishFindingsBuilder(options));

        jenkins.configRoundtrip(project);

        PublishFindingsOptions kept =
                project.getBuildersList().get(PublishFindingsBuilder.class).getOptions();
        assertEquals("a.sarif", kept.getPattern());
        assertEquals("sarif", kept.getFormat());
        assertEquals("Trivy", kept.getName());
        assertEquals(1, kept.getQualityGates().size());
        assertEquals("findings.high", kept.getQualityGates().get(0).getMetric());
    }

    private static PublishFindingsOptions options() {
        PublishFindingsOptions options = new PublishFindingsOptions("a.sarif");
        options.setFormat("sarif");
        return options;
    }

    private static WorkflowRun run(JenkinsRule jenkins, String steps, Result expected) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "findings");
        job.setDefinition(new CpsFlowDefinition("node {\n" + steps + "\n}", true));
        return jenkins.buildAndAssertStatus(expected, job);
    }
}
