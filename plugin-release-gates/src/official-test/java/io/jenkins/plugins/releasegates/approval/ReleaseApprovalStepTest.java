package io.jenkins.plugins.releasegates.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.environment.Environments;
import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class ReleaseApprovalStepTest {

    private static final String APART = "node {\n" + Environments.BUILT + Environments.ASKED
            + ", waitForApproval: false\n}\n"
            + "def a = releaseApproval 'production'\necho \"admitted ${a.admitted} to ${a.environment}\"\n"
            + "node { deployTo('production') { echo \"token ${env.DEPLOY_TOKEN} inside\" } }";

    private static final String AT_ONCE = "node {\n" + Environments.BUILT + "def a = " + Environments.ASKED
            + "\necho \"admitted ${a.admitted} to ${a.environment}\"\n}";

    private static final String FORGOTTEN = "node {\n" + Environments.BUILT + Environments.ASKED
            + ", waitForApproval: false\ndeployTo('production') { echo \"token ${env.DEPLOY_TOKEN} inside\" }\n}";

    private static final String IN_STAGES = """
            pipeline {
              agent none
              stages {
                stage('Build') {
                  agent any
                  steps {
                    %s
                    %s, waitForApproval: false
                  }
                }
                stage('Approve') { steps { releaseApproval 'production' } }
                stage('Deploy') {
                  agent any
                  steps { deployTo('production') { echo "token ${env.DEPLOY_TOKEN} inside" } }
                }
              }
            }
            """.formatted(Environments.BUILT, Environments.ASKED);

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void shouldWaitThroughARestartAndGoOnWithTheAnswer() throws Throwable {
        sessions.then(jenkins -> asks(jenkins, APART));
        sessions.then(jenkins -> {
            secure(jenkins);
            WorkflowRun run = run(jenkins);
            assertTrue(run.isBuilding());
            assertEquals(0, jenkins.jenkins.toComputer().countBusy(), "nobody holds an executor while people are waited for");

            assertEquals(200, answer(jenkins, "bob", run, "APPROVE").getStatusCode());

            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("admitted true to production", run);
            jenkins.assertLogContains("token **** inside", run);
            assertEquals(
                    List.of("approval-asked", "approval-answered"),
                    kinds(run).filter(kind -> kind.startsWith("approval-")).toList());
            assertTrue(ReleaseGatesHome.get().ledger().promotions().current("production").isPresent());
        });
    }

    @Test
    void shouldWaitInReleaseGateThroughARestart() throws Throwable {
        sessions.then(jenkins -> asks(jenkins, AT_ONCE));
        sessions.then(jenkins -> {
            secure(jenkins);
            WorkflowRun run = run(jenkins);

            assertEquals(200, answer(jenkins, "bob", run, "APPROVE").getStatusCode());

            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("admitted true to production", run);
            assertEquals(1, kinds(run).filter("approval-asked"::equals).count());
        });
    }

    @Test
    void shouldWaitInDeployToWhereTheStepWasForgotten() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = asks(jenkins, FORGOTTEN);
            jenkins.assertLogNotContains("inside", run);
        });
        sessions.then(jenkins -> {
            secure(jenkins);
            WorkflowRun run = run(jenkins);

            assertEquals(200, answer(jenkins, "bob", run, "APPROVE").getStatusCode());

            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("token **** inside", run);
        });
    }

    @Test
    void shouldWaitInAStageWithoutAnAgent() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = asks(jenkins, IN_STAGES);

            assertEquals(200, answer(jenkins, "bob", run, "APPROVE").getStatusCode());

            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("token **** inside", run);
        });
    }

    @Test
    void shouldTakeNoAnswerOfWhoMayNotGiveOne() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = asks(jenkins, APART);

            WebResponse starter = answer(jenkins, "alice", run, "APPROVE");
            assertEquals(409, starter.getStatusCode());
            WebResponse stranger = answer(jenkins, "carol", run, "APPROVE");
            assertEquals(409, stranger.getStatusCode());
            assertTrue(stranger.getContentAsString().contains("Release Gates/Approve"), stranger.getContentAsString());
            assertTrue(run.isBuilding());

            assertEquals(200, answer(jenkins, "bob", run, "REJECT").getStatusCode());
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("NOT admitted to production", run);
            jenkins.assertLogNotContains("inside", run);
            jenkins.assertLogNotContains("\tat ", run);
        });
    }

    @Test
    void shouldEndWhatItAskedWhenItIsStopped() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = asks(jenkins, APART);

            run.getExecutor().interrupt();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
            assertTrue(kinds(run).anyMatch("approval-ended"::equals));
        });
    }

    @Test
    void shouldBeWrittenAsItIsRead() throws Throwable {
        sessions.then(jenkins -> {
            Environments.define(Environments.production("shop"));
            ReleaseApprovalStep step = new ReleaseApprovalStep("production");
            assertEquals("releaseApproval 'production'", Snippetizer.object2Groovy(step));

            StepConfigTester form = new StepConfigTester(jenkins);
            assertEquals("production", form.configRoundTrip(step).getEnvironment());
            assertEquals(
                    "not-yet",
                    form.configRoundTrip(new ReleaseApprovalStep("not-yet")).getEnvironment());
        });
    }

    /** A build that alice has started, and that waits for people. */
    private static WorkflowRun asks(JenkinsRule jenkins, String script) throws Exception {
        secure(jenkins);
        Environments.defineWithApproval("shop");
        WorkflowJob job = Environments.job(jenkins, "shop", script);
        WorkflowRun run = job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause("alice")))
                .waitForStart();
        jenkins.waitForMessage("Look at it and answer", run);
        return run;
    }

    private static void secure(JenkinsRule jenkins) {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, hudson.model.Item.READ)
                .everywhere()
                .to("alice", "bob", "carol")
                .grant(ReleaseGates.APPROVE)
                .everywhere()
                .to("alice", "bob"));
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);
    }

    /** As a program answers: with the digest of what it was shown. */
    private static WebResponse answer(JenkinsRule jenkins, String user, WorkflowRun run, String answer) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().login(user);
        client.setThrowExceptionOnFailingStatusCode(false);
        JSONObject shown = client.getJSON(run.getUrl() + "release-approval/json")
                .getJSONObject()
                .getJSONArray("requests")
                .getJSONObject(0);
        WebRequest request =
                new WebRequest(new URL(jenkins.getURL(), run.getUrl() + "release-approval/decide"), HttpMethod.POST);
        request.setRequestParameters(List.of(
                new NameValuePair("request", shown.getString("request")),
                new NameValuePair("shown", shown.getString("content")),
                new NameValuePair("answer", answer),
                new NameValuePair("reason", "as agreed")));
        client.addCrumb(request);
        return client.getPage(request).getWebResponse();
    }

    private static Stream<String> kinds(WorkflowRun run) throws Exception {
        return ReleaseGatesHome.get()
                .ledger()
                .entriesOf(run.getAction(ReleaseAuditAction.class).getBuildId())
                .stream()
                .map(TrailEntry::kind);
    }
}
