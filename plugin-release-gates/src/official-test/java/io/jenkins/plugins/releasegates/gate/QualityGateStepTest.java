package io.jenkins.plugins.releasegates.gate;

import static io.jenkins.plugins.releasegates.gate.Pipelines.POLICY;
import static io.jenkins.plugins.releasegates.gate.Pipelines.REPORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.evidence.ReportItem;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class QualityGateStepTest {

    @Test
    void shouldReturnPlainMapsWhenTheBuildPasses(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.run(
                jenkins,
                "node {\n" + REPORT
                        + """
                        def result = qualityGate(reports: [[pattern: 'TEST-*.xml']], name: 'unit',
                            qualityGates: [[metric: 'tests.failed', threshold: 1], [metric: 'tests.successRate', threshold: 99.5]])
                        echo "decision=${result.decision} passed=${result.passed} gates=${result.verdicts*.gate}"
                        echo "observed=${result.verdicts[0].observed} total=${result.measurements['tests.total']} record=${result.record}"
                        }
                        """,
                Result.SUCCESS);

        jenkins.assertLogContains("decision=PASSED passed=true gates=[tests.failed, tests.successRate]", run);
        jenkins.assertLogContains("observed=0 total=2.0 record=" + lastEntry(run).id(), run);
    }

    @Test
    void shouldFailTheBuildWithTheExplanationAndNoStackTrace(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.run(
                jenkins,
                "node {\n" + REPORT
                        + "qualityGate reports: [[pattern: 'TEST-*.xml']], qualityGates: [[metric: 'tests.total', threshold: 3]]\n"
                        + "echo 'not reached'\n}",
                Result.FAILURE);

        jenkins.assertLogContains("The number of tests is 2, the policy wants at least 3.", run);
        jenkins.assertLogContains("ERROR: In the way: gate tests.total failed. Record " + lastEntry(run).id(), run);
        jenkins.assertLogNotContains("not reached", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void shouldBlockWhenEvidenceIsMissing(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.run(
                jenkins,
                "node {\n qualityGate reports: [[pattern: 'TEST-*.xml']], qualityGates: [[metric: 'tests.failed', threshold: 1]]\n}",
                Result.FAILURE);

        jenkins.assertLogContains("TEST-*.xml: no file matches", run);
        jenkins.assertLogContains("INCONCLUSIVE", run);
        assertEquals("decision-made", lastEntry(run).kind());
    }

    @Test
    void shouldListAllIssuesOfAWrongPolicy(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.run(
                jenkins,
                "node {\nwriteFile file: 'p.yaml', text: 'apiVersion: release-gates/v1\\nkind: Policy\\nspec: {}\\n'\n"
                        + "qualityGate policy: 'p.yaml', qualityGates: [[metric: 'tests.totl', threshold: 'x']]\n}",
                Result.FAILURE);

        jenkins.assertLogContains("p.yaml:2:", run);
        jenkins.assertLogContains("did you mean tests.total?", run);
        jenkins.assertLogContains("qualityGates[0].threshold: found \"x\"", run);
        jenkins.assertLogNotContains("\tat ", run);
        assertNull(run.getAction(ReleaseAuditAction.class).getUrlName(), "nothing was recorded, so there is no page");
    }

    @Test
    void shouldRefuseAPolicyOutsideTheWorkspace(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.run(
                jenkins, "node {\n qualityGate policy: '../../config.xml'\n}", Result.FAILURE);

        jenkins.assertLogContains("The policy file ../../config.xml leaves the workspace", run);
    }

    @Test
    void shouldMarkStagesByCriticality(JenkinsRule jenkins) throws Exception {
        String gate = "qualityGate reports: [[pattern: 'TEST-*.xml']], qualityGates: [[metric: 'tests.total', threshold: 3,"
                + " criticality: '%s']]\n";
        WorkflowRun run = Pipelines.run(
                jenkins,
                "node {\n" + REPORT + gate.formatted("NOTE") + gate.formatted("ERROR") + gate.formatted("UNSTABLE") + "}",
                Result.UNSTABLE);

        List<Result> marks = new DepthFirstScanner()
                .allNodes(run.getExecution()).stream()
                        .filter(node -> node.getPersistentAction(WarningAction.class) != null)
                        .sorted((a, b) -> Integer.compare(number(a), number(b)))
                        .map(node -> node.getPersistentAction(WarningAction.class).getResult())
                        .toList();
        assertEquals(List.of(Result.UNSTABLE, Result.FAILURE, Result.UNSTABLE), marks);
    }

    @Test
    void shouldJudgeInADeclarativePipelineWhatWasRecordedBefore(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.run(
                jenkins,
                "pipeline {\n agent any\n stages {\n stage('Test') { steps {\n" + REPORT + POLICY
                        + """
                        recordEvidence reports: [[pattern: 'TEST-*.xml', format: 'junit']], measurements: [[name: 'size', value: 5]]
                        } }
                        stage('Gate') { steps {
                        qualityGate policy: 'release-policy.yaml', qualityGates: [[condition: 'custom["size"] < 6.0']]
                        } } } }
                        """,
                Result.SUCCESS);

        jenkins.assertLogContains("All 2 gates that decide let it through.", run);
    }

    @Test
    void shouldNameAReplayInTheRecord(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.run(
                jenkins,
                "node {\n" + REPORT
                        + "qualityGate reports: [[pattern: 'TEST-*.xml']], qualityGates: [[metric: 'tests.failed', threshold: 1]]\n}",
                Result.SUCCESS);
        assertEquals("ORDINARY", lastEntry(run).subject().path("origin").asText());

        ReplayAction replay = run.getAction(ReplayAction.class);
        WorkflowRun replayed = (WorkflowRun)
                replay.run(replay.getOriginalScript(), replay.getOriginalLoadedScripts()).get();

        jenkins.assertBuildStatusSuccess(replayed);
        assertEquals("REPLAY", lastEntry(replayed).subject().path("origin").asText());
        assertEquals(
                lastEntry(run).subject().path("job"), lastEntry(replayed).subject().path("job"));
    }

    @Test
    void shouldBeWrittenFlatByTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        QualityGateItem item = new QualityGateItem();
        item.setMetric("coverage.line");
        item.setThreshold("80");
        item.setCriticality("UNSTABLE");
        ReportItem report = new ReportItem("**/TEST-*.xml");
        report.setFormat("junit");
        QualityGateOptions options = new QualityGateOptions();
        options.setPolicy("release-policy.yaml");
        options.setQualityGates(List.of(item));
        options.setReports(List.of(report));
        options.setArtifacts("target/*.jar");
        options.setAttestations("signed/*.jsonl");
        options.setName("unit");

        assertEquals(
"qualityGate artifacts: 'target/*.jar', attestations: 'signed/*.jsonl', name: 'unit', policy: 'release-policy.yaml', qualityGates: [[criticality: 'UNSTABLE',"
                                + " metric: 'coverage.line', threshold: 80]], reports: [[format: 'junit', pattern: '**/TEST-*.xml']]",
Snippetizer.object2Groovy(new QualityGateStep(options)));
    }

    private static int number(FlowNode node) {
        return Integer.parseInt(node.getId());
    }

    static TrailEntry lastEntry(WorkflowRun run) throws Exception {
        ReleaseAuditAction action = run.getAction(ReleaseAuditAction.class);
        assertNotNull(action, "the build has a record");
        List<TrailEntry> entries = ReleaseGatesHome.get().ledger().entriesOf(action.getBuildId());
        assertTrue(!entries.isEmpty(), "the ledger has entries of the build");
        return entries.get(entries.size() - 1);
    }
}
