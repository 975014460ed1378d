package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Scans")
class ScanScenarios extends Scenario {

    /** Put together here, so that no scan of these sources finds it. */
    private static final String KEY = "AKIA" + "Q3EGRJLSWY6ZVZ7B";

    /** Where the worker is on an agent, seen from a workspace; earlier ones may lie beside it. */
    private static final String WORKER = "$(ls -dt $WORKSPACE/../../release-gates-scan/scanner-* | head -1)";

    private static final String LEAK = "writeFile file: 'src/app.conf', text: 'key=' + '" + KEY + "'\n";

    /** Looks at more code than it can within half a minute. */
    private static final String LONG = "sh 'mkdir lib; cp " + WORKER + "/lib/lucene-core-*.jar lib/$(date +%s).jar; cp "
            + WORKER + "/lib/jackson-databind-*.jar " + WORKER + "/sast/spotbugs-4*.jar lib/'\n"
            + "echo 'now scanning'\n";

    private Build build(String job, String steps) {
        return jenkins().build(pipeline(job, "node('!built-in') {\n deleteDir()\n" + steps + "\n}"));
    }

    @Test
    @DisplayName("find a secret, fail its gate, and show not a character of it")
    void shouldFindASecret() {
        Build build = build(
                "rg-scan-secret",
                LEAK
                        + "def f = secretScan qualityGates: [[metric: 'secrets.total', threshold: 1, criticality: 'UNSTABLE']]\n"
                        + "echo \"secrets ${f.measurements['secrets.total']} ${f.decision}\"");

        assertThat(build.result()).as(build.log()).isEqualTo("UNSTABLE");
        assertThat(build.log()).contains("secrets 1.0 FAILED").doesNotContain(KEY);
        String lines = jenkins().text(build.path() + "/security/findings.jsonl");
        assertThat(lines).contains("aws-access-key-id", "src/app.conf").doesNotContain(KEY);
        assertThat(jenkins().text(build.path() + "/security/"))
                .contains("src/app.conf")
                .doesNotContain(KEY);
        assertThat(jenkins().text(build.path() + "/release-audit/")).doesNotContain(KEY);
    }

    @Test
    @DisplayName("know a secret again that has moved")
    void shouldKnowASecretAgain() {
        String steps = "writeFile file: 'src/app.conf', text: '\\n' * currentBuild.number + 'key=' + '" + KEY + "'\n"
                + "secretScan()\nqualityGate bootstrap: true, qualityGates: [[metric: 'secrets.new', threshold: 9]]\n";
        assertThat(build("rg-scan-moved", steps).result()).isEqualTo("SUCCESS");

        Build second = jenkins().build("/job/rg-scan-moved");

        assertThat(jenkins()
                        .text(second.path() + "/security/findings.jsonl")
                        .lines()
                        .toList())
                .singleElement()
                .asString()
                .contains("\"state\":\"open\"", "\"line\":3");
    }

    @Test
    @DisplayName("find weak code in a jar, and know an unchanged one again")
    void shouldFindWeakCode() {
        Build build = build(
                "rg-scan-code",
                "secretScan()\nsh 'cp " + WORKER + "/sast/dom4j-*.jar app-$(date +%s).jar'\n"
                        + "def one = sastScan classes: '*.jar'\n"
                        + "echo \"found ${one.measurements['findings.total'] > 0}\"\n"
                        + "sastScan classes: '*.jar', name: 'again'");

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains(
                        "found true",
                        "has looked at 1 files, 0 of them known",
                        "has looked at 1 files, 1 of them known");
    }

    @Test
    @DisplayName("that look at nothing are inconclusive, not clean")
    void shouldNotPassOnNothing() {
        Build build = build(
                "rg-scan-nothing",
                "secretScan includes: 'no/such/**', qualityGates: [[metric: 'secrets.total', threshold: 1]]");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("the scan looked at no file", "INCONCLUSIVE");
    }

    @Test
    @DisplayName("that are stopped leave no process and no file, and a later gate knows that they didn't end")
    void shouldBeStopped() {
        Build build = build(
                "rg-scan-stopped",
                "secretScan()\n" + LONG
                        + "try { timeout(time: 10, unit: 'SECONDS') { sastScan classes: 'lib/*.jar' } }\n"
                        + "catch (e) { echo 'stopped' }\n"
                        + "catchError { qualityGate qualityGates: [[metric: 'findings.total', threshold: 100000]] }\n"
                        + "sh 'set +x; find \"$WORKSPACE/../../release-gates-scan/runs\" -newer lib -mindepth 1 | sed s/^/left-/; ps ax | grep -c \"[s]canner.Main.*runs\" | sed s/^/running-/'");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("was stopped before its end", "gate findings.total could not be evaluated", "running-0")
                .doesNotContain("left-");
    }

