package io.jenkins.lib.releasegates.analysis.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.sampler.Probe;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusSettings;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import io.jenkins.lib.releasegates.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each signal of each convention, asked of a real Prometheus: good, bad, and everything that must not pass although nothing is bad about it. */
class GoldenSignalsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOW = BEGIN.plusSeconds(1800);
    private static final int MINUTES = 60;

    @TempDir
    private static Path directory;

    private static PrometheusProcess process;
    private static PrometheusServer server;

    @BeforeAll
    static void start() throws Exception {
        String missing = PrometheusProcess.missing().orElse("");
        assumeTrue(missing.isEmpty(), missing);
        StringBuilder samples = new StringBuilder();
        requests(samples, "http_request_duration_seconds", "code");
        requests(samples, "http_server_requests_seconds", "status");
        requests(samples, "http_server_request_duration_seconds", "http_response_status_code");
        containers(samples);
        counter(samples, "pool_used{job=\"shop\"}", 0, 8);
        counter(samples, "pool_size{job=\"shop\"}", 0, 10);
        process = PrometheusProcess.with(directory, samples + "# EOF\n");
        server = new PrometheusServer(
                PrometheusSettings.of(
                        "metrics",
                        ServerAddress.parse("connection", process.uri().toString(), true)),
                InstantSource.system());
    }

    @AfterAll
    static void stop() {
        if (process != null) {
            process.close();
        }
    }

    private static void requests(StringBuilder samples, String metric, String status) {
        histogram(samples, metric, "good", status + "=\"200\"", 90, 100, 100, 100);
        histogram(samples, metric, "bad", status + "=\"200\"", 45, 54, 90, 90);
        histogram(samples, metric, "bad", status + "=\"503\"", 0, 0, 10, 10);
        histogram(samples, metric, "idle", status + "=\"200\"", 0, 0, 0, 0);
        histogram(samples, metric, "beyond", status + "=\"200\"", 0, 0, 0, 100);
        histogram(samples, metric, "unlabelled", "other=\"500\"", 90, 100, 100, 100);
        histogram(samples, metric, "quoted \\\"} or vector(0)", status + "=\"200\"", 90, 100, 100, 100);
    }

    /** So many in a minute up to 0.1, 0.3 and 1 second, and in all. */
    private static void histogram(
            StringBuilder samples, String metric, String job, String label, int tenth, int third, int one, int all) {
        String labels = "job=\"" + job + "\"," + label;
        counter(samples, metric + "_bucket{" + labels + ",le=\"0.1\"}", tenth, 0);
        counter(samples, metric + "_bucket{" + labels + ",le=\"0.3\"}", third, 0);
        counter(samples, metric + "_bucket{" + labels + ",le=\"1\"}", one, 0);
        counter(samples, metric + "_bucket{" + labels + ",le=\"+Inf\"}", all, 0);
        counter(samples, metric + "_count{" + labels + "}", all, 0);
    }

    private static void counter(StringBuilder samples, String series, double eachMinute, double first) {
        for (int minute = 0; minute <= MINUTES; minute++) {
            samples.append(series)
                    .append(' ')
                    .append(first + minute * eachMinute)
                    .append(' ')
                    .append(BEGIN.plusSeconds(60L * minute).getEpochSecond())
                    .append('\n');
        }
    }

    private static void containers(StringBuilder samples) {
        container(samples, "good", "app", 0.5, 1.0, 5);
        container(samples, "bad", "app", 0.5, 1.0, 5);
        container(samples, "bad", "proxy", 0.95, 1.0, 50);
        container(samples, "free", "app", 0.5, 0, 0);
        container(samples, "half", "app", 0.5, 1.0, 5);
        container(samples, "half", "proxy", 0.5, 0, 0);
        container(samples, "good", "POD", 0.1, 0, 0);
        container(samples, "good", "", 0.6, 0, 0);
    }

    /** Uses that share of a processor and of 1 GB, with those limits, throttled in so many of a hundred periods. */
    private static void container(
            StringBuilder samples, String namespace, String container, double used, double limit, int throttled) {
        String labels = "{namespace=\"" + namespace + "\",pod=\"shop-1\",container=\"" + container + "\"";
        counter(samples, "container_cpu_usage_seconds_total" + labels + ",cpu=\"total\"}", 60 * used, 0);
        counter(samples, "container_memory_working_set_bytes" + labels + ",id=\"/x\"}", 0, used * 1e9);
        if (limit > 0) {
            String limits = "kube_pod_container_resource_limits" + labels;
            counter(samples, limits + ",resource=\"cpu\",unit=\"core\"}", 0, limit);
            counter(samples, limits + ",resource=\"memory\",unit=\"byte\"}", 0, limit * 1e9);
            counter(samples, "container_cpu_cfs_periods_total" + labels + "}", 100, 0);
            counter(samples, "container_cpu_cfs_throttled_periods_total" + labels + "}", throttled, 0);
        }
    }

    private static MetricGate gate(String... pairs) {
        Map<String, String> fields = new HashMap<>(Map.of("connection", "metrics"));
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        MetricGateReader.Outcome read = MetricGateReader.read("metricGate", "signal", fields);
        assertThat(read.issues()).isEmpty();
        return read.gate().orElseThrow();
    }

    private static Seen seen(MetricGate gate, Instant at) throws Exception {
        Probe probe = new MetricProbes(name -> Optional.of(server), new SettableClock(at)).of(gate, () -> true);
        return probe.see(probe.question().source().read());
    }

    private static Seen seen(String... pairs) throws Exception {
        return seen(gate(pairs), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "latency, good, PASSED",
        "latency, bad, FAILED",
        "latency, idle, NOT_A_NUMBER",
        "latency, never, EMPTY",
        "latency, beyond, FAILED",
        "errors, good, PASSED",
        "errors, bad, FAILED",
        "errors, idle, NOT_A_NUMBER",
        "errors, never, EMPTY",
        "errors, unlabelled, EMPTY",
        "traffic, good, PASSED",
        "traffic, idle, FAILED",
        "traffic, never, EMPTY",
    })
    void shouldPassOnlyWhatIsGoodByEachConvention(String signal, String job, Outcome outcome) throws Exception {
        for (String convention : List.of("prometheus", "micrometer", "opentelemetry")) {
            String[] limit = switch (signal) {
                case "latency" -> new String[] {"limit", "300ms"};
                case "errors" -> new String[] {"limit", "1%"};
                default -> new String[] {"minimumRate", "1"};
            };
            Seen seen = seen(
                    "signal", signal, "convention", convention, "selector", "job=\"" + job + "\"", limit[0], limit[1]);
            assertThat(seen.outcome()).as(convention + ": " + seen).isEqualTo(outcome);
        }
    }

    @Test
    void shouldMeasureWhatIsThere() throws Exception {
        String[] bad = {"convention", "prometheus", "selector", "job=~\"ba.\""};
        assertThat(seen("signal", "errors", bad[0], bad[1], bad[2], bad[3], "limit", "0.2"))
                .isEqualTo(new Seen(Outcome.PASSED, "0.1"));
        assertThat(Double.parseDouble(seen("signal", "traffic", bad[0], bad[1], bad[2], bad[3], "minimumRate", "2/s")
                        .value()))
                .isCloseTo(100 / 60.0, org.assertj.core.data.Offset.offset(1e-9));
        Seen half = seen("signal", "latency", bad[0], bad[1], bad[2], bad[3], "quantile", "0.5", "limit", "1s");
        assertThat(half.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(Double.parseDouble(half.value())).isBetween(0.1, 0.3);
    }

    @Test
    void shouldNotPassALimitThatNoBucketCanShow() throws Exception {
        for (String job : List.of("beyond", "good")) {
            // All that is known of them is that they took more, or less, than a second.
            assertThat(seen(
                            "signal",
                            "latency",
                            "convention",
                            "prometheus",
                            "selector",
                            "job='" + job + "'",
                            "limit",
                            "5s"))
                    .isEqualTo(Seen.of(Outcome.EMPTY));
        }
        assertThat(seen("signal", "latency", "convention", "prometheus", "selector", "job='good'", "limit", "1s")
                        .outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(seen("signal", "latency", "convention", "prometheus", "selector", "job='beyond'", "limit", "1s")
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "cpuLimit, good, PASSED",
        "cpuLimit, bad, FAILED",
        "cpuLimit, free, EMPTY",
        "cpuLimit, half, EMPTY",
        "cpuLimit, never, EMPTY",
        "memoryLimit, good, PASSED",
        "memoryLimit, bad, FAILED",
        "memoryLimit, free, EMPTY",
        "memoryLimit, half, EMPTY",
        "memoryLimit, never, EMPTY",
        "cpuThrottling, good, PASSED",
        "cpuThrottling, bad, FAILED",
        "cpuThrottling, free, EMPTY",
        "cpuThrottling, never, EMPTY",
    })
    void shouldPassOnlyWhatHasRoom(String convention, String namespace, Outcome outcome) throws Exception {
        String limit = convention.equals("cpuThrottling") ? "25%" : "90%";
        Seen seen = seen(
                "signal",
                "saturation",
                "convention",
                convention,
                "selector",
                "namespace=\"" + namespace + "\"",
                "limit",
                limit);
        assertThat(seen.outcome()).as(seen.toString()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"90%, pool_used, PASSED", "70%, pool_used, FAILED", "90%, no_such_metric, EMPTY"})
    void shouldTakeARatioOfOnesOwn(String limit, String used, Outcome outcome) throws Exception {
        assertThat(seen("signal", "saturation", "query", used + " / pool_size", "limit", limit)
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void shouldNotPassWhenAllHasEnded() throws Exception {
        MetricGate gate =
                gate("signal", "errors", "convention", "prometheus", "selector", "job=\"good\"", "limit", "1%");
        assertThat(seen(gate, BEGIN.plusSeconds(60 * MINUTES + 600)).outcome()).isEqualTo(Outcome.EMPTY);
    }

    @Test
    void shouldKeepASelectorASelector() throws Exception {
        String[] fields = {
            "signal",
            "errors",
            "convention",
            "prometheus",
            "limit",
            "1%",
            "selector",
            "job=\"quoted \\\"} or vector(0)\""
        };
        MetricGate gate = gate(fields);
        assertThat(gate.query())
                .isEqualTo(
                        "(sum(rate(http_request_duration_seconds_count{job=\"quoted \\\"} or vector(0)\",code=~\"5..\"}[5m]))"
                                + " or vector(0)) / sum(rate(http_request_duration_seconds_count{job=\"quoted \\\"} or vector(0)\",code!=\"\"}[5m]))");
        assertThat(seen(gate, NOW)).isEqualTo(new Seen(Outcome.PASSED, "0"));
    }

    @Test
    void shouldSayWhichConventionItIs() {
        MetricGate gate = gate(
                "signal",
                "latency",
                "convention",
                "micrometer",
                "selector",
                "uri='/pay'",
                "window",
                "10m",
                "quantile",
                ".95",
                "limit",
                "300ms",
                "interval",
                "1m",
                "count",
                "5");
        assertThat(gate.words()).isEqualTo("result < 0.3 (signal latency, convention micrometer)");
        assertThat(gate.query())
                .isEqualTo(
                        "histogram_quantile(0.95, sum by (le) (rate(http_server_requests_seconds_bucket{uri=\"/pay\"}[10m])))"
                                + " and on() histogram_quantile(1, sum by (le) (rate(http_server_requests_seconds_bucket{uri=\"/pay\",le!=\"+Inf\"}[10m])) * 0"
                                + " or sum by (le) (rate(http_server_requests_seconds_bucket{uri=\"/pay\",le=\"+Inf\"}[10m])) * 0 + 1) >= 0.3");
        MetricGate own =
                gate("query", gate.query(), "successCondition", "result < 0.3", "interval", "1m", "count", "5");
        assertThat(own.words()).isEqualTo("result < 0.3");
        assertThat(own.digest()).isNotEqualTo(gate.digest());
    }
}
