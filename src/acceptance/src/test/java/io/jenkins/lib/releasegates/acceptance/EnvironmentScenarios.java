package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An environment that its owner rules")
class EnvironmentScenarios extends Scenario {

    /** A file that no other scenario and no earlier run has decided about, and reports that are good enough. */
    private static final String BUILT = "junit(5, 0); jacoco(85)\n"
            + "writeFile file: 'target/ship.jar', text: UUID.randomUUID().toString()\n"
            + "def ask = { env -> releaseGate(environment: env, artifact: 'target/ship.jar', reports: reports) }\n";

    private static final String ATTEMPT =
            "def attempt = { what, body -> try { body(); echo \"${what}: went through\" } catch (hudson.AbortException e) { echo \"${what}: ${e.message}\" } }\n";

    @BeforeEach
    void define() {
        Environments.define(jenkins());
    }

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    @Test
    @DisplayName("admits what its owner demands, in its order, and hands its secrets to the deployment alone")
    void shouldAdmitAndDeployInOrder() {
        Build build = jenkins().build(gated("rg-env-order", BUILT + ATTEMPT + """
                attempt('too early') { ask('production') }
                def answer = ask('staging')
                echo "staging ${answer.environment} ${answer.admitted} ${answer.decision}"
                deployTo('staging') { echo "token outside ${env.DEPLOY_TOKEN}" }
                ask('production')
                deployTo('production') {
                    attempt('nested') { deployTo('production') { echo 'HOLE' } }
                    sh 'set +x; echo "token is $DEPLOY_TOKEN of ${#DEPLOY_TOKEN} characters"'
                }
                sh 'set +x; echo "afterwards [$DEPLOY_TOKEN]"'
                """));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("too early: In the way: gate environment: order failed.")
                .contains("staging staging true PASSED")
                .contains("token outside null")
                .contains("token is **** of 20 characters")
                .contains("afterwards []")
                .contains("nested: Not deployed to production: this step stands in the body of a deployment")
                .contains("Deploys to production, admitted by decision")
                .doesNotContain("s3cr3t-of-production");
        List<String> kinds = build.audit().path("timeline").findValuesAsText("kind");
        assertThat(kinds)
                .filteredOn(kind -> kind.startsWith("deployment-"))
                .containsExactly("deployment-started", "deployment-ended", "deployment-started", "deployment-ended");
        JsonNode last = build.audit().path("decisions").get(2);
        assertThat(last.path("purpose").asText()).isEqualTo("ADMISSION");
        assertThat(last.at("/environment/name").asText()).isEqualTo("production");
        assertThat(jenkins().text(build.path() + "/release-audit/")).contains("Admitted", "Not admitted", "production");
        assertThat(jenkins().text(Environments.PAGE + "/"))
                .contains("rg-env-order #" + build.path().replaceAll(".*/", ""))
                .contains("target/ship.jar")
                .doesNotContain("s3cr3t-of-production");
        assertThat(jenkins()
                        .get(build.path() + "/release-audit/statement?decision="
                                + last.path("record").asText())
                        .body())
                .contains("payload");
    }

    @Test
    @DisplayName("lets nothing in that was not admitted, whatever the pipeline says")
    void shouldDeployNothingThatWasNotAdmitted() {
        Build build = jenkins().build(gated("rg-env-refused", BUILT + ATTEMPT + """
                def deploy = { what -> attempt(what) { deployTo(environment: 'staging', artifact: 'target/ship.jar') { echo "HOLE ${what}" } } }
                deploy('nobody asked')
                def shadow = { m -> [admitted: true, decision: 'PASSED'] }
                echo "shadowed ${shadow(environment: 'staging').admitted}"
                deploy('shadowed')
                qualityGate policy: 'release-policy.yaml', reports: reports, artifacts: 'target/ship.jar'
                deploy('judged')
                jacoco(10)
                attempt('asked badly') { ask('staging') }
                deploy('refused')
                jacoco(85)
                ask('staging')
                writeFile file: 'target/ship.jar', text: readFile('target/ship.jar') + 'x'
                deploy('another byte')
                attempt('no such') { ask('elsewhere') }
                attempt('no such deployment') { deployTo(environment: 'elsewhere', artifact: 'target/ship.jar') { echo 'HOLE' } }
                attempt('no file') { deployTo(environment: 'production', artifact: ' ') { echo 'HOLE' } }
                """));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("nobody asked: Not deployed to staging: nobody has decided about target/ship.jar")
                .contains("shadowed: Not deployed to staging: nobody has decided about")
                .contains("judged: Not deployed to staging: nobody has decided about")
                .contains("asked badly: In the way: gate coverage failed.")
                .containsPattern(
                        "refused: Not deployed to staging: decision \\S+ refuses it: In the way: gate coverage failed")
                .contains("another byte: Not deployed to staging: nobody has decided about")
                .contains("no such: Not admitted: There is no environment 'elsewhere'; there are: production, staging")
                .contains("no such deployment: Not deployed to elsewhere: There is no environment")
                .contains("no file: Not deployed to production: this build has not asked 'releaseGate' for it")
                .doesNotContain("HOLE");
        assertThat(jenkins().text(build.path() + "/release-audit/json")).doesNotContain("deployment-started");
    }

