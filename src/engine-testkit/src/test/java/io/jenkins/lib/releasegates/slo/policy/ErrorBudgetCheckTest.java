package io.jenkins.lib.releasegates.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusSettings;
import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.file.SloFile;
import io.jenkins.lib.releasegates.slo.file.SloFiles;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to a verdict, with a real Prometheus that goes down in between. */
class ErrorBudgetCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

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
              timeWindow: [{duration: 1d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.99}]
            """;

    private static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ErrorBudgetPolicy
            metadata: {name: shop}
            spec:
              rules:
                - {name: spent, when: {remainingAtMost: 0}, then: freeze}
                - {name: rest, then: allow}
              whenUnknown: last-known
              lastKnownAtMost: 2h
            """;

    @TempDir
    Path directory;

    /** A day with 3,000 requests in five minutes, of which so many are bad. */
    private static String samples(int bad) {
        StringBuilder text = new StringBuilder("# TYPE requests_total unknown\n");
        for (String code : List.of("200", "500")) {
            for (int step = 300; step >= 0; step--) {
                long value = (300L - step) * (code.equals("500") ? bad : 3000 - bad);
                text.append(String.format(
                        Locale.ROOT,
                        "requests_total{code=\"%s\"} %d %d%n",
                        code,
                        value,
                        NOW.getEpochSecond() - step * 300L));
            }
        }
        return text + "# EOF\n";
    }

    private static ErrorBudgetCheck check() {
        SloFile file = new SloFile("slo.yaml", OBJECTIVE.getBytes(StandardCharsets.UTF_8));
        return new ErrorBudgetCheck(
                SloFiles.read(List.of(file), SloSettings.of("metrics"))
                        .objectives()
                        .get(0),
                ErrorBudget.Way.QUERIED,
                ErrorBudgetPolicyReading.of(POLICY.getBytes(StandardCharsets.UTF_8), "policy.yaml")
                        .policy()
                        .orElseThrow());
    }

    private static MetricsServer server(PrometheusProcess process) {
        return new PrometheusServer(
                PrometheusSettings.of(
                        "metrics",
                        ServerAddress.parse("connection", process.uri().toString(), true)),
                InstantSource.system());
    }

    private static BudgetDecision decide(PrometheusProcess process, Optional<KeptBudget> lastKnown, Instant now)
            throws InterruptedException {
        return check().check(server(process), ClaimedChange.NONE, GivenAnswers.NONE, lastKnown, now);
    }

    @Test
    void shouldLetGoByWhatWasKnownWhileTheServerIsDown() throws Exception {
        assumeTrue(
                PrometheusProcess.missing().isEmpty(),
                () -> PrometheusProcess.missing().orElse(""));
        // 15 of 3,000 where 30 are allowed: half of the budget is left.
        try (PrometheusProcess process = PrometheusProcess.with(directory, samples(15))) {
            BudgetDecision up = decide(process, Optional.empty(), NOW);
            assertThat(up.verdict().kind()).isEqualTo(Verdict.Kind.PASSED);
            assertThat(up.verdict().grounds().why()).startsWith("50 % of the error budget of shop/requests are left");
            Optional<KeptBudget> kept = Optional.of(BudgetJson.read(BudgetJson.write(up.basis())));

            process.stop();
            BudgetDecision down = decide(process, kept, NOW.plus(Duration.ofHours(1)));
            assertThat(down.verdict().kind()).isEqualTo(Verdict.Kind.WARNING);
            assertThat(down.lastKnownAge()).contains(Duration.ofHours(1));
            assertThat(down.verdict().grounds().why())
                    .startsWith("metrics can't be reached, so the last known state counts, which is 1 h old.");
            assertThat(decide(process, kept, NOW.plus(Duration.ofHours(3)))
                            .verdict()
                            .kind())
                    .isEqualTo(Verdict.Kind.ERROR);
            assertThat(decide(process, Optional.empty(), NOW).verdict().kind()).isEqualTo(Verdict.Kind.ERROR);

            process.start();
            assertThat(decide(process, kept, NOW).verdict().kind()).isEqualTo(Verdict.Kind.PASSED);
            // It answers again, and has no data of the last hour: what was known before doesn't count any more.
            assertThat(decide(process, kept, NOW.plus(Duration.ofHours(1)))
                            .verdict()
                            .kind())
                    .isEqualTo(Verdict.Kind.INCONCLUSIVE);
        }
    }

    @Test
    void shouldFreezeWhatHasNoBudgetLeft() throws Exception {
        assumeTrue(
                PrometheusProcess.missing().isEmpty(),
                () -> PrometheusProcess.missing().orElse(""));
        try (PrometheusProcess process = PrometheusProcess.with(directory, samples(31))) {
            BudgetDecision decision = decide(process, Optional.empty(), NOW);

            assertThat(decision.admission()).isEqualTo(BudgetDecision.Admission.FROZEN);
            assertThat(decision.verdict().grounds().why())
                    .startsWith("The error budget of shop/requests is spent: 103.3 % of it are gone");
        }
    }
}
