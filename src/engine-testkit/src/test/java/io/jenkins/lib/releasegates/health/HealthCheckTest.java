package io.jenkins.lib.releasegates.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusSettings;
import io.jenkins.lib.releasegates.slo.policy.ClaimedChange;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an environment's questions come to on a real Prometheus. */
class HealthCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    @TempDir
    Path directory;

    /** A day with 3,000 requests in five minutes, of which so many are bad, and a share of errors. */
    private static String samples(int bad, String errors) {
        return samples(step -> (300L - step) * bad, errors);
    }

    /** With so many bad ones until then, counted from the end in steps of five minutes. */
    private static String samples(IntToLongFunction bad, String errors) {
        StringBuilder text = new StringBuilder("# TYPE requests_total unknown\n");
        for (String code : List.of("200", "500")) {
            for (int step = 300; step >= 0; step--) {
                long failed = bad.applyAsLong(step);
                long value = code.equals("500") ? failed : (300L - step) * 3000 - failed;
                text.append(String.format(
                        Locale.ROOT,
                        "requests_total{code=\"%s\"} %d %d%n",
                        code,
                        value,
                        NOW.getEpochSecond() - step * 300L));
            }
        }
        text.append("# TYPE errors gauge\n")
                .append("errors ")
                .append(errors)
                .append(' ')
                .append(NOW.getEpochSecond());
        text.append("\n# TYPE queue gauge\n");
        for (int step = 20; step >= 0; step--) {
            text.append("queue 7 ").append(NOW.getEpochSecond() - step * 60L).append('\n');
        }
        return text + "# EOF\n";
    }

    private static MetricsServer server(PrometheusProcess process) {
        return new PrometheusServer(
                PrometheusSettings.of(
                        "metrics",
                        ServerAddress.parse("connection", process.uri().toString(), true)),
                InstantSource.system());
    }

    private static HealthFindings look(Optional<MetricsServer> server, Optional<String> postmortem, String policy)
            throws InterruptedException {
        HealthDemand demand = HealthReading.of(
                        new HealthDefinition(
                                HealthReadingTest.GATES, HealthReadingTest.OBJECTIVE, "metrics", false, policy),
                        "x")
                .demand()
                .orElseThrow();
        HealthFindings found = new HealthCheck(
                        demand, name -> server, HealthCheck.LastKnown.NOTHING, InstantSource.fixed(NOW))
                .look(ClaimedChange.NONE, postmortem);
        assertThat(found.gates().stream().map(GateResult::gate)).containsExactlyElementsOf(demand.names());
        return found;
    }

    private static Map<String, Verdict.Kind> kinds(HealthFindings found) {
        return found.gates().stream()
                .collect(Collectors.toMap(
                        GateResult::gate, gate -> gate.verdict().kind()));
    }

    private HealthFindings look(int bad, String errors) throws Exception {
        try (PrometheusProcess process = PrometheusProcess.with(directory, samples(bad, errors))) {
            return look(Optional.of(server(process)), Optional.empty(), HealthReadingTest.POLICY);
        }
    }

    private static void assumePrometheus() {
        assumeTrue(
                PrometheusProcess.missing().isEmpty(),
                () -> PrometheusProcess.missing().orElse(""));
    }

    @Test
    void shouldLetGoWhatIsWell() throws Exception {
        assumePrometheus();
        // 3 of 3,000 where 30 are allowed: nine tenths of the budget are left.
        HealthFindings found = look(3, "0.01");

        assertThat(found.areWell()).isTrue();
        assertThat(kinds(found).values()).containsOnly(Verdict.Kind.PASSED);
        assertThat(found.observed()).hasSize(3);
        Digest evidence = Digest.of("evidence".getBytes(StandardCharsets.UTF_8));
        assertThat(found.judgedFrom(evidence))
                .allSatisfy(
                        gate -> assertThat(gate.verdict().grounds().evidence()).containsExactly(evidence));
    }

    @Test
    void shouldAskForOneMoreApproval() throws Exception {
        assumePrometheus();
        // Half of the budget is left, and the policy wants more than 60 %.
        HealthFindings found = look(15, "0.01");

        assertThat(found.areWell()).isTrue();
        assertThat(kinds(found))
                .containsEntry("health: error budget of shop/requests", Verdict.Kind.WARNING)
                .containsEntry("health: approval", Verdict.Kind.WARNING);
        assertThat(found.gates().get(3).verdict().grounds().why()).contains("budget approvers");
    }

    @Test
    void shouldRefuseWhatIsNotWell() throws Exception {
        assumePrometheus();
        HealthFindings spent = look(33, "0.03");

        assertThat(spent.areWell()).isFalse();
        assertThat(kinds(spent))
                .containsEntry("health: errors", Verdict.Kind.FAILED)
                .containsEntry("health: error budget of shop/requests", Verdict.Kind.FAILED)
                .containsEntry("health: approval", Verdict.Kind.PASSED);
    }

    @Test
    void shouldNotPassWhatIsNoNumber() throws Exception {
        assumePrometheus();
        assertThat(kinds(look(3, "NaN"))).containsEntry("health: errors", Verdict.Kind.INCONCLUSIVE);
    }

    @Test
    void shouldHaveAResultForAllOfItWhereNothingCanBeAsked() throws Exception {
        HealthFindings found = look(Optional.empty(), Optional.empty(), HealthReadingTest.POLICY);

        assertThat(found.areWell()).isFalse();
        assertThat(kinds(found))
                .containsEntry("health: errors", Verdict.Kind.ERROR)
                .containsEntry("health: error budget of shop/requests", Verdict.Kind.ERROR);
    }

    @Test
    void shouldWantToKnowWhatAnIncidentWas() throws Exception {
        assumePrometheus();
        String policy = HealthReadingTest.POLICY
                .replace("  approval: budget approvers", "  maxIncidentShare: 1")
                .replace("    - {name: low, when: {remainingAtMost: 60}, then: require-approval}\n", "");
        // 216 of 3,000 for an hour: 30 % of what a day allows.
        try (PrometheusProcess process =
                PrometheusProcess.with(directory, samples(step -> 216L * Math.min(12, Math.max(0, 100 - step)), "0"))) {
            Optional<MetricsServer> server = Optional.of(server(process));
            Verdict.Kind without = look(server, Optional.empty(), policy)
                    .gates()
                    .get(2)
                    .verdict()
                    .kind();
            Verdict.Kind with = look(server, Optional.of("https://wiki.example.org/42"), policy)
                    .gates()
                    .get(2)
                    .verdict()
                    .kind();
            assertThat(List.of(without, with)).containsExactly(Verdict.Kind.FAILED, Verdict.Kind.PASSED);
        }
    }
}
