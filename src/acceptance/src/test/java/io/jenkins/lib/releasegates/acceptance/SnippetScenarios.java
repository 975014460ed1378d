package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The snippet generator")
class SnippetScenarios extends Scenario {

    @Test
    @DisplayName("writes a step whose arguments are flat")
    void shouldWriteAFlatStep() {
        String snippet = jenkins()
                .post(
                        "/pipeline-syntax/generateSnippet",
                        Map.of(
                                "json",
                                "{\"stapler-class\": \"io.jenkins.plugins.releasegates.gate.QualityGateStep\", \"$class\":"
                                        + " \"io.jenkins.plugins.releasegates.gate.QualityGateStep\", \"options\": {\"policy\":"
                                        + " \"release-policy.yaml\", \"reports\": [{\"pattern\": \"**/TEST-*.xml\", \"format\": \"\"}],"
                                        + " \"id\": \"\", \"name\": \"\"}}"))
                .body();

        assertThat(snippet)
                .contains("qualityGate", "policy: 'release-policy.yaml'", "pattern: '**/TEST-*.xml'")
                .doesNotContain("options", "format", "id:", "name:");
    }

    @Test
    @DisplayName("knows both steps")
    void shouldKnowBothSteps() {
        assertThat(jenkins().text("/pipeline-syntax/")).contains("qualityGate", "recordEvidence");
    }
}