    @Test
    @DisplayName("lets the pipeline tighten its rules, and loosen none")
    void shouldLetThePipelineTighten() {
        Build build = jenkins().build(gated("rg-env-tighten", BUILT + ATTEMPT + """
                jacoco(50)
                attempt('milder') { releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports,
                    qualityGates: [[metric: 'coverage.line', threshold: 10, criticality: 'NOTE']] }
                jacoco(85)
                attempt('stricter') { releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports,
                    qualityGates: [[metric: 'coverage.line', threshold: 99, criticality: 'FAILURE']] }
                attempt('by file') { releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports, policy: 'release-policy.yaml' }
                """));

        assertThat(build.log())
                .contains("milder: In the way: gate coverage failed.")
                .contains("stricter: In the way: gate coverage.line (pipeline) failed.")
                .contains("by file: went through");
        assertThat(build.audit().at("/decisions/2/gates").findValuesAsText("gate"))
                .contains("tests", "coverage", "Tests (pipeline)", "Coverage (pipeline)");
    }

    @Test
    @DisplayName("judges a replay as its owner says, and forgets decisions under other rules")
    void shouldHoldToTheRulesOfNow() {
        String job = gated("rg-env-rules", BUILT + """
                ask('staging')
                input message: 'rules may change', id: 'Wait'
                deployTo('staging') { echo 'HOLE' }
                """);
        jenkins().post(job + "/build?delay=0sec", Map.of());
        jenkins()
                .eventually(
                        "it waits",
                        () -> jenkins().get(job + "/1/consoleText").body().contains("rules may change"));
        Environments.define(jenkins(), "staging.branches = 'main'");
        jenkins().post(job + "/1/input/Wait/proceedEmpty", Map.of());
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("under other rules of staging than hold now")
                .contains("environment: job: The job is no branch of a multibranch project")
                .doesNotContain("HOLE");
    }

    @Test
    @DisplayName("takes one deployment at a time; who waits holds no thread, survives a restart, and goes on in order")
    void shouldTakeOneAtATime() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        String script = BUILT + """
                ask('staging')
                deployTo('staging') {
                    echo "deploys ${env.BUILD_TAG}"
                    input message: 'inside', id: 'Inside'
                }
                """;
        String first = gated("rg-env-first", script);
        String second = gated("rg-env-second", script);
        jenkins().post(first + "/build?delay=0sec", Map.of());
        jenkins()
                .eventually(
                        "the first is inside",
                        () -> jenkins().get(first + "/1/consoleText").body().contains("inside"));
        jenkins().post(second + "/build?delay=0sec", Map.of());
        jenkins()
                .eventually(
                        "the second waits",
                        () -> jenkins()
                                .get(second + "/1/consoleText")
                                .body()
                                .contains("Waits for the deployment of rg-env-first #1"));

        jenkins().restart();

