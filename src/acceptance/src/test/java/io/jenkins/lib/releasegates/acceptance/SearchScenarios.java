package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The audit of all jobs")
class SearchScenarios extends Scenario {

    private static final String GATE = """
            writeFile file: 'target/found.jar', text: UUID.randomUUID().toString()
            junit(1, 0)
            qualityGate name: 'Found', artifacts: 'target/found.jar', reports: [reports[0]],
                qualityGates: [[metric: 'tests.failed', threshold: 1, criticality: 'NOTE']]
            """;

    private JsonNode found(String parameters) {
        return jenkins().json("/release-audit/json?" + parameters);
    }

    private static List<String> words(JsonNode page) {
        List<String> words = new ArrayList<>();
        page.path("events").forEach(event -> words.add(event.path("words").asText()));
        return words;
    }

    @Test
    @DisplayName("finds events by job, artifact, person and kind, and shows them by the page")
    void shouldFindEvents() {
        Build build = jenkins().build(gated("rg-found", GATE));
        JsonNode decision = PipelineScenarios.decision(build);
        String digest = decision.at("/artifacts/0/digest").asText();
        String person = decision.at("/actor/id").asText();

        JsonNode byArtifact = found("artifact=" + digest);
        assertThat(byArtifact.path("events")).hasSize(1);
        assertThat(byArtifact.at("/events/0/record").asText())
                .isEqualTo(decision.path("record").asText());
        assertThat(found("artifact=" + digest + "&person=" + person + "&kind=decision-made&job=rg-found")
                        .path("events"))
                .hasSize(1);
        assertThat(found("artifact=" + digest + "&person=nobody").path("events"))
                .isEmpty();

        JsonNode first = found("limit=2");
        JsonNode second = found("limit=2&before=" + first.path("next").asLong());
        assertThat(first.path("events")).hasSize(2);
        assertThat(second.at("/events/0/seq").asLong())
                .isEqualTo(first.at("/events/1/seq").asLong() - 1);
        assertThat(jenkins().get("/release-audit/json?from=yesterday").statusCode())
                .isEqualTo(400);
        assertThat(jenkins().text("/release-audit/?artifact=" + digest))
                .contains("rg-found #1", "job/rg-found/1/release-audit/");
        assertThat(jenkins().text("/release-audit/export?artifact=" + digest).lines())
                .hasSize(1);
    }

    @Test
    @DisplayName("says what became of jobs and builds, and of those that are gone without a word")
    void shouldSayWhatBecameOfJobsAndBuilds() {
        jenkins().delete("/job/rg-renamed");
        jenkins().build(gated("rg-to-rename", GATE));
        assertThat(jenkins()
                        .post("/job/rg-to-rename/confirmRename", Map.of("newName", "rg-renamed"))
                        .statusCode())
                .isIn(200, 302, 303);
        assertThat(words(found("job=rg-renamed&kind=job-changed&limit=1")))
                .containsExactly("Job rg-to-rename was renamed to rg-renamed.");

        assertThat(jenkins().post("/job/rg-renamed/1/doDelete", Map.of()).statusCode())
                .isIn(200, 302, 303);
        assertThat(words(found("job=rg-renamed&kind=build-changed&limit=1")))
                .containsExactly("Build rg-renamed #1 was deleted.");

        jenkins().delete("/job/rg-renamed");
        assertThat(words(found("job=rg-renamed&kind=job-changed&limit=1")))
                .containsExactly("Job rg-renamed was deleted.");
    }

    @Test
    @DisplayName("names a change of the configuration, with before and after")
    void shouldNameAChangeOfTheConfiguration() {
        String set = "import io.jenkins.plugins.releasegates.ledger.*\nLedgerConfiguration.get().setWitnesses(";
        jenkins().script(set + "[new GitWitnessItem('search', 'https://someone:secret@127.0.0.1:9/x.git', 'main')])");
        jenkins()
                .eventually(
                        "the change in the record",
                        () -> words(found("kind=configuration-changed&limit=1"))
                                .toString()
                                .contains("witnesses.search from nothing to"));
        JsonNode event = found("kind=configuration-changed&limit=1").at("/events/0");
        jenkins().script(set + "[])");

        assertThat(event.toString()).contains("https://****@127.0.0.1:9/x.git").doesNotContain("secret");
    }

    @Test
    @DisplayName("is open to those who may, each right for itself")
    void shouldBeOpenToThoseWhoMay() {
        Users users = new Users(jenkins());
        JenkinsUnderTest reader = users.user("rg-reader");
        JenkinsUnderTest auditor = users.user("rg-auditor", "ViewAudit");
        JenkinsUnderTest exporter = users.user("rg-exporter", "ExportAudit");
        JenkinsUnderTest revoker = users.user("rg-revoker", "Revoke");
        Build build = jenkins().build(gated("rg-rights", GATE));
        String decision = PipelineScenarios.decision(build).path("record").asText();
        Map<String, String> revocation = Map.of("decision", decision, "reason", "a scenario");

        assertThat(List.of(
                        reader.get("/release-audit/").statusCode(),
                        reader.get("/release-audit/json").statusCode(),
                        reader.get("/release-audit/export").statusCode(),
                        reader.post(build.path() + "/release-audit/revoke", revocation)
                                .statusCode(),
                        reader.post("/release-audit/rotate-key", Map.of()).statusCode()))
                .as("a reader")
                .containsOnly(403);
        assertThat(reader.get(build.path() + "/release-audit/").statusCode()).isEqualTo(200);
        assertThat(reader.get("/release-audit/key.pem").body()).contains("BEGIN PUBLIC KEY");
        assertThat(auditor.get("/release-audit/").statusCode()).isEqualTo(200);
        assertThat(auditor.get("/release-audit/json").statusCode()).isEqualTo(200);
        assertThat(auditor.get("/release-audit/export").statusCode()).isEqualTo(403);
        assertThat(auditor.post("/release-audit/rotate-key", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(exporter.get("/release-audit/export?job=rg-rights").statusCode())
                .isEqualTo(200);
        assertThat(exporter.get("/release-audit/").statusCode()).isEqualTo(403);
        assertThat(revoker.get("/release-audit/").statusCode()).isEqualTo(403);
        assertThat(revoker.get(build.path() + "/release-audit/revoke?decision=" + decision + "&reason=x")
                        .statusCode())
                .as("by GET")
                .isGreaterThanOrEqualTo(400);
        assertThat(revoker.post(build.path() + "/release-audit/revoke", revocation)
                        .statusCode())
                .isIn(302, 303);
        assertThat(PipelineScenarios.decision(build).at("/revoked/actor/id").asText())
                .isEqualTo("rg-revoker");
        assertThat(PipelineScenarios.decision(build).at("/revoked/actor/means").asText())
                .isEqualTo("API_TOKEN");
    }
}
