package io.jenkins.lib.releasegates.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What a user does with the plugin. Each scenario makes its own jobs, whose names begin with {@code rg-}. */
@Timeout(300)
abstract class Scenario {

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest jenkins;

    @BeforeEach
    final void needsJenkins() {
        Optional<JenkinsUnderTest> given = JenkinsUnderTest.given();
        assumeTrue(given.isPresent(), "JENKINS_URL names no running Jenkins");
        jenkins = given.get();
    }

    final JenkinsUnderTest jenkins() {
        return jenkins;
    }

    /** A Pipeline job with this script. */
    final String pipeline(String name, String script) {
        jenkins.create("", name, Jobs.pipeline(script));
        return "/job/" + name;
    }

    /** A Pipeline that writes the reports and the policy of {@link Jobs} on the agent, and then does this. */
    final String gated(String name, String steps) {
        return pipeline(name, "node {\n deleteDir()\n" + Jobs.FILES + steps + "\n}");
    }
}
