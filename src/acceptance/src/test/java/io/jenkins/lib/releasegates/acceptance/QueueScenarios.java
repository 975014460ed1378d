package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A freestyle job that waits in the queue for an environment")
class QueueScenarios extends Scenario {

    private static final String MADE = "rg-queue-made";
    private static final String SHIPS = "rg-queue-ships";

    /** Judged, and left open where people have to approve. */
    private static final String GATE = """
            <io.jenkins.plugins.releasegates.gate.ReleaseGateBuilder><options><environment>staging</environment>
            <artifact>target/ship.jar</artifact><goesOn>true</goesOn>
            <reports><%1$s><pattern>TEST-a.xml</pattern></%1$s><%1$s><pattern>jacoco.xml</pattern></%1$s></reports>
            </options></io.jenkins.plugins.releasegates.gate.ReleaseGateBuilder>
            """.formatted("io.jenkins.plugins.releasegates.evidence.ReportItem");

    private static final String DEPLOY = """
            <io.jenkins.plugins.releasegates.deployment.DeployToBuilder><environment>staging</environment>
            <artifact>target/ship.jar</artifact><steps><hudson.tasks.Shell><command>%s</command></hudson.tasks.Shell></steps>
            </io.jenkins.plugins.releasegates.deployment.DeployToBuilder>
            """;

    private final String content = UUID.randomUUID().toString();

    @SuppressWarnings("NullAway.Init")
    private Approvals approvals;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest anna;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest ben;

