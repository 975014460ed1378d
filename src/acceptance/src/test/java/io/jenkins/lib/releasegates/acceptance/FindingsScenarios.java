package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Findings of scanners")
class FindingsScenarios extends Scenario {

    /** One finding that is critical by its CVSS number, and one that is a note. */
    private static final String SARIF = "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\":"
            + " \"demo\"}}, \"results\": [{\"ruleId\": \"R1\", \"properties\": {\"security-severity\": \"9.8\"},"
            + " \"message\": {\"text\": \"very <b>bad</b>\"}}, {\"ruleId\": \"R2\", \"level\": \"note\", \"message\":"
            + " {\"text\": \"look at it\"}}]}]}";

    private static final String SHELL = "rm -rf * && echo '" + SARIF + "' > a.sarif";

    private static String pipeline(String steps) {
        return Jobs.pipeline(
                "node {\n deleteDir()\n writeFile file: 'a.sarif', text: '" + SARIF + "'\n" + steps + "\n}");
    }

    private Build build(String job, String steps) {
        jenkins().create("", job, pipeline(steps));
        return jenkins().build("/job/" + job);
    }

    @Test
    @DisplayName("are recorded, counted by severity, and returned as plain numbers")
    void shouldRecord() {
        Build build = build(
                "rg-findings",
                "def f = publishFindings pattern: '*.sarif'\n"
                        + "echo \"critical ${f.measurements['findings.critical']} of ${f.measurements['findings.total']}, ${f.problems} problems\"");

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("critical 1.0 of 2.0, 0 problems", "Findings: 2 (1 critical, 0 high, 0 medium, 1 low)");
        assertThat(jenkins().text(build.path() + "/release-audit/")).contains("a.sarif");
    }

    @Test
    @DisplayName("are judged at once where gates are given, and once more by a later gate")
    void shouldJudge() {
        Build build = build(
                "rg-findings-judged",
                "publishFindings pattern: '*.sarif', name: 'Demo', qualityGates: [[metric: 'findings.critical', threshold: 1, criticality: 'UNSTABLE']]\n"
                        + "qualityGate name: 'All', qualityGates: [[metric: 'findings.total', threshold: 2, criticality: 'UNSTABLE']]");

        assertThat(build.result()).as(build.log()).isEqualTo("UNSTABLE");
        assertThat(build.log()).contains("FAILED         findings.critical", "FAILED         findings.total");
        String page = jenkins().text(build.path() + "/release-audit/");
        assertThat(page).contains("Demo", "All").doesNotContain("very <b>bad</b>");
    }

    @Test
    @DisplayName("that aren't there are inconclusive, and a report of tests is refused")
    void shouldFailClosed() {
        Build nothing = build(
                "rg-findings-none",
                "publishFindings pattern: '*.json', qualityGates: [[metric: 'findings.total', threshold: 100]]");
        assertThat(nothing.result()).isEqualTo("FAILURE");
        assertThat(nothing.log()).contains("Nothing is known about findings", "is inconclusive");

        Build tests = build(
                "rg-findings-tests",
                "writeFile file: 'j.xml', text: '<testsuite><testcase name=\"x\"/></testsuite>'\npublishFindings pattern: 'j.xml'");
        assertThat(tests.result()).isEqualTo("FAILURE");
        assertThat(tests.log()).contains("which is no scanner's");
    }

