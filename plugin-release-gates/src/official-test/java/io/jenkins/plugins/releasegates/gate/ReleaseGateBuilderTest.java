package io.jenkins.plugins.releasegates.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.environment.Environments;
import io.jenkins.plugins.releasegates.evidence.ReportItem;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ReleaseGateBuilderTest {

    private static FreeStyleBuild build(JenkinsRule jenkins, Result expected) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject("ship");
        project.setScm(new SingleFileSCM("TEST-a.xml", "<testsuite><testcase classname='A' name='x'/></testsuite>"));
        ReleaseGateOptions options = new ReleaseGateOptions("production");
        options.setArtifact("TEST-a.xml");
        options.setReports(List.of(new ReportItem("TEST-*.xml")));
        project.getBuildersList().add(new ReleaseGateBuilder(options));
        return jenkins.buildAndAssertStatus(expected, project);
    }

    @Test
    void shouldAdmitAtOnce(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));

        FreeStyleBuild build = build(jenkins, Result.SUCCESS);

        jenkins.assertLogContains("Admitted to production", build);
        assertEquals("release-audit", build.getAction(ReleaseAuditAction.class).getUrlName());
    }

    @Test
    void shouldFailTheBuildThatIsNotAdmitted(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("other/*"));

        FreeStyleBuild build = build(jenkins, Result.FAILURE);

        jenkins.assertLogContains("In the way: gate environment: job failed", build);
        jenkins.assertLogNotContains("\tat ", build);
    }

    @Test
    void shouldNotWaitForPeople(JenkinsRule jenkins) throws Exception {
        Environments.defineWithApproval("ship");

        FreeStyleBuild build = build(jenkins, Result.FAILURE);

        jenkins.assertLogContains("INCONCLUSIVE   environment: approval", build);
        jenkins.assertLogContains("people have to approve, and a freestyle build can not wait for them", build);
    }

    @Test
    void shouldComeBackFromTheConfigurationPage(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new ReleaseGateBuilder(ReleaseGateStepTest.options()));

        jenkins.configRoundtrip(project);

        ReleaseGateBuilder kept = project.getBuildersList().get(ReleaseGateBuilder.class);
        assertNotNull(kept);
        assertEquals(
                Snippetizer.object2Groovy(new ReleaseGateStep(ReleaseGateStepTest.options())),
                Snippetizer.object2Groovy(new ReleaseGateStep(kept.getOptions())));
    }
}
