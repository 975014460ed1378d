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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An environment that asks how the running service is")
class HealthScenarios extends Scenario {

    private static final int STEP = 300;
    private static final Duration UNTIL_MENDED = Duration.ofSeconds(50);

    private static final String HEALTH = """
            apiVersion: release-gates/v1
            kind: ServiceHealth
            spec:
              gates:
                - {name: errors, connection: prometheus, query: %s, successCondition: result < 0.02}
            """;
    private static final String SAMPLING = "  sampling: {interval: 3s, steady: 6s, timeout: 4m}\n";

    private static final String SLO = """
            version: prometheus/v1
            service: shop
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
                - {name: low, when: {remainingAtMost: 95}, then: require-approval}
                - {name: otherwise, then: allow}
              approval: rg-budget
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
                one.jobs = 'nobody'
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

    /** A good and a bad share, one that gets well, and requests of 32 days of which one in a thousand fails. */
    private static String samples() {
        Instant now = Clock.systemUTC().instant();
        long until = now.plus(Duration.ofMinutes(30)).getEpochSecond();
        long mended = now.plus(UNTIL_MENDED).getEpochSecond();
        StringBuilder samples = new StringBuilder();
        for (String name : new String[] {"good_share", "bad_share", "mended_share"}) {
            samples.append("# TYPE ").append(name).append(" gauge\n");
            for (long at = now.minusSeconds(600).getEpochSecond() / 5 * 5; at < until; at += 5) {
                boolean bad = name.startsWith("bad") || name.startsWith("mended") && at < mended;
                samples.append(name).append(bad ? " 0.5 " : " 0.01 ").append(at).append('\n');
            }
        }
        samples.append("# TYPE requests counter\n");
        long from = now.minus(Duration.ofDays(32)).getEpochSecond() / STEP * STEP;
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

    /** Staging that asks this. */
    private void define(String health, String more) {
        jenkins().script("""
                import io.jenkins.plugins.releasegates.environment.*
                def staging = new EnvironmentItem('staging', '''%s''')
                staging.jobs = 'rg-*'
                staging.health = '''%s'''
                %s
                EnvironmentConfiguration.get().setEnvironments([staging])
                """.formatted(Environments.POLICY, health, more));
    }

    private static final String ADMIT = Approvals.BUILT
            + "def answer = releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports\n"
            + "echo \"admitted ${answer.admitted}\"\n";

    private static JsonNode gate(JsonNode decision, String name) {
        for (JsonNode gate : decision.path("gates")) {
            if (gate.path("gate").asText().equals(name)) {
                return gate;
            }
        }
        throw new AssertionError("No gate " + name + " in " + decision);
    }

    private void begin(String job) {
        jenkins().post(job + "/build?delay=0sec", Map.of());
    }

    private void says(String job, String words) {
        jenkins()
                .eventually(
                        () -> words + " in "
                                + jenkins().get(job + "/1/consoleText").body(),
                        () -> jenkins().get(job + "/1/consoleText").body().contains(words));
    }

    @Test
    @DisplayName("admits while it is well, and asks once more right before the deployment; refuses while it isn't")
    void shouldAskTheRunningService() {
        define(HEALTH.formatted("good_share"), "");
        Build well = jenkins().build(gated("rg-health-well", ADMIT + "deployTo('staging') { echo 'deployed' }\n"));
        define(HEALTH.formatted("bad_share"), "");
        Build ill = jenkins().build(gated("rg-health-ill", ADMIT));
        define(HEALTH.formatted("no_share"), "");
        Build none = jenkins().build(gated("rg-health-none", ADMIT));

        assertThat(well.result()).as(well.log()).isEqualTo("SUCCESS");
        assertThat(well.log()).contains("admitted true", "deployed");
        assertThat(well.audit().path("timeline").toString())
                .contains("1 answer of the running service, as the controller saw it.");
        JsonNode admission = well.audit().at("/decisions/0");
        assertThat(gate(admission, "health: errors").path("verdict").asText()).isEqualTo("PASSED");
        assertThat(gate(admission, "health: errors")
                        .at("/criteria/0/provenance")
                        .asText())
                .isEqualTo("observed");
        assertThat(well.audit().at("/decisions/1/policy").toString()
                        + well.audit().at("/decisions/1"))
                .contains("right before the deployment", "health: errors");
        assertThat(ill.result()).as(ill.log()).isEqualTo("FAILURE");
        assertThat(gate(ill.audit().at("/decisions/0"), "health: errors")
                        .path("verdict")
                        .asText())
                .isEqualTo("FAILED");
        assertThat(none.result()).isEqualTo("FAILURE");
        assertThat(gate(none.audit().at("/decisions/0"), "health: errors")
                        .path("verdict")
                        .asText())
                .isEqualTo("INCONCLUSIVE");
    }

    @Test
    @DisplayName("deploys nothing when it isn't well any more, whatever was admitted before")
    void shouldLookAgainBeforeTheDeployment() {
        define(HEALTH.formatted("good_share"), "");
        String job = "/job/rg-health-again";
        jenkins()
                .create(
                        "",
                        "rg-health-again",
                        Jobs.pipeline("node {\n deleteDir()\n" + Jobs.FILES + ADMIT
                                + "while (!fileExists('/tmp/rg-health-again')) { sleep 1 }\n"
                                + "deployTo('staging') { echo 'deployed' }\n}"));
        begin(job);
        says(job, "admitted true");
        prometheus.stop();
        jenkins().script("new File('/tmp/rg-health-again').text = ''");
        Build build = jenkins().end(job, 1);
        jenkins().script("new File('/tmp/rg-health-again').delete()");

        assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("admitted true", "health: errors").doesNotContain("Deploys to staging");
    }

    @Test
    @DisplayName("waits until it is well, and stays so, over a restart, where the owner says so")
    void shouldWaitUntilItIsWell() {
        define(HEALTH.formatted("mended_share") + SAMPLING, "");
        String job = gated("rg-health-wait", ADMIT + "deployTo('staging') { echo 'deployed' }\n");
        begin(job);
        says(job, "Not well yet: health: errors failed");
        if (JenkinsUnderTest.mayRestart()) {
            jenkins().restart();
        }
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .containsSubsequence("The service isn't as the owner of staging demands", "admitted true", "deployed");
        assertThat(build.audit().at("/decisions/0/outcome").asText()).isEqualTo("FAILED");
        assertThat(build.audit().at("/decisions/1/outcome").asText()).isEqualTo("PASSED");
    }

    @Test
    @DisplayName("ends a wait that somebody stops")
    void shouldBeStopped() {
        define(HEALTH.formatted("bad_share") + SAMPLING, "");
        String job = gated("rg-health-stopped", ADMIT);
        begin(job);
        says(job, "Not well yet: health: errors failed");
        jenkins().post(job + "/1/stop", Map.of());
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).isEqualTo("ABORTED");
        assertThat(build.log()).doesNotContain("admitted true");
        assertThat(jenkins()
                        .script("println io.jenkins.plugins.releasegates.connection.SharedSampler.get()"
                                + ".@waiting.findAll { it.contains(' ') }.size()"))
                .as("nothing waits any more")
                .contains("0");
    }

    @Test
    @DisplayName("asks one person more where an error budget demands that, and admits once all have approved")
    void shouldAskOneMore() {
        Users users = new Users(jenkins());
        JenkinsUnderTest anna = users.user("rg-anna", "Approve");
        JenkinsUnderTest ben = users.user("rg-ben", "Approve");
        jenkins()
                .script("io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get().setGroups("
                        + "[new io.jenkins.plugins.releasegates.people.GroupItem('rg-budget', 'rg-ben')])");
        define(
                HEALTH.formatted("good_share"),
                "staging.objectives = '''" + SLO + "'''\nstaging.objectivesConnection = 'prometheus'\n"
                        + "staging.errorBudget = '''" + POLICY + "'''\n"
                        + "staging.approval = new ApprovalItem('1 of rg-anna')\n"
                        + "staging.approval.authorsMayApprove = true\n");
        String job = gated("rg-health-budget", ADMIT + "deployTo('staging') { echo 'deployed' }\n");
        begin(job);
        Approvals approvals = new Approvals(jenkins());
        approvals.awaitQuestion(job, 1);
        JsonNode asked = approvals.request(job, 1);
        assertThat(asked.path("rule").asText()).isEqualTo("1 of rg-anna AND 1 of group rg-budget");
        assertThat(approvals.decide(anna, job, "APPROVE", "")).contains("WAITING");
        assertThat(approvals.decide(ben, job, "APPROVE", "")).contains("APPROVED");
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        JsonNode admission = build.audit().at("/decisions/1");
        assertThat(gate(admission, "health: error budget of shop/requests")
                        .path("verdict")
                        .asText())
                .isEqualTo("WARNING");
        assertThat(gate(admission, "environment: approval").path("verdict").asText())
                .isEqualTo("PASSED");
    }

    @Test
    @DisplayName("lets a class of changes through by the files that differ, which the controller looks up")
    void shouldProveAClassByItsFiles() throws IOException, InterruptedException {
        LocalRepository repository = new LocalRepository(directory.resolve("source"));
        String first = repository.commit("anna@example.com");
        String second = repository.commit("anna@example.com");
        String ask = "junit(5, 0); jacoco(85)\nwriteFile file: 'target/ship.jar', text: UUID.randomUUID().toString()\n"
                + "withEnv(['GIT_COMMIT=" + second + "']) {\n"
                + "releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports,"
                + " changeClass: 'docs', waitForApproval: false\n}\n";
        defineClass("file*", first);
        Build proved = jenkins().build(gated("rg-health-docs", ask));
        defineClass("docs/**", first);
        Build other = jenkins().build(gated("rg-health-other", ask));
        defineClass("file*", "");
        Build unknown = jenkins().build(gated("rg-health-unknown", ask));

        JsonNode gate = gate(proved.audit().at("/decisions/0"), "health: error budget of shop/requests");
        assertThat(gate.path("verdict").asText()).as(gate.toString()).isEqualTo("WARNING");
        assertThat(gate.toString()).contains("proved by only paths file*");
        for (Build build : List.of(other, unknown)) {
            JsonNode refused = gate(build.audit().at("/decisions/0"), "health: error budget of shop/requests");
            assertThat(refused.path("verdict").asText()).as(refused.toString()).isEqualTo("FAILED");
        }
    }

    private void defineClass(String paths, String since) {
        String policy = POLICY.replace("then: require-approval}", "then: only, changes: [docs]}")
                .replace(
                        "  approval: rg-budget\n",
                        "  changes:\n    - name: docs\n      proofs:\n        - {paths: ['" + paths
                                + "'], provenance: reported}\n");
        define(
                HEALTH.formatted("good_share"),
                "staging.objectives = '''" + SLO + "'''\nstaging.objectivesConnection = 'prometheus'\n"
                        + "staging.errorBudget = '''" + policy + "'''\n"
                        + "def source = new SourceItem('rg-*', '" + directory.resolve("source") + "')\n"
                        + "source.claimed = true\nsource.since = '" + since + "'\n"
                        + "staging.approval = new ApprovalItem('1 of rg-anna')\n"
                        + "staging.approval.sources = [source]\n");
    }

    @Test
    @DisplayName("is kept as it was written where a question can't be read, and admits nothing then")
    void shouldAdmitNothingByWhatCannotBeRead() {
        define(HEALTH.formatted("good_share").replace("result <", "result <<"), "");
        Build build = jenkins().build(gated("rg-health-unread", ADMIT));

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("environment \"staging\":5:", "health: spec.gates[0].successCondition");
        assertThat(jenkins().text("/release-environments/configure")).contains("result &lt;&lt;");
    }

    @Test
    @DisplayName("asks a freestyle build at once, and comes back from its form")
    void shouldAskAFreestyleBuild() {
        define(HEALTH.formatted("bad_share") + SAMPLING, "");
        String report = "io.jenkins.plugins.releasegates.evidence.ReportItem";
        String shell = "mkdir -p target; date +%N%s > target/ship.jar\n"
                + "echo \"<testsuite name='a' tests='1'><testcase classname='A' name='b'/></testsuite>\" > TEST-a.xml\n"
                + "echo \"<report name='a'><package name='a'><sourcefile name='A.java'><counter type='LINE' missed='5'"
                + " covered='95'/></sourcefile></package><counter type='LINE' missed='5' covered='95'/></report>\" > jacoco.xml\n";
        String builder = """
                <io.jenkins.plugins.releasegates.gate.ReleaseGateBuilder><options><environment>staging</environment>
                <artifact>target/ship.jar</artifact><changeClass>security</changeClass>
                <reports><%1$s><pattern>TEST-a.xml</pattern></%1$s><%1$s><pattern>jacoco.xml</pattern></%1$s></reports>
                </options></io.jenkins.plugins.releasegates.gate.ReleaseGateBuilder>
                """.formatted(report);
        jenkins().create("", "rg-health-freestyle", Jobs.freestyle(shell, builder));
        Build ill = jenkins().build("/job/rg-health-freestyle");
        define(HEALTH.formatted("good_share") + SAMPLING, "");
        Build well = jenkins().build("/job/rg-health-freestyle");

        assertThat(ill.result()).as(ill.log()).isEqualTo("FAILURE");
        assertThat(ill.log()).contains("health: errors").doesNotContain("it is asked again until");
        assertThat(well.result()).as(well.log()).isEqualTo("SUCCESS");
        if (Browser.isThere()) {
            try (Browser browser = new Browser(jenkins())) {
                Form.of(browser, "/job/rg-health-freestyle/configure").save();
                assertThat(jenkins().text("/job/rg-health-freestyle/config.xml"))
                        .contains("<changeClass>security</changeClass>");
            }
        }
    }
}
