package io.jenkins.plugins.releasegates.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.environment.Environments;
import io.jenkins.plugins.releasegates.evidence.ReportItem;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ReleaseGateStepTest {

    private static WorkflowRun run(JenkinsRule jenkins, String script, Result expected) throws Exception {
        Environments.define(Environments.production("ship"));
        return jenkins.buildAndAssertStatus(expected, Environments.job(jenkins, "ship", script));
    }

    @Test
    void shouldReturnPlainValuesToTheSandbox(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                "node {\n" + Environments.BUILT + "def a = " + Environments.ASKED
                        + "\necho \"${a.admitted} ${a.environment} ${a.decision} ${a.waitsForApproval} ${a.verdicts*.gate}\"\n}",
                Result.SUCCESS);

        jenkins.assertLogContains("Admitted to production", run);
        jenkins.assertLogContains(
                "true production PASSED false [environment: job, environment: pipeline, environment: artifact, environment: time,"
                        + " tests]",
                run);
    }

    @Test
    void shouldAdmitAndDeployInADeclarativePipeline(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                """
                pipeline {
                  agent any
                  stages {
                    stage('Build') { steps {
                      %s
                      recordEvidence %s
                    } }
                    stage('Gate') { steps {
                      releaseGate environment: 'production', artifact: 'app.jar'
                    } }
                    stage('Deploy') { steps {
                      requireDecision artifacts: 'app.jar', job: 'ship', environment: 'production'
                      deployTo('production') { echo "token ${env.DEPLOY_TOKEN} inside" }
                    } }
                  }
                }
                """.formatted(Environments.BUILT, Environments.REPORTS),
                Result.SUCCESS);

        jenkins.assertLogContains("token **** inside", run);
        assertTrue(ledger().promotions().current("production").isPresent());
    }

    @Test
    void shouldAddWhatThePipelineDemandsToTheRulesOfTheOwner(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                "node {\n" + Environments.BUILT + Environments.ASKED
                        + ", qualityGates: [[metric: 'tests.total', threshold: 2]]\necho 'a hole'\n}",
                Result.FAILURE);

        jenkins.assertLogContains("tests.total (pipeline)", run);
        jenkins.assertLogContains("NOT admitted to production", run);
        jenkins.assertLogNotContains("a hole", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void shouldAdmitNothingWithoutEvidence(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                "node {\n" + Environments.BUILT + "releaseGate environment: 'production', artifact: 'app.jar'\n}",
                Result.FAILURE);

        jenkins.assertLogContains("NOT admitted to production", run);
        assertTrue(ledger().promotions().current("production").isEmpty());
    }

    @Test
    void shouldNameTheEnvironmentsThatThereAre(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                "node {\n" + Environments.BUILT + "releaseGate environment: 'prodction', artifact: 'app.jar'\n}",
                Result.FAILURE);

        jenkins.assertLogContains("prodction", run);
        jenkins.assertLogContains("production", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void shouldBeWrittenFlatByTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertEquals(
                "releaseGate artifact: 'target/*.jar', attestations: 'signed/*.jsonl', environment: 'production', id: 'app', name: 'Ship it',"
                        + " policy: 'release-policy.yaml', qualityGates: [[metric: 'coverage.line', threshold: 80]],"
                        + " reports: [[format: 'junit', pattern: '**/TEST-*.xml']], waitForApproval: false",
                Snippetizer.object2Groovy(new ReleaseGateStep(options())));
        ReleaseGateOptions least = new ReleaseGateOptions("production");
        least.setArtifact("app.jar");
        assertEquals(
                "releaseGate artifact: 'app.jar', environment: 'production'",
                Snippetizer.object2Groovy(new ReleaseGateStep(least)));
    }

    @Test
    void shouldComeBackFromTheFormOfTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));
        ReleaseGateStep step = new ReleaseGateStep(options());

        ReleaseGateStep kept = new StepConfigTester(jenkins).configRoundTrip(step);

        assertEquals(Snippetizer.object2Groovy(step), Snippetizer.object2Groovy(kept));
        assertFalse(kept.getOptions().isWaitForApproval());
    }

    @Test
    void shouldKeepAnEnvironmentThatIsNotDefinedWhenAFormIsSaved(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));
        ReleaseGateOptions options = new ReleaseGateOptions("not-yet");
        options.setArtifact("app.jar");

        ReleaseGateStep kept = new StepConfigTester(jenkins).configRoundTrip(new ReleaseGateStep(options));

        assertEquals("not-yet", kept.getOptions().getEnvironment());
    }

    /** With all that can be said. */
    static ReleaseGateOptions options() {
        QualityGateItem item = new QualityGateItem();
        item.setMetric("coverage.line");
        item.setThreshold("80");
        ReportItem report = new ReportItem("**/TEST-*.xml");
        report.setFormat("junit");
        ReleaseGateOptions options = new ReleaseGateOptions("production");
        options.setArtifact("target/*.jar");
        options.setAttestations("signed/*.jsonl");
        options.setId("app");
        options.setName("Ship it");
        options.setPolicy("release-policy.yaml");
        options.setQualityGates(List.of(item));
        options.setReports(List.of(report));
        options.setWaitForApproval(false);
        return options;
    }

    private static Ledger ledger() throws Exception {
        return ReleaseGatesHome.get().ledger();
    }
}
