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

@DisplayName("Gates over metrics of a real Prometheus")
class MetricScenarios extends Scenario {

    /** Half a minute after the beginning of the scenario this one gets well. */
    private static final String MENDED = "mended_share";

    private static final Duration UNTIL_MENDED = Duration.ofSeconds(40);

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
        connect("");
    }

    @AfterEach
    void stop() {
        if (prometheus != null) {
            jenkins()
                    .script("io.jenkins.plugins.releasegates.connection.ConnectionConfiguration.get()"
                            + ".setConnections([])");
            prometheus.close();
        }
    }

    /** Around now, for half an hour to come. */
    private static String samples() {
        Instant now = Clock.systemUTC().instant();
        long from = now.minus(Duration.ofMinutes(10)).getEpochSecond() / 5 * 5;
        long until = now.plus(Duration.ofMinutes(30)).getEpochSecond();
        long mended = now.plus(UNTIL_MENDED).getEpochSecond();
        StringBuilder samples = new StringBuilder();
        samples.append("# TYPE good_share gauge\n");
        for (long at = from; at < until; at += 5) {
            samples.append("good_share 0.01 ").append(at).append('\n');
        }
        samples.append("# TYPE bad_share gauge\n");
        for (long at = from; at < until; at += 5) {
            samples.append("bad_share 0.5 ").append(at).append('\n');
        }
        samples.append("# TYPE ").append(MENDED).append(" gauge\n");
        for (long at = from; at < until; at += 5) {
            samples.append(MENDED)
                    .append(at < mended ? " 0.5 " : " 0.01 ")
                    .append(at)
                    .append('\n');
        }
        return samples.append("# EOF\n").toString();
    }

    /** As code. */
    private void connect(String jobs) {
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
                          timeoutSeconds: 5
                          jobs: "%s"
                '''
                io.jenkins.plugins.casc.ConfigurationAsCode.get().configure(file.path)
                file.delete()
                """.formatted(prometheus.uri(), jobs));
    }

    private static JsonNode decision(Build build) {
        return PipelineScenarios.decision(build);
    }

    private void begin(String job) {
        assertThat(jenkins().post(job + "/build?delay=0sec", Map.of()).statusCode())
                .isEqualTo(201);
    }

    private void says(String job, String words) {
        jenkins()
                .eventually(
                        "the log says " + words,
                        () -> jenkins().get(job + "/1/consoleText").body().contains(words));
    }

    @Test
    @DisplayName("pass what is well, sample after sample, without an agent, and show what was seen")
    void shouldPassWhatIsWell() {
        Build build = jenkins()
                .build(pipeline(
                        "rg-metric-good",
                        "def seen = metricGate connection: 'prometheus', name: 'error share', query: 'good_share',\n"
                                + " successCondition: 'result < 0.02', interval: '2s', count: 3\n"
                                + "echo \"passed is ${seen.passed}, ${seen.verdicts[0].observed}\""));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains(
                        "error share: prometheus is asked; demanded is result < 0.02",
                        "error share, sample 1: PASSED (0.01)",
                        "error share, sample 3: PASSED (0.01)",
                        "passed is true, 3 green; last 0.01");
        JsonNode decision = decision(build);
        assertThat(decision.path("outcome").asText()).isEqualTo("PASSED");
        assertThat(decision.path("purpose").asText()).isEqualTo("JUDGEMENT");
        assertThat(decision.at("/gates/0/criteria/0/provenance").asText()).isEqualTo("observed");
        JsonNode analysis =
                jenkins().json(build.path() + "/release-analyses/json").at("/analyses/0");
        assertThat(analysis.path("phase").asText()).isEqualTo("SUCCESSFUL");
        assertThat(analysis.path("samples")).hasSize(3);
        if (Browser.isThere()) {
            try (Browser browser = new Browser(jenkins())) {
                browser.open(build.path() + "/release-analyses/");
                assertThat(browser.one("#main-panel").getText())
                        .contains("error share", "SUCCESSFUL", "good_share", "0.01");
                browser.picture("analyses");
            }
        }
    }

    @Test
    @DisplayName("fail what isn't well, and say at which sample")
    void shouldFailWhatIsNotWell() {
        Build build = jenkins()
                .build(pipeline(
                        "rg-metric-bad",
                        "metricGate connection: 'prometheus', name: 'error share', query: 'bad_share',\n"
                                + " successCondition: 'result < 0.02', interval: '2s', count: 5, failureLimit: 1"));

        assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("The analysis has ended: more samples failed than failureLimit allows.", "it failed (0.5)")
                .doesNotContain("sample 3", "at io.jenkins");
        assertThat(decision(build).path("outcome").asText()).isEqualTo("FAILED");
    }

    @Test
    @DisplayName("take no data for no pass, and go on where the Pipeline lets them")
    void shouldNotPassWithoutData() {
        Build build = jenkins()
                .build(pipeline(
                        "rg-metric-empty",
                        "metricGate connection: 'prometheus', query: 'no_such_metric', failureCondition: 'result > 0.1',\n"
                                + " criticality: 'UNSTABLE'\n"
                                + "metricGate connection: 'prometheus', name: 'no number', query: '0 * (good_share / 0)',\n"
                                + " failureCondition: 'result > 0.1', criticality: 'UNSTABLE'"));

        assertThat(build.result()).as(build.log()).isEqualTo("UNSTABLE");
        assertThat(build.log()).contains("it gave no value.", "it gave a value that is no number (NaN).");
    }

    @Test
    @DisplayName("wait until it gets well, over a restart, with all that was seen before")
    void shouldWaitUntilItGetsWell() {
        String job = pipeline(
                "rg-metric-mended",
                "metricGate connection: 'prometheus', name: 'mended', query: '" + MENDED + "',\n"
                        + " successCondition: 'result < 0.02', interval: '3s', failureLimit: -1, inconclusiveLimit: -1,\n"
                        + " consecutiveErrorLimit: -1, consecutiveSuccessLimit: 2, timeout: '4m'");
        begin(job);
        says(job, "mended, sample 2: FAILED (0.5)");
        if (JenkinsUnderTest.mayRestart()) {
            jenkins().restart();
            says(job, "mended: goes on after a restart, with all that was seen before");
        }
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        JsonNode analysis =
                jenkins().json(build.path() + "/release-analyses/json").at("/analyses/0");
        assertThat(analysis.at("/samples/0/outcome").asText()).isEqualTo("FAILED");
        assertThat(analysis.path("ending").asText()).isEqualTo("GOAL_REACHED");
        assertThat(decision(build).path("outcome").asText()).isEqualTo("PASSED");
    }

    @Test
    @DisplayName("never pass when they are stopped, which is a decision of its own")
    void shouldNotPassWhenItIsStopped() {
        String job = pipeline(
                "rg-metric-stopped",
                "metricGate connection: 'prometheus', name: 'stopped', query: 'good_share',\n"
                        + " successCondition: 'result < 0.02', interval: '2s', steady: '10m', failureLimit: 0");
        begin(job);
        says(job, "stopped, sample 2: PASSED");
        jenkins().post(job + "/1/stop", Map.of());
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).isEqualTo("ABORTED");
        assertThat(decision(build).path("outcome").asText()).isEqualTo("ERROR");
        assertThat(build.log()).contains("The analysis has ended: it was cancelled.");
    }

    @Test
    @DisplayName("are errors while nobody answers, and go on when the server is back")
    void shouldOutliveAServerThatIsAway() throws IOException {
        String job = pipeline(
                "rg-metric-away",
                "metricGate connection: 'prometheus', name: 'away', query: 'good_share',\n"
                        + " successCondition: 'result < 0.02', interval: '2s', count: 4, consecutiveErrorLimit: 100, timeout: '3m'");
        begin(job);
        says(job, "away, sample 1: PASSED");
        prometheus.stop();
        says(job, "ERROR (no connection came about");
        prometheus.start();
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("ask nobody whom the administrator hasn't named for that job")
    void shouldAskNobodyElse() {
        connect("rg-other/**");
        Build build = jenkins()
                .build(pipeline(
                        "rg-metric-foreign",
                        "metricGate connection: 'prometheus', query: 'good_share', successCondition: 'result < 0.02'"));
        Build address = jenkins()
                .build(pipeline(
                        "rg-metric-address",
                        "metricGate connection: '" + prometheus.uri()
                                + "', query: '', successCondition: 'rate < 0.02'"));

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("connection: found \"prometheus\"; allowed for this job: []");
        assertThat(address.result()).isEqualTo("FAILURE");
        assertThat(address.log())
                .contains(
                        "allowed: the name of a connection that its owner has defined",
                        "query: found nothing",
                        "found the unknown name \"rate\"; allowed: result, a number");
    }

    @Test
    @DisplayName("judge a freestyle build at once, and don't wait in it")
    void shouldJudgeFreestyleAtOnce() {
        jenkins().create("", "rg-metric-freestyle", Jobs.freestyle("true", builder("good_share", "")));
        Build good = jenkins().build("/job/rg-metric-freestyle");
        jenkins().create("", "rg-metric-freestyle-bad", Jobs.freestyle("true", builder("bad_share", "")));
        Build bad = jenkins().build("/job/rg-metric-freestyle-bad");
        jenkins()
                .create(
                        "",
                        "rg-metric-freestyle-wait",
                        Jobs.freestyle("true", builder("good_share", "<interval>5s</interval><count>2</count>")));
        Build waits = jenkins().build("/job/rg-metric-freestyle-wait");

        assertThat(good.result()).as(good.log()).isEqualTo("SUCCESS");
        assertThat(decision(good).path("outcome").asText()).isEqualTo("PASSED");
        assertThat(bad.result()).as(bad.log()).isEqualTo("FAILURE");
        assertThat(waits.result()).isEqualTo("FAILURE");
        assertThat(waits.log()).contains("a freestyle build holds its executor while it waits");
        assertThat(jenkins()
                        .json(good.path() + "/release-analyses/json")
                        .at("/analyses/0/phase")
                        .asText())
                .isEqualTo("SUCCESSFUL");
    }

    private static String builder(String query, String further) {
        return "<io.jenkins.plugins.releasegates.analysis.MetricGateBuilder><options><connection>prometheus</connection>"
                + "<query>" + query + "</query><successCondition>result &lt; 0.02</successCondition>" + further
                + "<minSamples>1</minSamples><consecutiveErrorLimit>4</consecutiveErrorLimit>"
                + "<criticality>FAILURE</criticality></options>"
                + "</io.jenkins.plugins.releasegates.analysis.MetricGateBuilder>";
    }

    @Test
    @DisplayName("come back from their forms: the connection, which can be tried, and the build step")
    void shouldComeBackFromTheirForms() {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, Settings.PAGE);
            assertThat(page.parts("connections")).hasSize(1);
            page.save();
            String exported = jenkins()
                    .script("def out = new ByteArrayOutputStream()\n"
                            + "io.jenkins.plugins.casc.ConfigurationAsCode.get().export(out)\nprint out");
            assertThat(exported).contains("releaseConnections:", "name: \"prometheus\"", "allowPrivateAddresses: true");

            jenkins().create("", "rg-metric-form", Jobs.freestyle("true", builder("good_share", "")));
            Form.of(browser, "/job/rg-metric-form/configure").save();
            assertThat(jenkins().text("/job/rg-metric-form/config.xml"))
                    .contains(
                            "<connection>prometheus</connection>",
                            "<query>good_share</query>",
                            "<successCondition>result &lt; 0.02</successCondition>",
                            "<consecutiveErrorLimit>4</consecutiveErrorLimit>");
            browser.open("/job/rg-metric-form/configure");
            browser.picture("form-metric-gate");
        }
        assertThat(jenkins().build("/job/rg-metric-form").result()).isEqualTo("SUCCESS");
        assertThat(jenkins().text("/pipeline-syntax/")).contains("metricGate");
    }
}
