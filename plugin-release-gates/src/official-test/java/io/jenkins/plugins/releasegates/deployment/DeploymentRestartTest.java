package io.jenkins.plugins.releasegates.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.environment.Environments;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class DeploymentRestartTest {

    private static final String ADMITTED = "node {\n" + Environments.BUILT + Environments.ASKED + "\n";

    /** Begins, waits for a file, and says what it knows then. */
    private static final String BODY = """
            deployTo('production') {
              echo 'deployment begun'
              waitUntil(initialRecurrencePeriod: 250, quiet: true) { fileExists 'go' }
              echo "token ${env.DEPLOY_TOKEN} after it"
            }
            """;

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void shouldGoOnInTheBodyAndKeepItsSecrets() throws Throwable {
        sessions.then(jenkins -> {
            Environments.define(Environments.production("ship"));
            WorkflowJob job = Environments.job(jenkins, "ship", ADMITTED + BODY + "echo \"token ${env.DEPLOY_TOKEN} outside\"\n}");
            jenkins.waitForMessage("deployment begun", job.scheduleBuild2(0).waitForStart());
        });
        sessions.then(jenkins -> {
            go(jenkins, "ship");
            WorkflowRun run = run(jenkins, "ship");

            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("token **** after it", run);
            jenkins.assertLogContains("token null outside", run);
            jenkins.assertLogNotContains("s3cr3t-token", run);
            assertEquals(1, begun(), "it goes on, and does not begin again");
            assertTrue(ReleaseGatesHome.get().ledger().promotions().current("production").isPresent());
        });
    }

    @Test
    void shouldKeepItsPlaceInTheQueue() throws Throwable {
        sessions.then(jenkins -> {
            Environments.define(Environments.production("first\nsecond"));
            WorkflowJob first = Environments.job(jenkins, "first", ADMITTED + BODY + "}");
            jenkins.waitForMessage("deployment begun", first.scheduleBuild2(0).waitForStart());
            WorkflowJob second = Environments.job(jenkins, "second", ADMITTED + "deployTo('production') { echo 'second' }\n}");
            jenkins.waitForMessage("Waits for the deployment of", second.scheduleBuild2(0).waitForStart());
        });
        sessions.then(jenkins -> {
            WorkflowRun second = run(jenkins, "second");
            assertTrue(second.isBuilding());

            go(jenkins, "first");

            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run(jenkins, "first")));
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(second));
            jenkins.assertLogContains("second", second);
            assertEquals(2, begun());
        });
    }

    private static void go(JenkinsRule jenkins, String job) throws Exception {
        Path workspace = jenkins.jenkins.getRootDir().toPath().resolve("workspace").resolve(job);
        Files.createFile(workspace.resolve("go"));
    }

    private static WorkflowRun run(JenkinsRule jenkins, String job) {
        return jenkins.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
    }

    private static int begun() throws Exception {
        return ReleaseGatesHome.get()
                .ledger()
                .promotions()
                .deployments("production", Long.MAX_VALUE, 10)
                .entries()
                .size();
    }
}