    @Test
    @DisplayName("go on after a restart of the controller, and are recorded once")
    void shouldSurviveARestart() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        String job = pipeline(
                "rg-scan-restart",
                "node('!built-in') {\n deleteDir()\nsecretScan()\nsh 'cp " + WORKER
                        + "/sast/spotbugs-4*.jar app-$(date +%s).jar'\n"
                        + "echo 'now scanning'\nsastScan classes: 'app-*.jar', qualityGates: [[metric: 'findings.total', threshold: 100000]]\n}");
        assertThat(jenkins().post(job + "/build?delay=0sec", Map.of()).statusCode())
                .isEqualTo(201);
        jenkins()
                .eventually(
                        "the scan begins",
                        () -> jenkins().get(job + "/1/consoleText").body().contains("class files and jars to look at"));

        jenkins().restart();

        Build build = jenkins().end(job, 1);
        assertThat(build.log()).contains("Resuming build");
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(PipelineScenarios.decision(build).path("outcome").asText()).isEqualTo("PASSED");
    }

    @Test
    @DisplayName("go on when the agent was away for a while, and are recorded once")
    void shouldSurviveALostAgent() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        String job = pipeline(
                "rg-scan-lost-agent",
                "node('!built-in') {\n deleteDir()\nsecretScan()\nsh 'cp " + WORKER
                        + "/sast/spotbugs-4*.jar app-$(date +%s).jar'\n"
                        + "echo \"on ${env.NODE_NAME}\"\nsastScan classes: 'app-*.jar', qualityGates: [[metric: 'findings.total', threshold: 100000]]\n}");
        assertThat(jenkins().post(job + "/build?delay=0sec", Map.of()).statusCode())
                .isEqualTo(201);
        jenkins()
                .eventually(
                        "the scan begins",
                        () -> jenkins().get(job + "/1/consoleText").body().contains("class files and jars to look at"));
        String agent = jenkins().text(job + "/1/consoleText").replaceAll("(?s).*\\non (\\S+)\\n.*", "$1");

        assertThat(jenkins()
                        .script("def c = Jenkins.get().getComputer('" + agent + "')\n"
                                + "c.disconnect(new hudson.slaves.OfflineCause.ByCLI('away')).get()\nprint c.offline"))
                .contains("true");
        jenkins().script("Jenkins.get().getComputer('" + agent + "').connect(true)");

        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(PipelineScenarios.decision(build).path("outcome").asText()).isEqualTo("PASSED");
    }

    @Test
    @DisplayName("tell in the record which suppressions are new, and a gate which are over")
    void shouldTellWhatIsSuppressed() {
        String job = pipeline(
                "rg-scan-suppressed",
                "node('!built-in') {\n deleteDir()\n" + LEAK
                        + "def entry = { until -> \"  - {path: 'src/*${currentBuild.number == 1 ? '' : '.conf'}', reason: of a test,"
                        + " owner: team-shop, until: ${until}}\\n\" }\n"
                        + "writeFile file: 'allow.yaml', text: 'version: 1\\nallow:\\n' + entry('2099-01-01')"
                        + " + (currentBuild.number > 2 ? entry('2020-01-01') : '')\n"
                        + "secretScan allowLists: 'allow.yaml'\n"
                        + "qualityGate qualityGates: [[metric: 'suppressions.expired', threshold: 1],"
                        + " [metric: 'secrets.total', threshold: 1]]\n}");
        Build first = jenkins().build(job);
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");

        Build second = jenkins().build(job);

        assertThat(second.result()).as(second.log()).isEqualTo("SUCCESS");
        JsonNode change = PipelineScenarios.decision(second).path("suppressions");
        assertThat(change.path("addedCount").asInt()).as(change.toString()).isEqualTo(1);
        assertThat(change.path("removedCount").asInt()).isEqualTo(1);
        assertThat(jenkins().text(second.path() + "/release-audit/")).contains("rules added 1, removed 1");
        Build third = jenkins().build(job);
        assertThat(third.result()).isEqualTo("FAILURE");
        assertThat(third.log())
                .contains(
                        "gate suppressions.expired failed",
                        "allow.yaml:4: this suppression is over since 2020-01-01 and was not applied: path src/*.conf");
    }

    @Test
    @DisplayName("are drawn as a trend on the page of their job")
    void shouldDrawATrend() {
        String job = pipeline(
                "rg-scan-trend",
                "node('!built-in') {\n deleteDir()\n" + LEAK
                        + "if (currentBuild.number > 1) { writeFile file: 'other.conf', text: 'key=' + '" + KEY
                        + "' }\nsecretScan()\n}");
        jenkins().build(job);
        assertThat(jenkins().text(job + "/")).doesNotContain("rg-chart");

        jenkins().build(job);

        jenkins()
                .eventually(
                        "the trend of two builds",
                        () -> jenkins().text(job + "/").contains("rg-chart"));
        assertThat(jenkins().text(job + "/")).contains("2/security/");
        HttpResponse<String> newest = jenkins().get(job + "/security/");
        assertThat(newest.statusCode()).isEqualTo(302);
        assertThat(newest.headers().firstValue("Location").orElse("")).endsWith("2/security/");
        if (Browser.isThere()) {
            try (Browser browser = new Browser(jenkins())) {
                browser.open(job + "/");
                browser.picture("security-trend");
            }
        }
    }

    @Test
    @DisplayName("run from a worker that is replaced when somebody has changed it")
    void shouldReplaceAChangedWorker() {
        Build build = build(
                "rg-scan-swapped",
                LEAK + "secretScan()\n" + "sh 'for f in " + WORKER + "/lib/re2j-*.jar; do echo x >> \"$f\"; done'\n"
                        + "secretScan name: 'again'");

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("or not whole any more; it is sent");
    }

    @Test
    @DisplayName("take no file from outside of the workspace")
    void shouldStayInside() {
        Build build = build("rg-scan-outside", "secretScan allowLists: '../*/allow.yaml'");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("wasn't done, so nothing is known");
    }

    @Test
    @DisplayName("are set up by a form in a freestyle job")
    void shouldBeABuildStep() {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        jenkins()
                .create(
                        "",
                        "rg-scan-form",
                        Jobs.freestyle("rm -rf * && echo key=" + "AKIA\"\"Q3EGRJLSWY6ZVZ7B" + " > a.conf", ""));
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, "/job/rg-scan-form/configure");
            Form step = page.add("builder", "builder", "Search for secrets");
            step.type("includes", "*.conf");
            step.add("qualityGates", "Add quality gate")
                    .pick("metric", "secrets.to", "secrets.total")
                    .type("threshold", "1")
                    .choose("criticality", "UNSTABLE");
            browser.picture("form-secret-scan");
            page.save();
        }

        Build build = jenkins().build("/job/rg-scan-form");

        assertThat(build.result()).as(build.log()).isEqualTo("UNSTABLE");
        assertThat(PipelineScenarios.decision(build).path("title").asText()).isEqualTo("Secrets");
    }

    @ParameterizedTest(name = "{0} with help for {2}")
    @DisplayName("have steps that the snippet generator writes flat")
    @CsvSource({
        "scaScan, ScaScan, includes excludes suppressions qualityGates name heapMegabytes timeoutMinutes, {}",
        "sastScan, SastScan, classes sources auxiliary includes excludes qualityGates name, {}",
        "secretScan, SecretScan, includes excludes allowLists baselines rules qualityGates name, {}",
        "sbom, Sbom, file subject version suppressions includes excludes, '{\"file\": \"bom.json\"}'"
    })
    void shouldBeExplained(String function, String type, String fields, String options) {
        String step = "io.jenkins.plugins.securityscan.scan." + type + "Step";
        String snippet = jenkins()
                .post(
                        "/pipeline-syntax/generateSnippet",
                        Map.of(
                                "json",
                                "{\"stapler-class\": \"" + step + "\", \"$class\": \"" + step + "\", \"options\": "
                                        + options + "}"))
                .body();

        assertThat(snippet).contains(function).doesNotContain("options", "heapMegabytes", "timeoutMinutes");
        for (String field : fields.split(" ")) {
            assertThat(jenkins()
                            .text("/descriptor/io.jenkins.plugins.securityscan.scan." + type + "Options/help/" + field))
                    .as("help of %s", field)
                    .contains("<div");
        }
    }
}
