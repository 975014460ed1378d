package io.jenkins.plugins.releasegates.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.environment.EnvironmentItem;
import io.jenkins.plugins.releasegates.environment.EnvironmentSecretItem;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class DeployToStepTest {

    private static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: production}
            spec:
              gates:
                - name: tests
                  criteria:
                    - {condition: 'tests.failed == 0 && tests.total > 0'}
            """;

    private static final String BUILT = """
            writeFile file: 'app.jar', text: 'the application'
            writeFile file: 'TEST-a.xml', text: "<testsuite><testcase classname='A' name='x'/></testsuite>"
            """;

    private static void define(String jobs) {
        EnvironmentItem production = new EnvironmentItem("production", POLICY);
        production.setJobs(jobs);
        production.setSecrets(List.of(new EnvironmentSecretItem("DEPLOY_TOKEN", Secret.fromString("s3cr3t-token"))));
        EnvironmentConfiguration.get().setEnvironments(List.of(production));
    }

    private static WorkflowRun run(JenkinsRule jenkins, Result expected, String steps) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "ship");
        job.setDefinition(new CpsFlowDefinition("node {\n" + BUILT + steps + "\n}", true));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    @Test
    void shouldDeployWhatWasAdmittedWithTheSecretsOfTheEnvironment(JenkinsRule jenkins) throws Exception {
        define("ship");
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
        define("ship");
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
        define("other/*");
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
