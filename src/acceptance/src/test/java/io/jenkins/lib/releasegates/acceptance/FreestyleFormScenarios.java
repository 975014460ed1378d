package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The form of a freestyle job")
class FreestyleFormScenarios extends Scenario {

    private static final String BUILDER = "builder";
    private static final String JUDGE = "Judge the build by a release policy";
    private static final String RECORD = "Record evidence without judging it";
    private static final String REQUIRE = "Require a decision about files";

    private static final String ONE_FAILED =
            "rm -rf * && echo \"<testsuite name='a'><testcase classname='a.B' name='c'>"
                    + "<failure message='wrong'/></testcase><testcase classname='a.B' name='d'/></testsuite>\" > TEST-a.xml";

    @BeforeEach
    void needsBrowser() {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
    }

    private String job(String name, String shell) {
        jenkins().create("", name, Jobs.freestyle(shell, ""));
        return "/job/" + name;
    }

    /** The steps of the job, as Jenkins keeps them. */
    private String builders(String job) {
        String config = jenkins().text(job + "/config.xml");
        return config.substring(config.indexOf("<builders>"), config.indexOf("</builders>"));
    }

    private Form configure(Browser browser, String job) {
        return Form.of(browser, job + "/configure");
    }

    @Test
    @DisplayName("sets up a gate that the next build is judged by, and changes it")
    void shouldSetUpAGate() {
        String job = job("rg-form-gate", ONE_FAILED);
        try (Browser browser = new Browser(jenkins())) {
            Form page = configure(browser, job);
            Form gate = page.add(BUILDER, BUILDER, JUDGE);
            gate.add("reports", "Add reports").type("pattern", "TEST-*.xml").pick("format", "jun", "junit");
            Form item = gate.add("qualityGates", "Add quality gate")
                    .pick("metric", "tests.fa", "tests.failed")
                    .type("threshold", "1")
                    .choose("criticality", "UNSTABLE");
            assertThat(item.choices("criticality")).containsExactly("FAILURE", "ERROR", "UNSTABLE", "NOTE");
            assertThat(item.choices("baseline")).containsExactly("PROJECT", "PROJECT_DELTA");
            gate.advanced().type("name", "Formed");
            browser.picture("form-gate");
            page.save();
            Build unstable = jenkins().build(job);

            assertThat(unstable.result()).as(unstable.log()).isEqualTo("UNSTABLE");
            JsonNode decision = PipelineScenarios.decision(unstable);
            assertThat(decision.path("title").asText()).isEqualTo("Formed");
            assertThat(decision.path("outcome").asText()).isEqualTo("FAILED");
            browser.open(job + "/1/release-audit/");
            assertThat(browser.one("#main-panel").getText()).contains("Formed", "tests.failed", "TEST-a.xml");

            page = configure(browser, job);
            page.part(BUILDER, "QualityGateBuilder")
                    .parts("qualityGates")
                    .get(0)
                    .type("threshold", "2");
            page.save();
            assertThat(jenkins().build(job).result()).isEqualTo("SUCCESS");
        }
    }

    @Test
    @DisplayName("records a number that a gate behind it judges")
    void shouldRecordANumber() {
        String job = job("rg-form-number", "true");
        try (Browser browser = new Browser(jenkins())) {
            Form page = configure(browser, job);
            page.add(BUILDER, BUILDER, RECORD)
                    .add("measurements", "Add measurement")
                    .type("name", "latency.p95")
                    .type("value", "120.5");
            page.add(BUILDER, BUILDER, JUDGE)
                    .add("qualityGates", "Add quality gate")
                    .type("condition", "custom['latency.p95'] < 100.0")
                    .says("metric", "");
            page.save();
            Build slow = jenkins().build(job);
            assertThat(slow.result()).as(slow.log()).isEqualTo("FAILURE");
            assertThat(slow.log()).contains("measurements: 1", "reported by the pipeline itself", "120.5");

            page = configure(browser, job);
            Form number = page.part(BUILDER, "RecordEvidenceBuilder")
                    .parts("measurements")
                    .get(0);
            assertThat(number.value("value")).isEqualTo("120.5");
            number.type("value", "99");
            page.save();
            assertThat(jenkins().build(job).result()).isEqualTo("SUCCESS");
        }
    }

