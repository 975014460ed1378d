package io.jenkins.plugins.releasegates.gate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.analysis.AnswersOfPrometheus;
import io.jenkins.plugins.releasegates.environment.EnvironmentItem;
import io.jenkins.plugins.releasegates.environment.Environments;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** An environment that asks how the running service is. */
@WithJenkins
class ReleaseGateHealthTest {

    private static final String HEALTH = """
            apiVersion: release-gates/v1
            kind: ServiceHealth
            spec:
              gates:
                - {name: errors, connection: prometheus, query: errors, successCondition: result < 0.02}
            """;

    private static final String SCRIPT =
            "node {\n" + Environments.BUILT + Environments.ASKED + "\ndeployTo('production') { echo 'inside' }\n}";

    private static void define(String health) {
        EnvironmentItem production = Environments.production("ship*");
        production.setHealth(health);
        Environments.define(production);
    }

    @Test
    void shouldAdmitAndDeployWhileItIsWell(JenkinsRule jenkins) throws Exception {
        define(HEALTH);
        try (AnswersOfPrometheus answers = new AnswersOfPrometheus("0.01")) {
            WorkflowRun well = jenkins.buildAndAssertSuccess(Environments.job(jenkins, "ship", SCRIPT));
            jenkins.assertLogContains("inside", well);
            answers.number("0.5");
            WorkflowRun ill =
                    jenkins.buildAndAssertStatus(Result.FAILURE, Environments.job(jenkins, "ship-ill", SCRIPT));
            jenkins.assertLogContains("health: errors", ill);
            jenkins.assertLogContains("NOT admitted to production", ill);
            jenkins.assertLogNotContains("inside", ill);
        }
    }

    @Test
    void shouldDeployNothingOnceItIsNotWell(JenkinsRule jenkins) throws Exception {
        define(HEALTH);
        try (AnswersOfPrometheus answers = new AnswersOfPrometheus("0.01")) {
            WorkflowJob job = Environments.job(
                    jenkins, "ship", SCRIPT.replace("deployTo(", "waitUntil { fileExists 'go' }\ndeployTo("));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Admitted to production", run);
            answers.number("NaN");
            jenkins.jenkins.getWorkspaceFor(job).child("go").write("", "UTF-8");
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("health: errors", run);
            jenkins.assertLogNotContains("inside", run);
            assertTrue(ReleaseGatesHome.get()
                    .ledger()
                    .promotions()
                    .current("production")
                    .isEmpty());
        }
    }

    @Test
    void shouldWaitUntilItIsWell(JenkinsRule jenkins) throws Exception {
        define(HEALTH + "  sampling: {interval: 1s, steady: 2s, timeout: 5m}\n");
        try (AnswersOfPrometheus answers = new AnswersOfPrometheus("0.5")) {
            WorkflowRun run =
                    Environments.job(jenkins, "ship", SCRIPT).scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Not well yet: health: errors failed", run);
            answers.number("0.01");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("inside", run);
        }
    }
}
