package io.jenkins.plugins.releasegates.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
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
class RecordEvidenceStepTest {

    @Test
    void shouldRecordWithoutJudging(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                "def r = recordEvidence(measurements: [[name: 'size', value: 5]])\necho \"record ${r.record}\"",
                Result.SUCCESS);

        jenkins.assertLogContains("measurements: 1), reported by the pipeline itself. Record ", run);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing | recordEvidence() | There is nothing to record",
                "a name that is none | recordEvidence measurements: [[name: 'a b', value: 5]] | is no name for a measurement",
                "a name twice | recordEvidence measurements: [[name: 'a', value: 5], [name: 'a', value: 6]] | is given twice",
            })
    void shouldRefuse(String what, String step, String message, JenkinsRule jenkins) throws Exception {
        jenkins.assertLogContains(message, run(jenkins, step, Result.FAILURE));
    }

    @Test
    void shouldNotLoseThatAReportWasMissing(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                "recordEvidence reports: [[pattern: 'TEST-*.xml']]\n"
                        + "writeFile file: 'TEST-a.xml', text: '<testsuite><testcase name=\"x\"/></testsuite>'\n"
                        + "qualityGate reports: [[pattern: 'TEST-*.xml']], qualityGates: [[metric: 'tests.failed', threshold: 1]]",
                Result.FAILURE);

        jenkins.assertLogContains("INCONCLUSIVE", run);
    }

    @Test
    void shouldBeWrittenFlatByTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        RecordEvidenceOptions options = new RecordEvidenceOptions();
        options.setReports(List.of(new ReportItem("a.sarif")));
        options.setMeasurements(List.of(new MeasurementItem("size", 1.5)));

        assertEquals(
"recordEvidence measurements: [[name: 'size', value: 1.5]], reports: [[pattern: 'a.sarif']]",
Snippetizer.object2Groovy(new RecordEvidenceStep(options)));
    }

    private static WorkflowRun run(JenkinsRule jenkins, String steps, Result expected) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "evidence");
        job.setDefinition(new CpsFlowDefinition("node {\n" + steps + "\n}", true));
        return jenkins.buildAndAssertStatus(expected, job);
    }
}