    @Test
    @DisplayName("are shown to those who may read the job, and to nobody else")
    void shouldBeKeptFromStrangers() {
        Build build = build("rg-findings-rights", "publishFindings pattern: '*.sarif'");
        JenkinsUnderTest reader = new Users(jenkins()).user("rg-reader");
        JenkinsUnderTest stranger = new Users(jenkins()).stranger("rg-stranger");

        for (String page : List.of("", "findings.jsonl", "findings.csv", "findings.sarif", "vex.json")) {
            String path = build.path() + "/security/" + page;
            assertThat(reader.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(stranger.get("/job/rg-findings-rights/security/").statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("that aren't kept any more leave a page that says so, and no shorter one")
    void shouldNotLookBetterForWhatIsLost() {
        Build build = build("rg-findings-lost", "publishFindings pattern: '*.sarif'");
        String evidence = build.audit().at("/evidence/0/evidence").asText().replace("sha256:", "");
        assertThat(evidence).hasSize(64);
        move(evidence + ".json.gz", evidence + ".away");
        try {
            assertThat(jenkins().text(build.path() + "/security/")).contains("is not kept any more");
            assertThat(jenkins().get(build.path() + "/security/findings.jsonl").statusCode())
                    .isEqualTo(500);
        } finally {
            move(evidence + ".away", evidence + ".json.gz");
        }
    }

    private void move(String from, String to) {
        assertThat(jenkins()
                        .script("def found\nnew File(jenkins.model.Jenkins.get().rootDir, 'release-gates')"
                                + ".eachFileRecurse { if (it.name == '" + from + "') found = it }\n"
                                + "print found.renameTo(new File(found.parentFile, '" + to + "'))"))
                .isEqualTo("true");
    }

    @Test
    @DisplayName("in a report of 1 GB can't be read, which no gate passes")
    void shouldRefuseAHugeReport() {
        Build build = build(
                "rg-findings-huge",
                "sh '''set +x; printf '{\"version\":\"2.1.0\",\"runs\":[' > huge.sarif; truncate -s 1G huge.sarif'''\n"
                        + "publishFindings pattern: 'huge.sarif', format: 'sarif', qualityGates: [[metric: 'findings.total', threshold: 100]]");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("huge.sarif", "could not be evaluated");
    }

    @Test
    @DisplayName("are published by a build step that a form sets up")
    void shouldBeABuildStep() {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        jenkins().create("", "rg-findings-form", Jobs.freestyle(SHELL, ""));
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, "/job/rg-findings-form/configure");
            Form step = page.add("builder", "builder", "Publish findings of scanners");
            step.type("pattern", "*.sarif").pick("format", "sar", "sarif");
            step.add("qualityGates", "Add quality gate")
                    .pick("metric", "findings.cri", "findings.critical")
                    .type("threshold", "1")
                    .choose("criticality", "UNSTABLE");
            browser.picture("form-findings");
            page.save();
        }

        Build build = jenkins().build("/job/rg-findings-form");

        assertThat(build.result()).as(build.log()).isEqualTo("UNSTABLE");
        JsonNode decision = PipelineScenarios.decision(build);
        assertThat(decision.path("title").asText()).isEqualTo("Security");
        assertThat(decision.path("outcome").asText()).isEqualTo("FAILED");
    }

    @Test
    @DisplayName("have a page that tells new ones from open and fixed ones, filters, and shows hostile text as text")
    void shouldHaveAPage() {
        String steps =
                "if (currentBuild.number > 1) writeFile file: 'a.sarif', text: readFile('a.sarif').replace('R1', 'R3')\n"
                        + "publishFindings pattern: '*.sarif'\n"
                        + "qualityGate name: 'All', bootstrap: true, qualityGates: [[metric: 'findings.new', threshold: 9]]";
        assertThat(build("rg-findings-page", steps).result()).isEqualTo("SUCCESS");

        Build second = jenkins().build("/job/rg-findings-page");

        assertThat(second.result()).as(second.log()).isEqualTo("SUCCESS");
        String page = jenkins().text(second.path() + "/security/");
        assertThat(page).contains("very &lt;b&gt;bad&lt;/b&gt;", "Security").doesNotContain("very <b>bad</b>");
        String lines = jenkins().text(second.path() + "/security/findings.jsonl");
        assertThat(lines.lines().toList())
                .hasSize(3)
                .anyMatch(line -> line.contains("\"state\":\"new\"") && line.contains("\"rule\":\"R3\""))
                .anyMatch(line -> line.contains("\"state\":\"open\"") && line.contains("\"rule\":\"R2\""))
                .anyMatch(line -> line.contains("\"state\":\"fixed\"") && line.contains("\"rule\":\"R1\""));
        assertThat(jenkins()
                        .text(second.path() + "/security/findings.jsonl?state=new")
                        .lines())
                .hasSize(1);
        assertThat(jenkins().text(second.path() + "/security/findings.csv?severity=low"))
                .startsWith("state,severity,kind,rule")
                .contains("\"open\",\"LOW\"");
        assertThat(jenkins().text(second.path() + "/security/?severity=low"))
                .contains("R2")
                .doesNotContain("R3");
    }

    @Test
    @DisplayName("fit on the page on a phone and in a browser with a keyboard alone")
    void shouldBeUsableInABrowser() {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        Build build = build("rg-findings-browser", "publishFindings pattern: '*.sarif'");
        try (Browser browser = new Browser(jenkins())) {
            browser.open(build.path() + "/security/");
            browser.picture("security-page");
            assertThat(browser.one("#main-panel").getText()).contains("R1", "not compared", "demo");
        }
    }

    @Test
    @DisplayName("have a step that the snippet generator writes flat, with help for each field")
    void shouldBeExplained() {
        String type = "io.jenkins.plugins.securityscan.findings.PublishFindingsStep";
        String snippet = jenkins()
                .post(
                        "/pipeline-syntax/generateSnippet",
                        Map.of(
                                "json",
                                "{\"stapler-class\": \"" + type + "\", \"$class\": \"" + type
                                        + "\", \"options\": {\"pattern\": \"*.sarif\", \"format\": \"\", \"name\": \"\"}}"))
                .body();

        assertThat(snippet).contains("publishFindings", "*.sarif").doesNotContain("options", "format", "name:");
        for (String field : new String[] {"pattern", "format", "qualityGates", "name"}) {
            assertThat(jenkins()
                            .text("/descriptor/io.jenkins.plugins.securityscan.findings.PublishFindingsOptions/help/"
                                    + field))
                    .as("help of %s", field)
                    .contains("<div");
        }
    }
}
