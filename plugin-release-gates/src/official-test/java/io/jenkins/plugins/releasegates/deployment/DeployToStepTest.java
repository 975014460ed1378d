package io.jenkins.plugins.releasegates.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.environment.Environments;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class DeployToStepTest {

    private static WorkflowRun run(JenkinsRule jenkins, Result expected, String steps) throws Exception {
        return jenkins.buildAndAssertStatus(
                expected, Environments.job(jenkins, "ship", "node {\n" + Environments.BUILT + steps + "\n}"));
    }

    @Test
    void shouldDeployWhatWasAdmittedWithTheSecretsOfTheEnvironment(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));
        WorkflowRun run = run(jenkins, Result.SUCCESS, """
                def answer = releaseGate environment: 'production', artifact: 'app.jar', reports: [[pattern: 'TEST-*.xml']]
                echo "admitted ${answer.admitted} to ${answer.environment}"
                deployTo('production') { echo "token ${env.DEPLOY_TOKEN} inside" }
                echo "token ${env.DEPLOY_TOKEN} outside"
                """);

        jenkins.assertLogContains("admitted true to production", run);
        jenkins.assertLogContains("token **** inside", run);
        jenkins.assertLogContains("token null outside", run);
        jenkins.assertLogNotContains("s3cr3t-token", run);
        Ledger ledger = ReleaseGatesHome.get().ledger();
        assertTrue(ledger.promotions().current("production").isPresent());
    }

    @Test
    void shouldDeployNothingThatNobodyAdmitted(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));
        WorkflowRun run = run(
                jenkins,
                Result.FAILURE,
                "deployTo(environment: 'production', artifact: 'app.jar') { echo 'a hole' }");

        jenkins.assertLogContains("Not deployed to production: nobody has decided about app.jar", run);
        jenkins.assertLogNotContains("a hole", run);
        assertEquals(0, ReleaseGatesHome.get().ledger().promotions().deployments("production", Long.MAX_VALUE, 1).entries().size());
    }

    @Test
    void shouldRefuseAJobThatTheOwnerDoesNotName(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("other/*"));
        WorkflowRun run = run(
                jenkins,
                Result.FAILURE,
                "releaseGate environment: 'production', artifact: 'app.jar', reports: [[pattern: 'TEST-*.xml']]");

        jenkins.assertLogContains("In the way: gate environment: job failed", run);
    }

    @Test
    void shouldBeWrittenAsItIsRead(JenkinsRule jenkins) {
        DeployToStep step = new DeployToStep("production");
        assertEquals(Map.of("environment", "production"), DescribableModel.uninstantiate2_(step).getArguments());
        step.setArtifact("target/*.jar");
        assertEquals(
                Map.of("artifact", "target/*.jar", "environment", "production"),
                DescribableModel.uninstantiate2_(step).getArguments());
    }
}