    @Test
    @DisplayName("demands a decision about the files of the build")
    void shouldDemandADecision() {
        String content = "form " + UUID.randomUUID();
        Build deciding = jenkins()
                .build(gated(
                        "rg-form-deciding",
                        "junit(2, 0); writeFile file: 'shop.jar', text: '"
                                + content
                                + "'\nqualityGate name: 'Quality', artifacts: 'shop.jar', reports: [reports[0]],"
                                + " qualityGates: [[metric: 'tests.failed', threshold: 1, criticality: 'FAILURE']]\n"));
        String digest =
                PipelineScenarios.decision(deciding).at("/policy/digest").asText();
        String job = job("rg-form-demanding", "rm -rf * && printf '%s' '" + content + "' > shop.jar");
        try (Browser browser = new Browser(jenkins())) {
            Form page = configure(browser, job);
            Form demand = page.add(BUILDER, BUILDER, REQUIRE);
            assertThat(demand.value("maxAge")).isEqualTo("24h");
            demand.says("artifacts", "A pattern is needed");
            demand.type("artifacts", "*.jar").says("artifacts", "");
            demand.type("maxAge", "soon").says("maxAge", "'soon' is no age");
            demand.type("maxAge", "1h").says("maxAge", "");
            demand.advanced().type("job", "rg-form-deciding");
            demand.type("policyDigest", "sha256:12").says("policyDigest", "is no digest of a policy");
            demand.type("policyDigest", digest).says("policyDigest", "");
            page.save();
            Build admitted = jenkins().build(job);
            assertThat(admitted.result()).as(admitted.log()).isEqualTo("SUCCESS");
            assertThat(admitted.log()).contains("Admitted: shop.jar");

            page = configure(browser, job);
            page.part(BUILDER, "RequireDecisionBuilder").advanced().type("job", "rg-form-another");
            page.save();
            Build refused = jenkins().build(job);
            assertThat(refused.result()).isEqualTo("FAILURE");
            assertThat(refused.log()).contains("NOT admitted: shop.jar", "by job rg-form-another");
        }
    }

    @Test
    @DisplayName("says at once what is wrong with a gate, a report or a number, in the words of a build")
    void shouldSayWhatIsWrong() {
        String job = job("rg-form-wrong", "true");
        try (Browser browser = new Browser(jenkins())) {
            Form page = configure(browser, job);
            Form gate = page.add(BUILDER, BUILDER, JUDGE);
            gate.type("policy", "../policy.yaml").says("policy", "leaves the workspace");
            gate.type("policy", "release-policy.yaml").says("policy", "");
            gate.type("artifacts", "/etc/*.jar").says("artifacts", "leaves the workspace");
            gate.advanced().type("id", "a b").says("id", "'a b' can not be part of an address");
            Form report = gate.add("reports", "Add reports");
            report.says("pattern", "A pattern is needed");
            report.type("pattern", "target/*.xml, ../TEST-*.xml").says("pattern", "../TEST-*.xml leaves the workspace");
            report.type("pattern", "target/*.xml").says("pattern", "");
            report.type("format", "junitt").says("format", "'junitt' is no format");
            Form item = gate.add("qualityGates", "Add quality gate");
            item.type("metric", "tests.failled").says("metric", "tests.failed");
            item.type("metric", "tests.failed").says("metric", "threshold");
            item.type("threshold", "none").says("metric", "found \"none\"");
            item.type("threshold", "1").says("metric", "");
            item.type("condition", "tests.failed ==").says("metric", "condition");
            browser.picture("form-wrong");

            Form number = page.add(BUILDER, BUILDER, RECORD).add("measurements", "Add measurement");
            number.type("name", "95th").says("name", "'95th' is no name for a measurement");
            number.type("name", "p95").says("name", "");
            number.type("value", "fast").says("value", "'fast' is no number");
            number.type("value", "1e3").says("value", "");
        }
    }

    @Test
    @DisplayName("changes nothing when it is opened and saved")
    void shouldChangeNothingWhenSaved() {
        String job = job("rg-form-kept", "true");
        try (Browser browser = new Browser(jenkins())) {
            Form page = configure(browser, job);
            Form gate = page.add(BUILDER, BUILDER, JUDGE)
                    .type("policy", "release-policy.yaml")
                    .type("artifacts", "target/*.jar");
            gate.add("reports", "Add reports").type("pattern", "**/TEST-*.xml");
            gate.add("qualityGates", "Add quality gate")
                    .type("metric", "coverage.line")
                    .type("threshold", "80.50")
                    .type("warning", "85")
                    .choose("baseline", "PROJECT_DELTA")
                    .choose("criticality", "NOTE");
            gate.advanced()
                    .type("id", "unit")
                    .type("name", "Unit <tests> & more")
                    .type("reference", "main")
                    .tick("bootstrap");
            Form record = page.add(BUILDER, BUILDER, RECORD);
            record.add("reports", "Add reports").type("pattern", "a.sarif").type("format", "sarif");
            record.add("measurements", "Add measurement").type("name", "size").type("value", "12");
            page.add(BUILDER, BUILDER, REQUIRE)
                    .type("artifacts", "target/*.war")
                    .type("maxAge", "7d")
                    .advanced()
                    .type("environment", "production")
                    .type("statement", "statement.json")
                    .type("revocations", "revocations.json");
            page.save();
            String first = builders(job);

            configure(browser, job).save();

            assertThat(first)
                    .contains("<threshold>80.50</threshold>", "<baseline>PROJECT_DELTA</baseline>")
                    .contains("Unit &lt;tests&gt; &amp; more", "<bootstrap>true</bootstrap>", "<maxAge>7d</maxAge>")
                    .contains("<environment>production</environment>", "<format>sarif</format>");
            assertThat(builders(job)).isEqualTo(first);
            page = configure(browser, job);
            List<Form> reports = page.part(BUILDER, "RecordEvidenceBuilder").parts("reports");
            reports.get(0).remove();
            page.save();
            assertThat(builders(job)).contains("**/TEST-*.xml").doesNotContain("a.sarif");
        }
    }
}
