package io.jenkins.plugins.releasegates.deployment.queue;

import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.releasegates.environment.Environments;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class WaitForEnvironmentTest {

    private static void assertKept(JenkinsRule jenkins, WaitForEnvironment wait) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.addProperty(wait);

        jenkins.configRoundtrip(project);

        jenkins.assertEqualDataBoundBeans(wait, project.getProperty(WaitForEnvironment.class));
    }

    @Test
    void shouldKeepEnvironmentAndArtifact(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("*"));
        WaitForEnvironment wait = new WaitForEnvironment("production");
        wait.setArtifact("${FIRST}, sha256:ab");

        assertKept(jenkins, wait);
    }

    @Test
    void shouldKeepThatNoArtifactIsNamed(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("*"));

        assertKept(jenkins, new WaitForEnvironment("production"));
    }

    @Test
    void shouldKeepAnEnvironmentThatIsNotDefinedYet(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("*"));

        assertKept(jenkins, new WaitForEnvironment("not-yet"));
    }

    @Test
    void shouldNotComeToAJobThatWaitsForNothing(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("*"));
        FreeStyleProject project = jenkins.createFreeStyleProject();

        jenkins.configRoundtrip(project);

        assertNull(project.getProperty(WaitForEnvironment.class));
    }
}
