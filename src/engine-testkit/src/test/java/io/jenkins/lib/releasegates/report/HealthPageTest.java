package io.jenkins.lib.releasegates.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.health.HealthDefinition;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.slo.history.BudgetHistory;
import io.jenkins.lib.releasegates.slo.history.Looks;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthPageTest {

    private static final String HOSTILE = Looks.HOSTILE;
    private static final Instant NOW = Looks.NOW;

    private static final String GATES = """
            apiVersion: release-gates/v1
            kind: ServiceHealth
            spec:
              gates:
                - {name: errors, connection: metrics, query: errors, successCondition: result < 0.02}
                - {name: queue, connection: metrics, query: queue, successCondition: result < 9, advisory: true}
            """;
    private static final String OBJECTIVE = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: requests}
            spec:
              service: shop
              indicator:
                metadata: {name: requests}
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {metricSourceRef: metrics, spec: {query: 'requests_total{code="500"}'}}}
                    total: {metricSource: {metricSourceRef: metrics, spec: {query: sum(requests_total)}}}
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.99}]
            """;
    private static final String BUDGET = """
            apiVersion: release-gates/v1
            kind: ErrorBudgetPolicy
            metadata: {name: shop}
            spec:
              rules:
                - {name: rest, then: allow}
            """;

    @TempDir
    private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() throws LedgerException {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static EnvironmentDefinition definition() {
        return new EnvironmentDefinition(
                "production", "", """
                apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: production}
                spec:
                  gates:
                    - name: coverage
                      criteria:
                        - {metric: coverage.line, threshold: 80}
                """, List.of("**"), List.of("release/**"), "", "UTC", List.of(), List.of());
    }

    private static Environment production(HealthDefinition health) {
        EnvironmentValidation validation =
                EnvironmentValidation.of(List.of(definition().with(health)));
        return validation.environment("production").orElseThrow(() -> new AssertionError(validation.issues()));
    }

    private static Environment production() {
        return production(new HealthDefinition(GATES, OBJECTIVE, "metrics", false, BUDGET));
    }

    private static GateResult gate(String name, Verdict.Kind kind, String why) {
        Verdict verdict = Verdict.of(kind, new Grounds("0.5", "result < 1", why, Optional.empty(), List.of()));
        return new GateResult("health: " + name, Criticality.FAILURE, false, List.of(verdict), verdict);
    }

    private void deploy(String job, Artifact artifact, Instant at, GateResult... seen) throws LedgerException {
        Environment environment = production();
        Subject like = Releases.build(7);
        Subject subject = new Subject(
                like.job(),
                job,
                like.build(),
                7,
                Optional.of("release/1"),
                Optional.empty(),
                Optional.empty(),
                Subject.Origin.ORDINARY,
                like.step(),
                like.title());
        Admissions admissions = new Admissions(environment, Optional.empty()).with(List.of(seen));
        ReleaseContext context =
                admissions.context(subject, List.of(artifact), Releases.evidence(90, 0), Baseline.notNeeded(), at);
        TrailEntry decision = ledger.record(
                        admissions.decide(context, (name, digest) -> Optional.empty()), context, Releases.ALICE)
                .entry();
        ledger.promotions().begin(environment, decision, List.of(artifact), subject, Releases.ALICE, at);
    }

    private HealthPage page(boolean visible, Optional<BudgetHistory> history) throws LedgerException {
        return HealthPage.of(Optional.of(ledger), production(), objective -> history, row -> visible, NOW);
    }

    private static String html(HealthPage page) {
        return AuditPageRenderer.health(page, EventLinks.NONE);
    }

    private static BudgetHistory history() {
        return Looks.history(
                Looks.sample(14_400, Looks.known(0.75, 1, 2)),
                Looks.sample(7_200, Looks.down("no answer")),
                Looks.sample(15, Looks.known(0.5, 1, 2)));
    }

    @Test
    void shouldShowBudgetsWithDeploymentsAndWhatGatesSaid() throws LedgerException {
        Artifact ship = Releases.artifact("ship.jar");
        deploy(
                "shop/checkout",
                ship,
                NOW.minus(Duration.ofDays(2)),
                gate("errors", Verdict.Kind.PASSED, "It was well."),
                gate("queue", Verdict.Kind.FAILED, "It was too long."));

        String html = html(page(true, Optional.of(history())));
        assertThat(html)
                .contains("shop/requests", "99 % good, over 30d rolling", "<strong>50 %</strong> of the error budget")
                .contains("ship.jar (" + ship.digest().toString().substring(0, 19)
                        + "), deployed at 2026-11-20 10:00:00 UTC")
                .contains("health: errors", "Passed", "It was well.", "health: queue", "advisory", "It was too long.")
                .contains("health: error budget of shop/requests", "shop/checkout #7");
    }

    @Test
    void shouldNotNameJobsToWhomMayNotSeeThem() throws LedgerException {
        deploy(
                "shop/checkout",
                Releases.artifact("ship.jar"),
                NOW,
                gate("errors", Verdict.Kind.FAILED, "Checkout is slow."));
        HealthPage page = page(false, Optional.of(history()));

        assertThat(html(page))
                .contains("a build that you may not see", "ship.jar", "nothing yet")
                .doesNotContain("checkout", "Checkout");
        assertThat(HealthJson.of(page)).doesNotContain("checkout", "Checkout");
    }

    @Test
    void shouldTellTheNewestOfEachGate() throws LedgerException {
        deploy("a", Releases.artifact("a"), NOW.minusSeconds(60), gate("errors", Verdict.Kind.FAILED, "Then."));
        deploy("b", Releases.artifact("b"), NOW, gate("errors", Verdict.Kind.PASSED, "Now."));

        HealthPage.Said said =
                page(true, Optional.empty()).gates().get(0).said().orElseThrow();
        assertThat(said.verdict()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(said.why()).isEqualTo("Now.");
    }

    @Test
    void shouldTellOnlySoManyDeployments() throws LedgerException {
        for (int i = 0; i < 3; i++) {
            deploy("a", Releases.artifact("a" + i), NOW.minus(Duration.ofDays(91L - i)));
        }
        HealthPage page = page(true, Optional.empty());

        assertThat(page.deployments()).as("none of before").hasSize(2);
        assertThat(page.more()).isFalse();
        assertThat(HealthPage.marks(ledger, "production", NOW.minus(Duration.ofDays(90))))
                .hasSize(2);
    }

    @Test
    void shouldEscapeEveryText() throws LedgerException {
        deploy(HOSTILE, Releases.artifact(HOSTILE), NOW, gate("errors", Verdict.Kind.FAILED, HOSTILE));
        HealthPage page = page(
                        true,
                        Optional.of(Looks.history(
                                Looks.sample(15, Looks.known(0.5, 1, 1)), Looks.sample(0, Looks.down(HOSTILE)))))
                .with(List.of(HOSTILE));

        assertThat(html(page)).doesNotContain("<script").contains("&lt;script&gt;");
    }

    @Test
    void shouldSayWhereNobodyHasLookedOrAsks() throws LedgerException {
        assertThat(html(page(true, Optional.empty()))).contains("Nobody has looked at it yet");
        assertThat(html(HealthPage.of(
                        Optional.empty(),
                        production(HealthDefinition.NONE),
                        objective -> Optional.empty(),
                        row -> true,
                        NOW)))
                .contains("doesn't ask how the running service is");
    }

    @Test
    void shouldTellProgramsTheSame() throws Exception {
        deploy("shop/checkout", Releases.artifact("ship.jar"), NOW, gate("errors", Verdict.Kind.PASSED, "Well."));

        JsonNode json = new ObjectMapper().readTree(HealthJson.of(page(true, Optional.of(history()))));
        assertThat(json.path("environment").asText()).isEqualTo("production");
        assertThat(json.at("/gates/0/verdict").asText()).isEqualTo("PASSED");
        assertThat(json.at("/gates/0/number").asInt()).isEqualTo(7);
        assertThat(json.at("/gates/1/gate").asText()).isEqualTo("health: queue");
        assertThat(json.at("/gates/1/advisory").asBoolean()).isTrue();
        assertThat(json.at("/gates/1/verdict").asText())
                .as("nobody looked at it")
                .isNotEqualTo("PASSED");
        assertThat(json.at("/objectives/0/objective").asText()).isEqualTo("shop/requests");
        assertThat(json.at("/objectives/0/samples/0/remaining").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/objectives/0/samples/0/rules/0/limit").asDouble()).isEqualTo(14.4);
        assertThat(json.at("/objectives/0/samples/1/why").asText()).isEqualTo("no answer");
        assertThat(json.at("/objectives/0/samples/2/remaining").asDouble()).isEqualTo(0.75);
        assertThat(json.at("/objectives/0/samplesKept").asInt()).isEqualTo(3);
        assertThat(json.at("/deployments/0/artifacts/0/name").asText()).isEqualTo("ship.jar");
        assertThat(json.at("/deployments/0/job").asText()).isEqualTo("shop/checkout");
    }
}
