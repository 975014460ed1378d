package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report on the promotions of a period")
class PromotionReportScenarios extends Scenario {

    private static final String REPORT = Environments.PAGE + "/report/";
    private static final String PERIOD = "?environment=staging&from=2020-01-01&sample=2&seed=auditor";

    @BeforeEach
    void define() {
        Environments.define(jenkins());
    }

    @AfterEach
    void clear() {
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    @Test
    @DisplayName("tells each promotion and what is out of the ordinary, to those who may see the record alone")
    void shouldTellPromotionsToThoseWhoMaySeeThem() {
        Build build = jenkins().build(gated("rg-report", """
                junit(5, 0); jacoco(85)
                writeFile file: 'target/ship.jar', text: UUID.randomUUID().toString()
                releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports
                deployTo('staging') { echo 'deployed' }
                """));
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        Users users = new Users(jenkins());
        JenkinsUnderTest reader = users.user("rg-report-reader");
        JenkinsUnderTest viewer = users.user("rg-report-viewer", "ViewAudit");
        JenkinsUnderTest auditor = users.user("rg-report-auditor", "ViewAudit", "ExportAudit");

        assertThat(reader.get(REPORT + PERIOD).statusCode()).isEqualTo(403);
        assertThat(reader.text(Environments.PAGE + "/")).doesNotContain("Promotions of a period");
        assertThat(viewer.text(Environments.PAGE + "/")).contains("Promotions of a period");
        assertThat(viewer.text(REPORT + PERIOD))
                .contains("rg-report #1", "Exceptions", "Approved by nobody", "What this record can promise")
                .doesNotContain("csv?environment");
        assertThat(viewer.get(REPORT + "csv" + PERIOD).statusCode()).isEqualTo(403);
        assertThat(viewer.get(REPORT + "zip" + PERIOD).statusCode()).isEqualTo(403);

        JsonNode report = auditor.json(REPORT + "json" + PERIOD);
        JsonNode last = report.path("promotions").path(report.path("promotions").size() - 1);
        assertThat(last.path("jobName").asText()).isEqualTo("rg-report");
        assertThat(last.at("/end/outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(report.path("exceptions").findValuesAsText("promotion"))
                .contains(last.path("entry").asText());
        assertThat(auditor.text(REPORT + "csv" + PERIOD))
                .startsWith("promotion,began,")
                .contains("rg-report");
        assertThat(auditor.text(REPORT + PERIOD)).contains("csv?environment=staging");
        assertThat(auditor.get(REPORT + "zip" + PERIOD).headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/zip"));
    }

    @Test
    @DisplayName("says what can't be read of what was typed, and shows it as text")
    void shouldRefuseWhatCannotBeRead() {
        assertThat(jenkins().text(REPORT)).contains("Promotions of a period").doesNotContain("Exceptions");
        assertThat(jenkins().text(REPORT + "?environment=%3Cscript%3Ex%3C/script%3E&from=yesterday"))
                .contains("is neither a day such as")
                .doesNotContain("<script>x</script>");
        assertThat(jenkins().text(REPORT + "?environment=%3Cscript%3Ex%3C/script%3E&from=2020-01-01"))
                .contains("no promotion to this environment", "Environment not in the record")
                .doesNotContain("<script>x</script>");
        assertThat(jenkins()
                        .get(REPORT + "json?environment=staging&from=2020-01-01&sample=1000")
                        .statusCode())
                .isEqualTo(400);
        assertThat(jenkins().get(REPORT + "json").statusCode()).isEqualTo(400);
    }
}
