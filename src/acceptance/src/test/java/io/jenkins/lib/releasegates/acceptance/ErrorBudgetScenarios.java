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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Error budgets of a real Prometheus")
class ErrorBudgetScenarios extends Scenario {

    private static final int STEP = 300;

    /** 99 percent of requests, as Sloth writes it; the share of errors is told by the name of the job. */
    private static final String SLO = """
            version: prometheus/v1
            service: %s
            slos:
              - name: requests
                objective: 99
                sli:
                  events:
                    error_query: sum(rate(requests_total{job="%s",code="500"}[{{.window}}]))
                    total_query: sum(rate(requests_total{job="%s"}[{{.window}}]))
                alerting:
                  name: Errors
            """;

    private static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ErrorBudgetPolicy
            metadata: {name: shop}
            spec:
              changes:
                - name: security
                  proofs:
                    - {label: security-fix, provenance: reported}
              rules:
                - name: exhausted
                  when: {remainingAtMost: 0}
                  then: only
                  changes: [security]
                - {name: otherwise, then: allow}
              whenUnknown: last-known
              lastKnownAtMost: 1h
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

    /** 32 days up to half an hour from now: of 100 requests a minute "well" fails in 0.1, "broken" in 2. */
    private static String samples() {
        Instant now = Clock.systemUTC().instant();
        long from = now.minus(Duration.ofDays(32)).getEpochSecond() / STEP * STEP;
        long until = now.plus(Duration.ofMinutes(30)).getEpochSecond();
        StringBuilder samples = new StringBuilder("# TYPE requests counter\n");
        for (String job : new String[] {"well", "broken"}) {
            for (String code : new String[] {"200", "500"}) {
                double share = job.equals("well") ? 0.001 : 0.02;
                double perStep = 500 * (code.equals("500") ? share : 1 - share);
                for (long at = from; at < until; at += STEP) {
                    samples.append("requests_total{job=\"")
                            .append(job)
                            .append("\",code=\"")
                            .append(code);
                    samples.append("\"} ")
                            .append((at - from) / STEP * perStep)
                            .append(' ')
                            .append(at)
                            .append('\n');
                }
            }
        }
        return samples.append("# EOF\n").toString();
    }

    private static String slo(String job) {
        return SLO.formatted(job, job, job);
    }

    private Build check(String name, String job, String further) {
        return jenkins()
                .build(pipeline(
                        name,
                        "node {\n deleteDir()\n writeFile file: 'slo/shop.yml', text: '''" + slo(job) + "'''\n"
                                + " def seen = errorBudgetCheck connection: 'prometheus', slos: 'slo/*.yml'" + further
                                + "\n echo \"left is ${seen.budgets[0].remaining}, ${seen.budgets[0].admission}\"\n}"));
    }

    private static JsonNode decision(Build build) {
        return PipelineScenarios.decision(build);
    }

    @Test
    @DisplayName("let go on what has some left, and stop what has none")
    void shouldJudgeByWhatIsLeft() {
        Build well = check("rg-budget-well", "well", "");
        Build broken = check("rg-budget-broken", "broken", "");

        assertThat(well.result()).as(well.log()).isEqualTo("SUCCESS");
        // 0.1 of the allowed 1 percent are spent.
        assertThat(well.log()).containsPattern("left is 0\\.(9|89)[0-9]*, ALLOWED");
        assertThat(decision(well).path("outcome").asText()).isEqualTo("PASSED");
        assertThat(decision(well).at("/gates/0/gate").asText()).isEqualTo("error budget of well/requests");
        assertThat(broken.result()).as(broken.log()).isEqualTo("FAILURE");
        assertThat(decision(broken).path("outcome").asText()).isEqualTo("FAILED");
        assertThat(broken.log()).contains("error budget of broken/requests").doesNotContain("at io.jenkins");
    }

    @Test
    @DisplayName(
            "are judged by the owner's policy: an exhausted one lets through what the owner lets through, and nothing else")
    void shouldBeJudgedByTheOwner() {
        define(POLICY);
        Build feature = check("rg-budget-feature", "broken", ", environment: 'staging'");
        Build claimed = check("rg-budget-claimed", "broken", ", environment: 'staging', changeClass: 'security'");
        Build security = check(
                "rg-budget-security",
                "broken",
                ", environment: 'staging', changeClass: 'security', labels: ['security-fix']");

        assertThat(feature.result()).as(feature.log()).isEqualTo("FAILURE");
        assertThat(claimed.result()).as("without the label").isEqualTo("FAILURE");
        assertThat(security.result()).as(security.log()).isEqualTo("SUCCESS");
        assertThat(security.log()).contains("EXEMPT");
    }

