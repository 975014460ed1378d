package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The health of an environment over time")
class BudgetPageScenarios extends Scenario {

    private static final int STEP = 300;
    private static final String HEALTH = "/release-environments/health";

    private static final String SLO = """
            version: prometheus/v1
            service: %s
            slos:
              - name: requests
                objective: 99
                sli:
                  events:
                    error_query: sum(rate(requests_total{code="500"}[{{.window}}]))
                    total_query: sum(rate(requests_total[{{.window}}]))
                alerting:
                  name: Errors
            """;
    private static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ErrorBudgetPolicy
            metadata: {name: shop}
            spec:
              rules:
                - {name: exhausted, when: {remainingAtMost: 0}, then: freeze}
                - {name: otherwise, then: allow}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private PrometheusProcess prometheus;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(jenkins().isOnLoopback(), "the controller is another machine");
        String missing = PrometheusProcess.missing().orElse("");
        assumeTrue(missing.isEmpty(), missing);
        prometheus = PrometheusProcess.with(directory, samples());
        jenkins().script("""
                import io.jenkins.plugins.releasegates.connection.*
                def one = new PrometheusItem('prometheus', '%s')
                one.allowPrivateAddresses = true
                one.jobs = 'rg-budget-folder/*'
                ConnectionConfiguration.get().setConnections([one])
                """.formatted(prometheus.uri()));
    }

    @AfterEach
    void stop() {
        if (prometheus != null) {
            jenkins()
                    .script("io.jenkins.plugins.releasegates.connection.ConnectionConfiguration.get()"
                            + ".setConnections([])");
            Environments.clear(jenkins());
            prometheus.close();
        }
    }

    /** 32 days up to half an hour from now, in which one of a thousand requests fails. */
    private static String samples() {
        Instant now = Clock.systemUTC().instant();
        long from = now.minus(Duration.ofDays(32)).getEpochSecond() / STEP * STEP;
        long until = now.plus(Duration.ofMinutes(30)).getEpochSecond();
        StringBuilder samples = new StringBuilder("# TYPE requests counter\n");
        for (String code : new String[] {"200", "500"}) {
            double perStep = code.equals("500") ? 0.5 : 499.5;
            for (long at = from; at < until; at += STEP) {
                samples.append("requests_total{code=\"").append(code).append("\"} ");
                samples.append((at - from) / STEP * perStep)
                        .append(' ')
                        .append(at)
                        .append('\n');
            }
        }
        return samples.append("# EOF\n").toString();
    }

    /** Staging with objectives of that service, and besides as this Groovy makes the item of that name. */
    private void define(String service, String more) {
        jenkins().script("""
                import io.jenkins.plugins.releasegates.environment.*
                def policy = '''%s'''
                def staging = new EnvironmentItem('staging', policy)
                staging.jobs = 'rg-*'
                staging.objectives = '''%s'''
                staging.objectivesConnection = 'prometheus'
                staging.errorBudget = '''%s'''
                %s
                EnvironmentConfiguration.get().setEnvironments([staging])
                """.formatted(Environments.POLICY, SLO.formatted(service), POLICY, more));
    }

    /** What Jenkins does every quarter of an hour. */
    private void look() {
        jenkins()
                .script("jenkins.model.Jenkins.get().getExtensionList("
                        + "io.jenkins.plugins.releasegates.health.BudgetWatch)[0].doRun()");
    }

    private JsonNode samples(String page, String environment) {
        return jenkins().json(page + "/json?environment=" + environment).at("/objectives/0/samples");
    }

    private void awaitSamples(String page, String environment, int wanted) {
        jenkins().eventually(() -> wanted + " samples in " + samples(page, environment), () -> {
            look();
            return samples(page, environment).size() == wanted;
        });
    }

    private static final String ADMIT = Approvals.BUILT
            + "def answer = releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports\n"
            + "echo \"admitted ${answer.admitted}\"\n";

    @Test
    @DisplayName("is looked at by itself, also while the server is down, and drawn with numbers and without a script")
    void shouldLookByItself() {
        define("looked", "");
        assertThat(jenkins().text("/release-environments/")).contains("health/?environment=staging");
        assertThat(jenkins().text(HEALTH + "/?environment=staging"))
                .contains("Health of staging", "Nobody has looked at it yet");
        awaitSamples(HEALTH, "staging", 1);
        JsonNode first = samples(HEALTH, "staging").get(0);
        prometheus.stop();
        // What was just looked at isn't asked again, so another definition is.
        define("down", "");
        awaitSamples(HEALTH, "staging", 1);

        assertThat(first.path("state").asText()).isEqualTo("healthy");
        assertThat(first.path("remaining").asDouble()).isBetween(0.85, 0.95);
        assertThat(first.at("/rules/0/limit").asDouble()).isEqualTo(14.4);
        assertThat(samples(HEALTH, "staging").get(0).path("state").asText()).isEqualTo("not known");
        assertThat(samples(HEALTH, "staging").get(0).path("why").asText()).isNotEmpty();
        define("looked", "");
        assertThat(samples(HEALTH, "staging")).hasSize(1);
        String page = jenkins().text(HEALTH + "/?environment=staging");
        assertThat(page)
                .contains("Error budget of looked/requests that is left", "Burn rates of looked/requests, page, quick")
                .contains("rg-level-limit", "as a table", "healthy");
        assertThat(page.substring(page.indexOf("rg-health"), page.indexOf("</details>")))
                .doesNotContain("<script", "style=", "onload", "javascript:");
    }

    @Test
    @DisplayName("is what admissions and checks have seen, with deployments marked, on the build's page as well")
    void shouldShowWhatBuildsHaveSeen() {
        define("admitted", "");
        Build build = jenkins().build(gated("rg-health-chart", ADMIT + "deployTo('staging') { echo 'deployed' }\n"));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        JsonNode json = jenkins().json(HEALTH + "/json?environment=staging");
        assertThat(json.at("/objectives/0/samples")).isNotEmpty();
        assertThat(json.at("/gates/0/gate").asText()).isEqualTo("health: error budget of admitted/requests");
        assertThat(json.at("/gates/0/verdict").asText()).isEqualTo("PASSED");
        assertThat(json.at("/gates/0/job").asText()).isEqualTo("rg-health-chart");
        assertThat(json.at("/deployments/0/job").asText()).isEqualTo("rg-health-chart");
        String page = jenkins().text(HEALTH + "/?environment=staging");
        assertThat(page).contains("class=\"rg-mark\"", "ship.jar (sha256:", "/job/rg-health-chart/1/release-audit/");
        assertThat(jenkins().get("/job/rg-health-chart/1/release-audit/").statusCode())
                .isEqualTo(200);
        assertThat(jenkins().text("/job/rg-health-chart/1/release-analyses/"))
                .contains("Error budget of admitted/requests", "Over the window", "rg-curve-left", "rg-mark");
        assertThat(jenkins()
                        .json("/job/rg-health-chart/1/release-analyses/json")
                        .at("/budgets/0/outcome")
                        .asText())
                .isEqualTo("KNOWN");
    }

    @Test
    @DisplayName("of a folder's environment is on the folder's page, and seen by no one else")
    void shouldShowFolders() {
        jenkins().script("""
                import io.jenkins.plugins.releasegates.environment.*
                def j = jenkins.model.Jenkins.get()
                if (j.getItem('rg-budget-folder') == null) {
                  j.createProject(com.cloudbees.hudson.plugins.folder.Folder, 'rg-budget-folder')
                }
                def qa = new EnvironmentItem('qa', '''%s''')
                qa.jobs = 'rg-budget-folder/**'
                qa.objectives = '''%s'''
                qa.objectivesConnection = 'prometheus'
                qa.errorBudget = '''%s'''
                def folder = new FolderItem('rg-budget-folder', '')
                folder.environments = [qa]
                EnvironmentConfiguration.get().setFolders([folder])
                """.formatted(Environments.POLICY, SLO.formatted("foldered"), POLICY));
        String own = "/job/rg-budget-folder/release-environments/health";
        assertThat(jenkins().text("/job/rg-budget-folder/release-environments/"))
                .contains("health/?environment=rg-budget-folder%2Fqa");
        awaitSamples(own, "rg-budget-folder%2Fqa", 1);

        assertThat(samples(own, "rg-budget-folder%2Fqa").get(0).path("state").asText())
                .isEqualTo("healthy");
        assertThat(jenkins().text(own + "/?environment=rg-budget-folder%2Fqa"))
                .contains("Health of rg-budget-folder/qa");
        assertThat(jenkins().get(own + "/json?environment=staging").statusCode())
                .as("one of another place")
                .isEqualTo(404);
        JenkinsUnderTest stranger = new Users(jenkins()).stranger("rg-stranger");
        assertThat(jenkins()
                        .get(HEALTH + "/json?environment=rg-budget-folder%2Fqa")
                        .statusCode())
                .isEqualTo(200);
        assertThat(stranger.get(HEALTH + "/json?environment=rg-budget-folder%2Fqa")
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.get(HEALTH + "/?environment=rg-budget-folder%2Fqa").body())
                .contains("There is no such environment")
                .doesNotContain("foldered");
        jenkins().post("/job/rg-budget-folder/doDelete", Map.of());
    }

    @Test
    @DisplayName("is judged by errorBudgetCheck with the owner's own objectives, of one service or all of them")
    void shouldJudgeTheOwnersObjectives() {
        define("shop", "");
        Build named = check("rg-own-named", "environment: 'staging', service: 'shop'");
        Build all = check("rg-own-all", "environment: 'staging'");
        Build none = check("rg-own-none", "environment: 'staging', service: 'bank'");
        Build neither = check("rg-own-neither", "changeClass: 'security'");
        Build both = check("rg-own-both", "environment: 'staging', service: 'shop', slos: 'slo/*.yml'");
        Build half = check("rg-own-half", "environment: 'staging', slos: 'slo/*.yml'");
        Build way = check("rg-own-way", "environment: 'staging', recorded: true");

        assertThat(named.result()).as(named.log()).isEqualTo("SUCCESS");
        assertThat(named.log()).contains("1 judged, shop/requests ALLOWED");
        assertThat(all.result()).as(all.log()).isEqualTo("SUCCESS");
        assertThat(jenkins().text("/job/rg-own-all/1/release-analyses/")).contains("Over the window");
        assertThat(none.log()).contains("service: found \"bank\"; allowed of the environment staging: shop");
        assertThat(neither.log()).contains("found neither slos nor environment");
        assertThat(both.log()).contains("found slos beside service");
        assertThat(half.log()).contains("found slos without connection");
        assertThat(way.log()).contains("found recorded without slos");
        for (Build build : new Build[] {none, neither, both, half, way}) {
            assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
            assertThat(build.log()).doesNotContain("at io.jenkins");
        }
    }

    private Build check(String name, String arguments) {
        return jenkins()
                .build(pipeline(
                        name,
                        "node {\n def seen = errorBudgetCheck " + arguments + "\n echo \"${seen.budgets.size()} judged,"
                                + " ${seen.budgets[0].objective} ${seen.budgets[0].admission}\"\n}"));
    }

    @Test
    @DisplayName("is judged in freestyle jobs, too; jobs that were saved before go on as they were")
    void shouldJudgeInFreestyleJobs() {
        define("shop", "");
        String builder = """
                <io.jenkins.plugins.releasegates.budget.ErrorBudgetBuilder><options>%s<recorded>false</recorded>
                <criticality>FAILURE</criticality></options></io.jenkins.plugins.releasegates.budget.ErrorBudgetBuilder>
                """;
        jenkins()
                .create(
                        "",
                        "rg-own-freestyle",
                        Jobs.freestyle(
                                "true",
                                builder.formatted("<environment>staging</environment><service>shop</service>")));
        jenkins()
                .create(
                        "",
                        "rg-own-saved",
                        Jobs.freestyle(
                                "true",
                                builder.formatted("<connection>prometheus</connection><slos>slo/*.yml</slos>")));
        Build own = jenkins().build("/job/rg-own-freestyle");
        Build saved = jenkins().build("/job/rg-own-saved");

        assertThat(own.result()).as(own.log()).isEqualTo("SUCCESS");
        assertThat(own.log()).contains("error budget of shop/requests");
        assertThat(saved.log()).as("it may not name the connection").contains("connection: found \"prometheus\"");
        if (Browser.isThere()) {
            try (Browser browser = new Browser(jenkins())) {
                Form.of(browser, "/job/rg-own-freestyle/configure").save();
                assertThat(jenkins().text("/job/rg-own-freestyle/config.xml"))
                        .contains("<environment>staging</environment>", "<service>shop</service>")
                        .doesNotContain("<slos>", "<connection>");
                Form.of(browser, "/job/rg-own-saved/configure").save();
                assertThat(jenkins().text("/job/rg-own-saved/config.xml"))
                        .contains("<connection>prometheus</connection>", "<slos>slo/*.yml</slos>");
            }
        }
    }
}