    @BeforeEach
    void people() {
        Users users = new Users(jenkins());
        anna = users.starter("rg-queue-anna", "Approve");
        ben = users.starter("rg-queue-ben", "Approve");
        approvals = new Approvals(jenkins());
        approvals.define(
                "1 distinct people",
                "approval.authorsMayApprove = true\n"
                        + "staging.secrets = [new EnvironmentSecretItem('DEPLOY_TOKEN', hudson.util.Secret.fromString('s3cr3t-of-staging'))]");
    }

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(jenkins -> {
            jenkins.script("def queue = jenkins.model.Jenkins.get().queue\n"
                    + "queue.items.findAll { it.task.name.startsWith('rg-queue') }.each { queue.cancel(it) }");
            Environments.clear(jenkins);
        });
    }

    private String write() {
        return "mkdir -p target; printf %s '" + content + "' > target/ship.jar\n";
    }

    private String digest() {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A build that made the file, and was judged with it. */
    private Build made(String publishers) {
        String reports =
                "echo \"<testsuite name='a' tests='1'><testcase classname='A' name='b'/></testsuite>\" > TEST-a.xml\n"
                        + "echo \"<report name='a'><package name='a'><sourcefile name='A.java'><counter type='LINE' missed='5'"
                        + " covered='95'/></sourcefile></package><counter type='LINE' missed='5' covered='95'/></report>\" > jacoco.xml\n";
        jenkins()
                .create(
                        "",
                        MADE,
                        Jobs.freestyle(write() + reports, GATE).replace("</project>", publishers + "</project>"));
        return jenkins().build("/job/" + MADE);
    }

    private void ships(String artifact, String deploys) {
        ships(SHIPS, artifact, deploys);
    }

    private void ships(String name, String artifact, String deploys) {
        String property = "<properties><io.jenkins.plugins.releasegates.deployment.queue.WaitForEnvironment>"
                + "<environment>staging</environment>"
                + (artifact.isEmpty() ? "" : "<artifact>" + artifact + "</artifact>")
                + "</io.jenkins.plugins.releasegates.deployment.queue.WaitForEnvironment>"
                + "<hudson.model.ParametersDefinitionProperty><parameterDefinitions>"
                + "<hudson.model.StringParameterDefinition><name>DIGEST</name></hudson.model.StringParameterDefinition>"
                + "</parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties>";
        jenkins()
                .create(
                        "",
                        name,
                        Jobs.freestyle(write(), DEPLOY.formatted(deploys))
                                .replace("<project>", "<project>" + property));
    }

    private void start(JenkinsUnderTest who, String digest) {
        assertThat(who.post("/job/" + SHIPS + "/buildWithParameters", Map.of("DIGEST", digest))
                        .statusCode())
                .isEqualTo(201);
    }

    private void awaitBlocked(String why) {
        jenkins()
                .eventually(
                        () -> "it waits in the queue, for '" + why + "': " + queue(),
                        () -> queue().at("/0/why").asText().contains(why));
    }

    private JsonNode queue() {
        return jenkins()
                .json("/queue/api/json?tree=items%5Bid,why,blocked,task%5Bname%5D%5D")
                .path("items");
    }

    @Test
    @DisplayName(
            "is waited for by people: they are asked while it is in the queue, and who started it isn't one of them")
    void shouldWaitForPeople() {
        Build made = made("");
        assertThat(made.result()).as(made.log()).isEqualTo("SUCCESS");
        assertThat(made.log()).contains("a job that waits in the queue for staging asks them");
        assertThat(approvals.request("/job/" + MADE, 1).isMissingNode()).isTrue();
        ships("${DIGEST}", "echo the token is $DEPLOY_TOKEN");

        start(anna, digest());
        awaitBlocked("People have to approve for staging: 1 distinct people. They are asked at " + MADE + " #1");
        assertThat(approvals.decide(anna, "/job/" + MADE, "APPROVE", ""))
                .startsWith("409")
                .contains("started");
        assertThat(approvals.decide(ben, "/job/" + MADE, "APPROVE", "")).contains("APPROVED");
        Build build = jenkins().end("/job/" + SHIPS, 1);

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("Deploys to staging, admitted by", "the token is ****", "ended well");
        assertThat(build.log()).doesNotContain("s3cr3t-of-staging");
        assertThat(build.audit().path("timeline").findValuesAsText("kind"))
                .contains("deployment-started", "deployment-ended");
        assertThat(made.audit().path("timeline").findValuesAsText("kind"))
                .containsSubsequence("approval-asked", "approval-answered");
        assertThat(jenkins().json(Environments.PAGE + "/json").toString()).contains(SHIPS);
    }

    @Test
    @DisplayName("asks people again where somebody else starts it, too; none of those who did may approve")
    void shouldKeepAllStartersApart() {
        made("");
        ships("${DIGEST}", "true");
        start(anna, digest());
        awaitBlocked("People have to approve");
        start(ben, digest() + " ");
        jenkins()
                .eventually(
                        () -> "both wait: " + queue(),
                        () -> queue().findValuesAsText("why").stream()
                                        .filter(why -> why.contains("People have to approve"))
                                        .count()
                                == 2);
        jenkins()
                .eventually(
                        "who started the second one may not approve, either",
                        () -> approvals
                                .decide(ben, "/job/" + MADE, "APPROVE", "")
                                .startsWith("409"));
        assertThat(approvals.decide(anna, "/job/" + MADE, "APPROVE", "")).startsWith("409");
        assertThat(approvals.request("/job/" + MADE, 1).path("status").asText()).isEqualTo("WAITING");
    }

    @Test
    @DisplayName("asks nobody any more when it is taken out of the queue, which is in the record")
    void shouldEndWhatItAsked() {
        Build made = made("");
        ships("${DIGEST}", "true");
        start(anna, digest());
        awaitBlocked("People have to approve");
        assertThat(jenkins()
                        .post("/queue/cancelItem?id=" + queue().at("/0/id").asText(), Map.of())
                        .statusCode())
                .isIn(204, 302, 404);

        jenkins()
                .eventually(
                        () -> "the request has ended: " + approvals.request("/job/" + MADE, 1),
                        () -> approvals
                                .request("/job/" + MADE, 1)
                                .path("status")
                                .asText()
                                .equals("ABORTED"));
        assertThat(made.audit().path("timeline").findValuesAsText("kind")).contains("approval-ended");
        assertThat(approvals.decide(ben, "/job/" + MADE, "APPROVE", "")).startsWith("409");
    }

    @Test
    @DisplayName("waits on after a restart, for what was asked before")
    void shouldSurviveARestart() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        made("");
        ships("${DIGEST}", "true");
        start(anna, digest());
        awaitBlocked("People have to approve");
        String request = approvals.request("/job/" + MADE, 1).path("request").asText();

        jenkins().restart();

        awaitBlocked("People have to approve");
        assertThat(approvals.request("/job/" + MADE, 1).path("request").asText())
                .isEqualTo(request);
        assertThat(approvals.decide(ben, "/job/" + MADE, "APPROVE", "")).contains("APPROVED");
        Build build = jenkins().end("/job/" + SHIPS, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("takes what the build was judged with that started it, also when that ends meanwhile")
    void shouldTakeWhatStartedIt() {
        ships("", "true");
        Build made = made("<publishers><hudson.tasks.BuildTrigger><childProjects>" + SHIPS
                + "</childProjects><threshold><name>SUCCESS</name><ordinal>0</ordinal><color>BLUE</color>"
                + "<completeBuild>true</completeBuild></threshold></hudson.tasks.BuildTrigger></publishers>");
        assertThat(made.result()).as(made.log()).isEqualTo("SUCCESS");
        awaitBlocked("They are asked at " + MADE + " #1");
        assertThat(approvals.decide(ben, "/job/" + MADE, "APPROVE", "")).contains("APPROVED");

        Build build = jenkins().end("/job/" + SHIPS, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("waits for its turn and for the hours, and says what is wrong with what it waits for")
    void shouldWaitForTurnAndHours() {
        approvals.define("1 distinct people", "staging.approval = null\napproval = null");
        made("");
        ships("${DIGEST}", "true");
        start(anna, "md5:1");
        awaitBlocked("A digest is written sha256:");
        jenkins().script("jenkins.model.Jenkins.get().queue.clear()");
        start(anna, "sha256:" + "0".repeat(64));
        awaitBlocked("Nobody has decided about sha256:0000");
        jenkins().script("jenkins.model.Jenkins.get().queue.clear()");
        start(anna, "");
        awaitBlocked("No artifact is named");
        jenkins().script("jenkins.model.Jenkins.get().queue.clear()");

        String holds = gated(
                "rg-queue-holds", Approvals.BUILT + "ask()\ndeployTo('staging') { waitUntil { fileExists 'go' } }\n");
        jenkins().post(holds + "/build?delay=0sec", Map.of());
        jenkins()
                .eventually(
                        "it is deployed",
                        () -> jenkins().get(holds + "/1/consoleText").body().contains("Deploys to staging"));
        start(anna, digest());
        awaitBlocked("Waits for the deployment of rg-queue-holds #1 to staging to end");
        jenkins().post(holds + "/1/stop", Map.of());
        assertThat(jenkins().end("/job/" + SHIPS, 1).result()).isEqualTo("SUCCESS");

        freeze("'2000-01-01', '2999-01-01', 'for ever'");
        start(anna, digest());
        awaitBlocked("staging is closed until");
        freeze("'2000-01-01', '2000-01-02', 'long ago'");
        assertThat(jenkins().end("/job/" + SHIPS, 2).result()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("keeps the turn that it was given when it begins, although others wait for theirs")
    void shouldKeepItsTurn() {
        approvals.define("1 distinct people", "staging.approval = null\napproval = null");
        made("");
        for (int i = 1; i <= 3; i++) {
            ships(SHIPS + i, digest(), "sleep 3");
        }
        freeze("'2000-01-01', '2999-01-01', 'for ever'");
        for (int i = 1; i <= 3; i++) {
            jenkins().post("/job/" + SHIPS + i + "/buildWithParameters", Map.of("DIGEST", ""));
        }
        jenkins()
                .eventually(
                        () -> "all three wait: " + queue(),
                        () -> queue().findValuesAsText("why").stream()
                                        .filter(why -> why.contains("staging is closed until"))
                                        .count()
                                == 3);

        freeze("'2000-01-01', '2000-01-02', 'long ago'");

        for (int i = 1; i <= 3; i++) {
            Build build = jenkins().end("/job/" + SHIPS + i, 1);
            assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        }
    }

    @Test
    @DisplayName("is taken out of the queue when people refuse, which is recorded once")
    void shouldLeaveWhenRefused() {
        Build made = made("");
        ships("${DIGEST}", "true");
        start(anna, digest());
        awaitBlocked("People have to approve");
        assertThat(approvals.decide(ben, "/job/" + MADE, "REJECT", "not today")).contains("REJECTED");

        jenkins().eventually(() -> "the queue is empty: " + queue(), () -> queue().isEmpty());
        assertThat(made.audit().path("decisions")).hasSize(2);
        assertThat(jenkins().get("/job/" + SHIPS + "/1/").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("comes back from the job's form as it went there")
    void shouldComeBackFromItsForm() {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        ships("${DIGEST}", "echo deployed");
        String before = configured();
        assertThat(before).contains("WaitForEnvironment", "DeployToBuilder", "echo deployed");

        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, "/job/" + SHIPS + "/configure");
            browser.picture("form-queue");
            page.save();
        }

        assertThat(configured()).isEqualTo(before);
    }

    /** What is ours in the job's configuration, without the spaces between. */
    private String configured() {
        String config = jenkins().text("/job/" + SHIPS + "/config.xml").replaceAll(">\\s+<", "><");
        return between(config, "<io.jenkins.plugins.releasegates.deployment.queue.WaitForEnvironment", "</io.jenkins")
                + between(config, "<io.jenkins.plugins.releasegates.deployment.DeployToBuilder", "</io.jenkins");
    }

    private static String between(String text, String from, String to) {
        int begin = text.indexOf('>', text.indexOf(from));
        return from
                + text.substring(begin, text.indexOf(to, begin))
                        .replaceAll(" plugin=\"[^\"]*\"", "")
                        .replace("<configuredLocalRules/>", "");
    }

    private void freeze(String freeze) {
        jenkins()
                .script("import io.jenkins.plugins.releasegates.environment.*\n"
                        + "def all = EnvironmentConfiguration.get()\nall.environments[0].freezes = [new FreezeItem("
                        + freeze
                        + ")]\nall.setEnvironments(all.environments)");
    }

    @Test
    @DisplayName("fails at once without that wait, where somebody else deploys; and where nothing was admitted")
    void shouldNotWaitInTheBuild() {
        approvals.define("1 distinct people", "staging.approval = null\napproval = null");
        made("");
        jenkins().create("", SHIPS, Jobs.freestyle(write(), DEPLOY.formatted("echo must not run")));
        String holds = gated(
                "rg-queue-holds", Approvals.BUILT + "ask()\ndeployTo('staging') { waitUntil { fileExists 'go' } }\n");
        jenkins().post(holds + "/build?delay=0sec", Map.of());
        jenkins()
                .eventually(
                        "it is deployed",
                        () -> jenkins().get(holds + "/1/consoleText").body().contains("Deploys to staging"));

        Build occupied = jenkins().build("/job/" + SHIPS);
        assertThat(occupied.result()).isEqualTo("FAILURE");
        assertThat(occupied.log())
                .contains("Not deployed to staging: rg-queue-holds #1 deploys there")
                .doesNotContain("must not run");
        jenkins().post(holds + "/1/stop", Map.of());
        jenkins().end(holds, 1);

        jenkins()
                .create(
                        "",
                        SHIPS + "-other",
                        Jobs.freestyle(
                                "mkdir -p target; date +%N%s > target/ship.jar",
                                DEPLOY.formatted("echo must not run")));
        Build refused = jenkins().build("/job/" + SHIPS + "-other");
        assertThat(refused.result()).isEqualTo("FAILURE");
        assertThat(refused.log())
                .contains("nobody has decided about target/ship.jar")
                .doesNotContain("must not run");

        jenkins().create("", SHIPS, Jobs.freestyle(write(), DEPLOY.formatted("exit 3")));
        Build failed = jenkins().build("/job/" + SHIPS);
        assertThat(failed.result()).isEqualTo("FAILURE");
        assertThat(failed.log()).contains("Deployment", "failed");
        assertThat(failed.audit().path("timeline").findValuesAsText("words").toString())
                .containsPattern("Deployment \\S+ to staging failed");
    }
}