    private void define(String policy) {
        jenkins().script("""
                import io.jenkins.plugins.releasegates.environment.*
                def item = new EnvironmentItem('staging', '''apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: staging}
                spec:
                  gates:
                    - name: Tests
                      criteria:
                        - condition: tests.failed == 0
                '''.replaceAll('(?m)^                ', ''))
                item.jobs = '**'
                item.errorBudget = '''%s'''
                EnvironmentConfiguration.get().setEnvironments([item])
                """.formatted(policy));
    }

    @Test
    @DisplayName("are the last known ones while the server is down, where the owner lets that count")
    void shouldUseTheLastKnownOne() {
        define(POLICY);
        Build before = check("rg-budget-before", "well", ", environment: 'staging'");
        prometheus.stop();
        Build down = check("rg-budget-down", "well", ", environment: 'staging'");
        Build strict = check("rg-budget-strict", "well", "");

        assertThat(before.result()).as(before.log()).isEqualTo("SUCCESS");
        assertThat(down.result()).as(down.log()).isEqualTo("SUCCESS");
        assertThat(decision(down).at("/gates/0/criteria/0/why").asText())
                .contains("prometheus can't be reached, so the last known state counts");
        assertThat(strict.result()).isEqualTo("FAILURE");
        assertThat(decision(strict).path("outcome").asText()).isEqualTo("ERROR");
    }

    @Test
    @DisplayName("refuse files and policies that say what can't be evaluated, with their lines")
    void shouldRefuseWhatCannotBeEvaluated() {
        Build build = jenkins()
                .build(pipeline(
                        "rg-budget-refused",
                        "node {\n deleteDir()\n writeFile file: 'slo/a.yml', text: '''"
                                + slo("well").replace("objective: 99", "objective: 999\n    surprise: true") + "'''\n"
                                + " errorBudgetCheck connection: 'prometheus', slos: 'slo/*.yml'\n}"));
        Build none = jenkins()
                .build(pipeline(
                        "rg-budget-none",
                        "node {\n deleteDir()\n errorBudgetCheck connection: 'prometheus', slos: 'slo/*.yml'\n}"));

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("slo/a.yml:5:", "found 999", "slo/a.yml:6:", "surprise");
        assertThat(none.result()).isEqualTo("FAILURE");
        assertThat(none.log()).contains("slos: found 0 files for \"slo/*.yml\"; allowed: 1 to 50");
        define(POLICY.replace("then: allow", "then: whatever"));
        assertThat(jenkins().text("/release-environments/configure")).contains("whatever");
    }

    @Test
    @DisplayName("judge a freestyle build, and come back from its form")
    void shouldJudgeAFreestyleBuild() {
        String shell = "rm -rf slo; mkdir slo; cat > slo/shop.yml <<'END'\n" + slo("well") + "END\n";
        jenkins()
                .create(
                        "",
                        "rg-budget-freestyle",
                        Jobs.freestyle(
                                shell,
                                "<io.jenkins.plugins.releasegates.budget.ErrorBudgetBuilder><options>"
                                        + "<connection>prometheus</connection><slos>slo/*.yml</slos>"
                                        + "<minRemaining>50</minRemaining><criticality>FAILURE</criticality></options>"
                                        + "</io.jenkins.plugins.releasegates.budget.ErrorBudgetBuilder>"));
        Build build = jenkins().build("/job/rg-budget-freestyle");
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(decision(build).path("outcome").asText()).isEqualTo("PASSED");
        if (Browser.isThere()) {
            try (Browser browser = new Browser(jenkins())) {
                Form.of(browser, "/job/rg-budget-freestyle/configure").save();
                assertThat(jenkins().text("/job/rg-budget-freestyle/config.xml"))
                        .contains("<slos>slo/*.yml</slos>", "<minRemaining>50</minRemaining>");
            }
        }
    }
}
