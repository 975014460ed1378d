package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The ledger")
class LedgerScenarios extends Scenario {

    private static final String GATE = """
            qualityGate name: 'Coverage', reports: [[pattern: '**/*.xml']],
                qualityGates: [[metric: 'tests.failed', threshold: 1, criticality: 'NOTE']]
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void takeAwayWitnesses() {
        witnesses("[]");
    }

    private void witnesses(String groovy) {
        assertThat(jenkins()
                        .post(
                                "/scriptText",
                                Map.of(
                                        "script",
                                        "import io.jenkins.plugins.releasegates.ledger.*\n"
                                                + "LedgerConfiguration.get().setWitnesses(" + groovy + ")"))
                        .statusCode())
                .isEqualTo(200);
    }

    private JsonNode record(Build build) {
        return jenkins().json(build.path() + "/release-audit/json").path("record");
    }

    @Test
    @DisplayName("is signed, and the page proves the entries of its build against the newest checkpoint")
    void shouldSignWhatABuildRecords() {
        Build build = jenkins().build(gated("rg-signed", GATE));

        jenkins()
                .eventually(
                        "a checkpoint that covers the record",
                        () -> record(build).path("strength").asText().equals("signed"));

        JsonNode record = record(build);
        assertThat(record.at("/checkpoint/entriesIncluded").asInt())
                .isEqualTo(record.path("entries").asInt());
        assertThat(record.at("/checkpoint/key").asText())
                .startsWith(record.at("/checkpoint/log").asText() + "+");
        assertThat(record.path("words").toString())
                .contains("not protected against this host's administrators", "cannot be excluded");
    }

    @Test
    @DisplayName("gives a build's proof along in one file, which the command verifies without Jenkins")
    void shouldGiveAProofAlong() {
        Build build = jenkins().build(gated("rg-proof", GATE));
        jenkins()
                .eventually(
                        "a checkpoint that covers the record",
                        () -> record(build).path("strength").asText().equals("signed"));

        String bundle = jenkins().text(build.path() + "/release-audit/proof.zip");

        assertThat(bundle).startsWith("PK").contains("README.txt", "checkpoint", "key.pem", ".tlog-proof", "people/");
    }

    @Test
    @DisplayName("is verified as a whole, and the page says what was found")
    void shouldBeVerifiedAsAWhole() {
        jenkins().build(gated("rg-verified", GATE));

        assertThat(jenkins().post("/release-audit/verify", Map.of()).statusCode())
                .isIn(302, 303);

        jenkins()
                .eventually(
                        "the result",
                        () -> jenkins().text("/release-audit/").contains("The whole ledger was verified at"));
        assertThat(jenkins().text("/release-audit/")).contains("nothing is wrong with its");
    }

    @Test
    @DisplayName("sends its checkpoints to a witness, and the page says so")
    void shouldSendCheckpointsToAWitness() {
        String host = URI.create(jenkins().url()).getHost();
        assumeTrue(List.of("127.0.0.1", "localhost").contains(host), "the controller is another machine");
        witnesses("[new DirectoryWitnessItem('acceptance', '" + directory + "')]");
        Build build = jenkins().build(gated("rg-witnessed", GATE));

        jenkins()
                .eventually(
                        "a witness that has the record",
                        () -> record(build).path("strength").asText().equals("witnessed"));

        JsonNode record = record(build);
        assertThat(record.at("/witnesses/0/name").asText()).isEqualTo("acceptance");
        long witnessed = record.at("/witnesses/0/entries").asLong();
        takeAwayWitnesses();
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.startsWith(String.format(Locale.ROOT, "%012d-", witnessed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("goes over to another key when an administrator wants it to, and the former one endorses that")
    void shouldExchangeTheKey() {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        jenkins().build(gated("rg-before-the-key", GATE));
        String before = jenkins().text("/release-audit/key.pem");
        try (Browser browser = new Browser(jenkins())) {
            browser.open("/release-audit/");
            browser.click("form[name='rotate-key'] button");
            assertThat(browser.one("#main-panel").getText()).contains("Key that signs");
        }
        String after = jenkins().text("/release-audit/key.pem");
        assertThat(after).contains("BEGIN PUBLIC KEY").isNotEqualTo(before);
        assertThat(jenkins().text("/release-audit/json?kind=key-rotated&limit=1"))
                .contains("which the former one endorses");
        Build build = jenkins().build(gated("rg-behind-the-key", GATE));
        jenkins()
                .eventually(
                        "the new key signs",
                        () -> build.audit().at("/record/strength").asText().equals("signed"));
        assertThat(jenkins().get("/release-audit/checkpoint").body()).contains("release-gates");
    }

    @Test
    @DisplayName("gives its files along under names of their own, and as nothing that a browser opens as a page")
    void shouldNameDownloads() {
        Build build = jenkins().build(gated("rg-downloads", GATE));
        Map<String, String> files = Map.of(
                "/release-audit/key.pem",
                "ledger-key.pem",
                "/release-audit/checkpoint",
                "checkpoint.txt",
                "/release-audit/revocations.json",
                "revocations.json",
                "/release-audit/export?job=rg-downloads",
                "release-audit.jsonl",
                build.path() + "/release-audit/proof.zip",
                "proof.zip",
                build.path() + "/release-audit/html",
                "release-audit.html");
        files.forEach((path, file) -> {
            jenkins().eventually(path, () -> jenkins().get(path).statusCode() == 200);
            HttpResponse<String> answer = jenkins().get(path);
            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .as(path)
                    .contains("attachment; filename=\"" + file + "\"");
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
        });
    }
}
