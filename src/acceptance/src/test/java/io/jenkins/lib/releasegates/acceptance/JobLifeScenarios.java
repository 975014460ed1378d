package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The record of a job")
class JobLifeScenarios extends Scenario {

    private static final String NEW_FINDINGS = """
            writeFile file: 'a.sarif', text: '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "scan"}}, "results": []}]}'
            qualityGate name: 'Findings', reports: [[pattern: 'a.sarif']], bootstrap: true,
                qualityGates: [[metric: 'findings.new', threshold: 1, criticality: 'NOTE']]
            """;

    private static String baseline(Build build) {
        JsonNode decision = PipelineScenarios.decision(build);
        return decision.path("baseline").path("source").asText();
    }

    @Test
    @DisplayName("goes on when the job is renamed and moved")
    void shouldGoOnAfterRenamingAndMoving() {
        jenkins().delete("/job/rg-renamed");
        jenkins().create("", "rg-folder", Jobs.folder());
        String job = gated("rg-before", NEW_FINDINGS);
        Build first = jenkins().build(job);
        assertThat(baseline(first)).isEqualTo("BOOTSTRAP");

        assertThat(jenkins()
                        .post(job + "/doRename", Map.of("newName", "rg-renamed"))
                        .statusCode())
                .isIn(200, 302, 303);
        assertThat(baseline(jenkins().build("/job/rg-renamed"))).isEqualTo("SAME_BRANCH");

        assertThat(jenkins()
                        .post("/job/rg-renamed/move/move", Map.of("destination", "/rg-folder"))
                        .statusCode())
                .isIn(200, 302, 303);
        String moved = "/job/rg-folder/job/rg-renamed";
        Build third = jenkins().build(moved);
        assertThat(baseline(third)).isEqualTo("SAME_BRANCH");
        assertThat(jenkins().json(moved + "/1/release-audit/json").toString()).contains("rg-before");
    }

    @Test
    @DisplayName("isn't shared by a copy, nor by a job that is made again under the same name")
    void shouldNotBeSharedByOthers() {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        String job = gated("rg-original", NEW_FINDINGS);
        jenkins().build(job);
        jenkins().delete("/job/rg-copy");
        assertThat(jenkins()
                        .post("/createItem?name=rg-copy&mode=copy&from=rg-original", Map.of())
                        .statusCode())
                .isIn(200, 302, 303);
        // Jenkins holds a copy back until somebody has saved its form.
        try (Browser browser = new Browser(jenkins())) {
            browser.open("/job/rg-copy/configure");
            browser.click("button[name='Submit']");
        }
        assertThat(baseline(jenkins().build("/job/rg-copy"))).isEqualTo("BOOTSTRAP");

        gated("rg-original", NEW_FINDINGS);
        assertThat(baseline(jenkins().build(job))).isEqualTo("BOOTSTRAP");
    }

    @Test
    @DisplayName("outlives its builds")
    void shouldOutliveItsBuilds() {
        String job = gated("rg-outlived", NEW_FINDINGS);
        String record =
                PipelineScenarios.decision(jenkins().build(job)).path("record").asText();
        jenkins().delete(job + "/1");

        JsonNode second = PipelineScenarios.decision(jenkins().build(job));

        assertThat(second.path("baseline").path("source").asText()).isEqualTo("SAME_BRANCH");
        assertThat(second.path("baseline").toString()).contains(record);
    }
}