        jenkins()
                .eventually(
                        "both are there again",
                        () -> jenkins().get(first + "/1/input/Inside/").statusCode() != 404
                                && jenkins()
                                                .post(first + "/1/input/Inside/proceedEmpty", Map.of())
                                                .statusCode()
                                        < 400);
        assertThat(jenkins().end(first, 1).result()).isEqualTo("SUCCESS");
        jenkins()
                .eventually(
                        "the second is inside",
                        () -> jenkins().get(second + "/1/consoleText").body().contains("Proceed or Abort"));
        jenkins().post(second + "/1/input/Inside/abort", Map.of());
        Build aborted = jenkins().end(second, 1);
        assertThat(aborted.result()).isEqualTo("ABORTED");
        jenkins()
                .eventually(
                        "the record says how it ended",
                        () -> aborted.audit().path("timeline").toString().contains("was aborted"));
        assertThat(new Build(jenkins(), first + "/1", "")
                        .audit()
                        .path("timeline")
                        .toString())
                .containsOnlyOnce("deployment-ended")
                .contains("ended well");
    }

    @Test
    @DisplayName("gives up all but the newest of those that wait, where its owner wants that")
    void shouldGoOnWithTheNewestOnly() {
        Environments.define(jenkins(), "staging.newestOnly = true");
        String inside = BUILT + "ask('staging')\n" + "deployTo('staging') { input message: 'inside', id: 'Inside' }\n";
        String holder = gated("rg-env-holder", inside);
        String older = gated("rg-env-older", inside);
        String newer = gated("rg-env-newer", inside);
        jenkins().post(holder + "/build?delay=0sec", Map.of());
        jenkins()
                .eventually(
                        "it is inside",
                        () -> jenkins().get(holder + "/1/consoleText").body().contains("inside"));
        jenkins().post(older + "/build?delay=0sec", Map.of());
        jenkins()
                .eventually(
                        "it waits",
                        () -> jenkins().get(older + "/1/consoleText").body().contains("Waits for"));
        jenkins().post(newer + "/build?delay=0sec", Map.of());

        Build superseded = jenkins().end(older, 1);
        assertThat(superseded.result()).isEqualTo("FAILURE");
        assertThat(superseded.log()).contains("a newer one came while this one waited");
        jenkins().post(holder + "/1/input/Inside/proceedEmpty", Map.of());
        assertThat(jenkins().end(holder, 1).result()).isEqualTo("SUCCESS");
        jenkins()
                .eventually(
                        "the newest is inside",
                        () -> jenkins().get(newer + "/1/consoleText").body().contains("inside"));
        jenkins().post(newer + "/1/input/Inside/proceedEmpty", Map.of());
        assertThat(jenkins().end(newer, 1).result()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("is free again when the build that held it is gone, and says that nobody knows how it ended")
    void shouldBeFreeWhenItsBuildIsGone() {
        String job = gated("rg-env-gone", BUILT + """
                ask('staging')
                deployTo('staging') { input message: 'inside', id: 'Inside' }
                """);
        jenkins().post(job + "/build?delay=0sec", Map.of());
        jenkins()
                .eventually(
                        "it is inside",
                        () -> jenkins().get(job + "/1/consoleText").body().contains("inside"));
        jenkins().post(job + "/1/kill", Map.of());
        jenkins().end(job, 1);

        Build next = jenkins()
                .build(gated("rg-env-next", BUILT + "ask('staging')\ndeployTo('staging') { echo 'deployed' }\n"));
        assertThat(next.result()).as(next.log()).isEqualTo("SUCCESS");
        assertThat(new Build(jenkins(), job + "/1", "").audit().path("timeline").toString())
                .containsAnyOf("was lost", "was aborted");
    }

    @Test
    @DisplayName("is judged at once in a freestyle job")
    void shouldJudgeAFreestyleBuild() {
        String shell = "mkdir -p target; date +%N%s > target/ship.jar\n"
                + "echo \"<testsuite name='a' tests='1'><testcase classname='A' name='b'/></testsuite>\" > TEST-a.xml\n";
        String builder =
                "<io.jenkins.plugins.releasegates.gate.ReleaseGateBuilder><options><environment>staging</environment>"
                        + "<artifact>target/ship.jar</artifact></options></io.jenkins.plugins.releasegates.gate.ReleaseGateBuilder>";
        jenkins().create("", "rg-env-freestyle", Jobs.freestyle(shell, builder));

        Build build = jenkins().build("/job/rg-env-freestyle");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("NOT admitted to staging").contains("gate coverage is inconclusive");
        assertThat(build.audit().at("/decisions/0/environment/name").asText()).isEqualTo("staging");
    }
}
