package io.jenkins.plugins.releasegates.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.queue.QueueTaskFuture;
import hudson.tasks.Builder;
import hudson.tasks.Shell;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.deployment.queue.WaitForEnvironment;
import io.jenkins.plugins.releasegates.environment.Environments;
import io.jenkins.plugins.releasegates.evidence.ReportItem;
import io.jenkins.plugins.releasegates.gate.ReleaseGateBuilder;
import io.jenkins.plugins.releasegates.gate.ReleaseGateOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class DeployToBuilderTest {

    private static final String CONTENT = "<testsuite><testcase classname='A' name='x'/></testsuite>";

    private static FreeStyleProject project(JenkinsRule jenkins, String name, Builder... steps) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject(name);
        project.setScm(new SingleFileSCM("TEST-a.xml", CONTENT));
        for (Builder step : steps) {
            project.getBuildersList().add(step);
        }
        return project;
    }

    private static ReleaseGateBuilder gate() {
        ReleaseGateOptions options = new ReleaseGateOptions("production");
        options.setArtifact("TEST-a.xml");
        options.setReports(List.of(new ReportItem("TEST-*.xml")));
        return new ReleaseGateBuilder(options);
    }

    private static DeployToBuilder deploy(String command) {
        DeployToBuilder deploy = new DeployToBuilder("production");
        deploy.setArtifact("TEST-a.xml");
        deploy.setSteps(List.of(new Shell(command)));
        return deploy;
    }

    @Test
    void shouldDeployWhatWasAdmittedWithTheSecretsOfTheEnvironment(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(
                project(jenkins, "ship", gate(), deploy("echo the token is $DEPLOY_TOKEN"), new Shell("echo after")));

        jenkins.assertLogContains("the token is ****", build);
        jenkins.assertLogNotContains("s3cr3t-token", build);
        jenkins.assertLogContains("after", build);
        assertTrue(ReleaseGatesHome.get()
                .ledger()
                .promotions()
                .current("production")
                .isPresent());
    }

    @Test
    void shouldDeployNothingThatNobodyAdmitted(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));
        FreeStyleBuild build =
                jenkins.buildAndAssertStatus(Result.FAILURE, project(jenkins, "ship", deploy("echo 'a ho''le'")));

        jenkins.assertLogContains("Not deployed to production: nobody has decided about TEST-a.xml", build);
        jenkins.assertLogNotContains("a hole", build);
    }

    @Test
    void shouldFailWithItsSteps(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));
        FreeStyleBuild build = jenkins.buildAndAssertStatus(
                Result.FAILURE, project(jenkins, "ship", gate(), deploy("exit 3"), new Shell("echo after")));

        jenkins.assertLogContains(" failed", build);
        jenkins.assertLogNotContains("after\n", build);
        assertTrue(ReleaseGatesHome.get()
                .ledger()
                .promotions()
                .current("production")
                .isEmpty());
    }

    @Test
    void shouldComeBackFromTheConfigurationPage(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));
        FreeStyleProject project = project(jenkins, "ship", deploy("true"));
        WaitForEnvironment wait = new WaitForEnvironment("production");
        wait.setArtifact("${DIGEST}");
        project.addProperty(wait);

        jenkins.configRoundtrip(project);

        DeployToBuilder kept = project.getBuildersList().get(DeployToBuilder.class);
        assertEquals("production", kept.getEnvironment());
        assertEquals("TEST-a.xml", kept.getArtifact());
        assertEquals("true", ((Shell) kept.getSteps().get(0)).getCommand());
        jenkins.assertEqualDataBoundBeans(wait, project.getProperty(WaitForEnvironment.class));
    }

    @Test
    void shouldWaitInTheQueueUntilItIsAdmitted(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("*"));
        FreeStyleProject later = project(jenkins, "later", deploy("true"));
        WaitForEnvironment wait = new WaitForEnvironment("production");
        wait.setArtifact("sha256:" + org.apache.commons.codec.digest.DigestUtils.sha256Hex(CONTENT));
        later.addProperty(wait);
        QueueTaskFuture<FreeStyleBuild> build = assertNotNullThen(later.scheduleBuild2(0));
        awaitWhy(jenkins, later, "Nobody has decided about sha256:");

        jenkins.buildAndAssertSuccess(project(jenkins, "ship", gate()));

        jenkins.assertBuildStatusSuccess(build.get(2, TimeUnit.MINUTES));
    }

    private static <T> T assertNotNullThen(T value) {
        assertNotNull(value);
        return value;
    }

    private static void awaitWhy(JenkinsRule jenkins, FreeStyleProject project, String words) throws Exception {
        String why = "";
        for (int i = 0; i < 300 && !why.contains(words); i++) {
            Thread.sleep(100);
            Queue.Item item = jenkins.jenkins.getQueue().getItem(project);
            why = item == null ? "not in the queue" : String.valueOf(item.getWhy());
        }
        assertTrue(why.contains(words), why);
    }
}
