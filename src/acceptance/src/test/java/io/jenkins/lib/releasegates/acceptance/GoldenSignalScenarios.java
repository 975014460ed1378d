package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import io.jenkins.lib.releasegates.testkit.ForwardProxy;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Golden signals and alerts of a real Prometheus")
class GoldenSignalScenarios extends Scenario {

    private static final String RULES = """
            groups:
              - name: shop
                interval: 1s
                rules:
                  - alert: ShopDown
                    expr: vector(1) > 0
                    labels: {service: shop}
                  - alert: CartDown
                    expr: vector(0) > 0
                    labels: {service: cart}
                  - alert: Watchdog
                    expr: vector(1)
                    labels: {service: none}
            """;

    private static final String CART = "alerts: 'noneFiring', selector: 'service=\"cart\"'";

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
        Files.writeString(directory.resolve("rules.yml"), RULES);
        prometheus = PrometheusProcess.over(directory, "rule_files: [rules.yml]\n");
        prometheus.stop();
        prometheus.addSamples(Files.writeString(directory.resolve("samples.om"), samples()));
        prometheus.start();
        connect(false);
    }

    @AfterEach
    void stop() {
        if (prometheus != null) {
            jenkins()
                    .script("io.jenkins.plugins.releasegates.connection.ConnectionConfiguration.get()"
                            + ".setConnections([])\njenkins.model.Jenkins.get().setProxy(null)");
            prometheus.close();
        }
    }

    /** Requests of three services around now: one is well, one fails in a tenth, one has no traffic. */
    private static String samples() {
        Instant now = Clock.systemUTC().instant();
        long from = now.minus(Duration.ofMinutes(10)).getEpochSecond() / 15 * 15;
        long until = now.plus(Duration.ofMinutes(30)).getEpochSecond();
        StringBuilder samples = new StringBuilder();
        for (String job : new String[] {"good", "bad", "idle"}) {
            int each = job.equals("idle") ? 0 : 30;
            int fast = job.equals("bad") ? 10 : each;
            int failed = job.equals("bad") ? 3 : 0;
            String name = "http_server_requests_seconds";
            String labels = "{application=\"" + job + "\",status=\"200\"";
            series(samples, name + "_bucket" + labels + ",le=\"0.3\"}", from, until, fast);
            series(samples, name + "_bucket" + labels + ",le=\"1\"}", from, until, each);
            series(samples, name + "_bucket" + labels + ",le=\"+Inf\"}", from, until, each);
            series(samples, name + "_count" + labels + "}", from, until, each);
            series(samples, name + "_count" + labels.replace("200", "500") + "}", from, until, failed);
        }
        return samples.append("# EOF\n").toString();
    }

    private static void series(StringBuilder samples, String series, long from, long until, int each) {
        for (long at = from; at < until; at += 15) {
            samples.append(series)
                    .append(' ')
                    .append((at - from) / 15 * each)
                    .append(' ')
                    .append(at)
                    .append('\n');
        }
    }

    /** As code. */
    private void connect(boolean throughProxy) {
        jenkins().script("""
                def file = File.createTempFile('connections', '.yaml')
                file.text = '''
                unclassified:
                  releaseConnections:
                    connections:
                      - prometheus:
                          name: prometheus
                          url: "%s"
                          allowPrivateAddresses: true
                          throughProxy: %s
                          timeoutSeconds: 5
                '''
                io.jenkins.plugins.casc.ConfigurationAsCode.get().configure(file.path)
                file.delete()
                """.formatted(prometheus.uri(), throughProxy));
    }

    private static String signal(String signal, String job, String limit) {
        return "metricGate connection: 'prometheus', signal: '" + signal + "', convention: 'micrometer',"
                + " selector: 'application=\"" + job + "\"', " + limit;
    }

    @Test
    @DisplayName("pass what is well, and show the question and the convention")
    void shouldPassWhatIsWell() {
        Build build = jenkins()
                .build(pipeline(
                        "rg-golden-good",
                        signal("latency", "good", "limit: '300ms', quantile: '0.95', interval: '2s', count: 2") + "\n"
                                + signal("errors", "good", "limit: '1%'") + "\n"
                                + signal("traffic", "good", "minimumRate: '1'")));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains(
                        "latency: prometheus is asked; demanded is result < 0.3 (signal latency, convention micrometer)",
                        "latency, signal latency, convention micrometer = histogram_quantile(0.95, sum by (le)"
                                + " (rate(http_server_requests_seconds_bucket{application=\"good\"}[5m])))",
                        "latency, sample 2: PASSED",
                        "errors, sample 1: PASSED (0)",
                        "traffic, sample 1: PASSED");
        JsonNode analyses = jenkins().json(build.path() + "/release-analyses/json");
        assertThat(analyses.toString()).contains("convention micrometer", "histogram_quantile(0.95");
        if (Browser.isThere()) {
            try (Browser browser = new Browser(jenkins())) {
                browser.open(build.path() + "/release-analyses/");
                assertThat(browser.one("#main-panel").getText()).contains("convention micrometer", "vector(0)");
                browser.picture("golden-signals");
            }
        }
    }

    @Test
    @DisplayName("fail what isn't well, and don't pass what has no traffic or isn't there")
    void shouldPassNothingElse() {
        Build build = jenkins()
                .build(pipeline(
                        "rg-golden-bad",
                        signal("latency", "bad", "limit: '300ms', name: 'slow', criticality: 'UNSTABLE'") + "\n"
                                + signal("errors", "bad", "limit: '1%', name: 'failing', criticality: 'UNSTABLE'")
                                + "\n"
                                + signal("errors", "idle", "limit: '1%', name: 'idle', criticality: 'UNSTABLE'") + "\n"
                                + signal("errors", "never", "limit: '1%', name: 'never', criticality: 'UNSTABLE'")
                                + "\n"
                                + signal("latency", "good", "limit: '5s', name: 'beyond', criticality: 'UNSTABLE'")));

        assertThat(build.result()).as(build.log()).isEqualTo("UNSTABLE");
        assertThat(build.log())
                .contains(
                        "slow, sample 1: FAILED",
                        "failing, sample 1: FAILED",
                        "idle, sample 1: NOT_A_NUMBER (NaN)",
                        "never, sample 1: EMPTY",
                        "beyond, sample 1: EMPTY");
    }

    @Test
    @DisplayName("refuse what is no selector, naming it")
    void shouldRefuseWhatIsNoSelector() {
        Build build = jenkins()
                .build(pipeline(
                        "rg-golden-injection",
                        "metricGate connection: 'prometheus', signal: 'errors', convention: 'micrometer',"
                                + " selector: 'application=\"bad\"}[5m])) or vector(0) #', limit: '1%'"));

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("selector: found \"}[5m])) or\" at character 18; allowed: a comma between labels")
                .doesNotContain("at io.jenkins");
    }

    @Test
    @DisplayName("pass while no alert fires, of those that are meant, and never without rules")
    void shouldJudgeAlerts() throws IOException {
        // Rules can't be evaluated where there are samples of times to come.
        prometheus.close();
        Path place = Files.createDirectories(directory.resolve("alerts"));
        Files.writeString(place.resolve("rules.yml"), RULES);
        prometheus = PrometheusProcess.over(place, "rule_files: [rules.yml]\n");
        connect(false);
        Build good = jenkins()
                .build(pipeline(
                        "rg-alerts-good",
                        "metricGate connection: 'prometheus', " + CART
                                + ", watchdog: 'Watchdog', interval: '2s', inconclusiveLimit: -1,"
                                + " consecutiveSuccessLimit: 2, timeout: '2m'"));
        Build bad = jenkins()
                .build(pipeline(
                        "rg-alerts-bad",
                        "metricGate connection: 'prometheus', alerts: 'noneFiring', ignoreAlerts: 'Watchdog',"
                                + " name: 'all', criticality: 'UNSTABLE'\n"
                                + "metricGate connection: 'prometheus', alerts: 'noneFiring',"
                                + " selector: 'service=\"pay\"', name: 'pay', criticality: 'UNSTABLE'\n"
                                + "metricGate connection: 'prometheus', " + CART
                                + ", watchdog: 'Gone', name: 'watched', criticality: 'UNSTABLE'"));

        assertThat(good.result()).as(good.log()).isEqualTo("SUCCESS");
        assertThat(good.log())
                .contains(
                        "demanded is no alert is firing, while Watchdog is",
                        "alerts = rules of type alert {service=\"cart\"}",
                        "PASSED (rules: 1, firing: none)");
        assertThat(bad.result()).as(bad.log()).isEqualTo("UNSTABLE");
        assertThat(bad.log())
                .contains(
                        "all, sample 1: FAILED (1 firing: ShopDown)",
                        "pay, sample 1: EMPTY (of 3 alerting rules none could match)",
                        "watched, sample 1: INCONCLUSIVE (Gone: there is no such rule)");
    }

    @Test
    @DisplayName("judge a freestyle build, and come back from its form")
    void shouldJudgeFreestyle() {
        jenkins().create("", "rg-golden-freestyle", Jobs.freestyle("true", builder("good")));
        jenkins().create("", "rg-golden-freestyle-bad", Jobs.freestyle("true", builder("bad")));
        if (Browser.isThere()) {
            try (Browser browser = new Browser(jenkins())) {
                Form.of(browser, "/job/rg-golden-freestyle/configure").save();
            }
            assertThat(jenkins().text("/job/rg-golden-freestyle/config.xml"))
                    .contains(
                            "<signal>errors</signal>",
                            "<convention>micrometer</convention>",
                            "<selector>application=&quot;good&quot;</selector>",
                            "<limit>1%</limit>");
        }
        Build good = jenkins().build("/job/rg-golden-freestyle");
        Build bad = jenkins().build("/job/rg-golden-freestyle-bad");

        assertThat(good.result()).as(good.log()).isEqualTo("SUCCESS");
        assertThat(good.log()).contains("errors, signal errors, convention micrometer = (sum(rate(");
        assertThat(bad.result()).as(bad.log()).isEqualTo("FAILURE");
    }

    private static String builder(String application) {
        return "<io.jenkins.plugins.releasegates.analysis.MetricGateBuilder><options><connection>prometheus</connection>"
                + "<signal>errors</signal><convention>micrometer</convention><selector>application=&quot;" + application
                + "&quot;</selector><limit>1%</limit><consecutiveErrorLimit>4</consecutiveErrorLimit>"
                + "<criticality>FAILURE</criticality></options>"
                + "</io.jenkins.plugins.releasegates.analysis.MetricGateBuilder>";
    }

    @Test
    @DisplayName("go through Jenkins' proxy where the connection says so, and only then")
    void shouldGoThroughJenkinsProxy() throws IOException {
        try (ForwardProxy proxy = new ForwardProxy("Basic cHJveHk6c2VjcmV0")) {
            jenkins()
                    .script("jenkins.model.Jenkins.get().setProxy(new hudson.ProxyConfiguration('127.0.0.1', "
                            + proxy.port() + ", 'proxy', 'secret', ''))");
            String gate = signal("errors", "good", "limit: '1%'");
            Build without = jenkins().build(pipeline("rg-proxy-without", gate));
            assertThat(without.result()).as(without.log()).isEqualTo("SUCCESS");
            assertThat(proxy.requests()).isEmpty();

            connect(true);
            Build through = jenkins().build(pipeline("rg-proxy-through", gate));
            assertThat(through.result()).as(through.log()).isEqualTo("SUCCESS");
            assertThat(proxy.requests()).containsExactly("POST " + prometheus.uri() + "/api/v1/query");

            jenkins()
                    .script("jenkins.model.Jenkins.get().setProxy(new hudson.ProxyConfiguration('127.0.0.1', "
                            + proxy.port() + ", 'proxy', 'wrong', ''))");
            Build wrong = jenkins().build(pipeline("rg-proxy-wrong", gate));
            assertThat(wrong.result()).isEqualTo("FAILURE");
            assertThat(wrong.log())
                    .contains("the proxy doesn't let us in (407)")
                    .doesNotContain("wrong:", "cHJveHk");
        }
    }
}
