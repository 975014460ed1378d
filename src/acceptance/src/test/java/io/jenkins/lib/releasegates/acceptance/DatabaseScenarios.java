package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The vulnerability database")
class DatabaseScenarios extends Scenario {

    private static final String PAGE = "/manage/vulnerability-database/";
    private static final String OURS = "io.jenkins.plugins.securityscan.database.";
    private static final String IMPORTS = "import io.jenkins.plugins.securityscan.database.*\n";
    private static final String WRONG_KEY = "another-key-than-that";

    @SuppressWarnings("NullAway.Init")
    private Mirror mirror;

    @BeforeEach
    void begin() throws IOException {
        assumeTrue(jenkins().isOnLoopback(), "the Jenkins under test doesn't run on this machine");
        mirror = new Mirror();
    }

    /** Leaves no source, no credentials and none of the snapshots behind. */
    @AfterEach
    void end() {
        if (mirror != null) {
            mirror.close();
            source("new NoUpdates()");
            jenkins()
                    .script(
                            IMPORTS
                                    + "CurrentDatabase.get().look().whole().findAll { it.source().startsWith('http://127.0.0.1:') }"
                                    + ".each { it.folder().toFile().deleteDir() }\n"
                                    + "import com.cloudbees.plugins.credentials.*\n"
                                    + "def store = SystemCredentialsProvider.getInstance().getStore()\n"
                                    + "def all = com.cloudbees.plugins.credentials.domains.Domain.global()\n"
                                    + "store.getCredentials(all).findAll { it.id.startsWith('rg-nvd') }.each { store.removeCredentials(all, it) }");
        }
    }

    private void source(String source) {
        jenkins()
                .script(IMPORTS + "VulnerabilityDatabaseConfiguration.get().with {\n"
                        + "setAllowPrivateAddresses(true); setKev(''); setSource(" + source + ") }");
    }

    private void credentials(String id, String key) {
        jenkins()
                .script("import com.cloudbees.plugins.credentials.*\n"
                        + "def one = new org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl(CredentialsScope.SYSTEM, '"
                        + id + "', '', hudson.util.Secret.fromString('" + key + "'))\n"
                        + "SystemCredentialsProvider.getInstance().with { getCredentials().add(one); save() }");
    }

    private JsonNode state() {
        return jenkins().json(PAGE + "api/json");
    }

    /** Asks for an update and waits for its end. */
    private JsonNode updated() {
        assertThat(jenkins().post(PAGE + "update", Map.of()).statusCode()).isEqualTo(302);
        jenkins().eventually(() -> "the end of the update: " + state(), () -> {
            JsonNode now = state();
            return now.path("running").isNull() && !now.path("next").asText().isEmpty();
        });
        return state();
    }

    @Test
    @DisplayName(
            "is made from a mirror when somebody says so, and the page tells age, size, source and the next update")
    void shouldBeMadeFromAMirror() {
        // Where there is no ledger yet, a configuration that changes is no event of it.
        jenkins().script("io.jenkins.plugins.releasegates.ReleaseGatesHome.get().ledger()");
        source("new NvdFeed('" + mirror.url() + "')");

        JsonNode now = updated();

        JsonNode current = now.path("current");
        assertThat(now.path("lastError").asText()).isEmpty();
        assertThat(current.path("source").asText()).isEqualTo(mirror.url());
        assertThat(current.path("records").asInt()).isEqualTo(13);
        assertThat(current.path("digest").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(current.path("age").asLong()).isBetween(0L, 120L);
        assertThat(current.path("bytes").asLong()).isGreaterThan(10_000);
        assertThat(jenkins().text(PAGE))
                .contains(current.path("version").asText(), now.path("next").asText(), mirror.url(), "Update now");
        jenkins()
                .eventually(
                        "the change in the record",
                        () -> jenkins()
                                .text("/release-audit/json?kind=configuration-changed&limit=5")
                                .contains(mirror.url()));
    }

    @Test
    @DisplayName("is asked for with a key that no page, log or file shows, and stays as it was when the key is wrong")
    void shouldKeepTheKeyToItself() {
        source("new NvdFeed('" + mirror.url() + "')");
        String before = updated().at("/current/version").asText();
        credentials("rg-nvd-wrong", WRONG_KEY);
        credentials("rg-nvd", Mirror.KEY);
        String api = "new NvdApi().with { setUrl('" + mirror.api() + "'); setCredentialsId('%s'); it }";

        source(api.formatted("rg-nvd-missing"));
        assertThat(updated().path("lastError").asText()).contains("no credentials \"rg-nvd-missing\"");

        source(api.formatted("rg-nvd-wrong"));
        JsonNode refused = updated();
        assertThat(refused.path("lastError").asText()).contains("found status 404 (Invalid apiKey ****)");
        assertThat(refused.at("/current/version").asText()).isEqualTo(before);
        assertThat(jenkins().text(PAGE)).contains("Invalid apiKey ****").doesNotContain(WRONG_KEY);

        source(api.formatted("rg-nvd"));
        JsonNode taken = updated();
        assertThat(taken.path("lastError").asText()).isEmpty();
        assertThat(taken.at("/current/source").asText()).isEqualTo(mirror.api());
        String home = jenkins().script("print jenkins.model.Jenkins.get().rootDir");
        assertThat(jenkins()
                        .script("def found = []\nnew File('" + home
                                + "').eachFile(groovy.io.FileType.FILES) { found << it }\n"
                                + "['logs', 'release-gates-scan'].each { new File('" + home
                                + "', it).eachFileRecurse(groovy.io.FileType.FILES) { f -> if (f.length() < 1000000) found << f } }\n"
                                + "print found.size() > 5 && !found.any { def t = it.getText('ISO-8859-1'); t.contains('"
                                + WRONG_KEY + "') || t.contains('" + Mirror.KEY + "') }"))
                .isEqualTo("true");
    }

    @Test
    @DisplayName("is tried for again later each time, and administrators are told after three failures")
    void shouldTellOfFailures() {
        source("new NvdFeed('" + mirror.url() + "missing/')");
        for (int failures = 1; failures <= 3; failures++) {
            JsonNode now = updated();
            assertThat(now.path("failures").asInt()).isEqualTo(failures);
            assertThat(now.path("lastError").asText()).contains("found status 404");
        }

        assertThat(state().path("troubles").toString()).contains("The last 3 updates failed.");
        assertThat(jenkins().text("/manage/")).contains("The last 3 updates failed.", "vulnerability-database");
        source("new NvdFeed('" + mirror.url() + "')");
        assertThat(updated().path("troubles")).isEmpty();
    }

    @Test
    @DisplayName("goes on being updated after Jenkins was restarted in the middle")
    void shouldGoOnAfterARestart() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART is not set");
        mirror.hold();
        source("new NvdFeed('" + mirror.url() + "')");
        jenkins().post(PAGE + "update", Map.of());
        jenkins()
                .eventually(
                        "an update that runs", () -> !state().path("running").isNull());
        int failures = state().path("failures").asInt();

        jenkins().restart();
        mirror.letGo();

        jenkins()
                .eventually(
                        () -> "a snapshot of the mirror: " + state(),
                        () -> state().at("/current/source").asText().equals(mirror.url()));
        assertThat(state().path("failures").asInt()).isEqualTo(failures);
        // The snapshot is there a moment before the worker's folder is gone.
        jenkins()
                .eventually(
                        "no folder of a worker",
                        () -> jenkins()
                                .script(
                                        "print new File(jenkins.model.Jenkins.get().rootDir, 'release-gates-scan').list()"
                                                + ".findAll { it.startsWith('run-') }.size()")
                                .equals("0"));
    }

    @Test
    @DisplayName("is taken from a folder that somebody has copied there, once it is whole")
    void shouldBeTakenFromAFolder() {
        source("new NvdFeed('" + mirror.url() + "')");
        String version = updated().at("/current/version").asText();
        source("new NoUpdates()");
        String move = IMPORTS + "def all = CurrentDatabase.directory()\n"
                + "def from = all.resolve('%s'); def to = all.resolve('%s')\njava.nio.file.Files.move(from, to)";

        jenkins().script(move.formatted(version, ".elsewhere"));
        assertThat(state().at("/current/version").asText()).isNotEqualTo(version);
        jenkins()
                .script(move.formatted(".elsewhere/odc.mv.db", ".part") + "\n"
                        + "java.nio.file.Files.move(all.resolve('.elsewhere'), all.resolve('" + version + "'))");
        assertThat(state().path("refused").toString()).contains(version, "no file odc.mv.db");
        assertThat(state().at("/current/version").asText()).isNotEqualTo(version);

        jenkins().script(move.formatted(".part", version + "/odc.mv.db"));
        assertThat(state().at("/current/version").asText()).isEqualTo(version);
    }

    @Test
    @DisplayName("is neither shown to, nor configured, updated or probed by those who don't administer this Jenkins")
    void shouldBeClosedToOthers() {
        source("new NvdFeed('" + mirror.url() + "')");
        updated();
        JenkinsUnderTest reader = new Users(jenkins()).user("rg-reader");

        List<String> open = new ArrayList<>();
        for (String path : List.of(PAGE, PAGE + "api/json", "/vulnerability-database/", PAGE + "view/")) {
            if (reader.get(path).statusCode() != 403) {
                open.add(path);
            }
        }
        if (reader.post(PAGE + "update", Map.of()).statusCode() != 403) {
            open.add("update");
        }
        if (jenkins().get(PAGE + "update").statusCode() < 400) {
            open.add("update by a link");
        }
        for (String check : List.of(
                "VulnerabilityDatabaseConfiguration/checkKev",
                "VulnerabilityDatabaseConfiguration/checkHours",
                "VulnerabilityDatabaseConfiguration/checkHeapMegabytes",
                "VulnerabilityDatabaseConfiguration/checkMinutes",
                "VulnerabilityDatabaseConfiguration/checkKeep",
                "NvdFeed/checkUrl",
                "NvdApi/checkUrl",
                "NvdApi/checkCredentialsId")) {
            String address = "/descriptorByName/" + OURS + check;
            Map<String, String> value = Map.of("value", "x", "url", "");
            if (reader.post(address, value).statusCode() != 403) {
                open.add(check + " to a reader");
            }
            if (jenkins().post(address, value).statusCode() != 200) {
                open.add(check + " is not there");
            }
            if (jenkins().get(address + "?value=x&url=").statusCode() < 400) {
                open.add(check + " by a link");
            }
        }
        credentials("rg-nvd", Mirror.KEY);
        Map<String, String> chosen = Map.of("url", "", "credentialsId", "");
        String items = "/descriptorByName/" + OURS + "NvdApi/fillCredentialsIdItems";
        assertThat(jenkins().post(items, chosen).body()).contains("rg-nvd");
        assertThat(reader.post(items, chosen).body()).doesNotContain("rg-nvd");
        assertThat(open).isEmpty();
    }

    private String said(String check, String value) {
        return jenkins()
                .post("/descriptorByName/" + OURS + check, Map.of("value", value, "url", ""))
                .body();
    }

    @Test
    @DisplayName("has a form that says at once what is wrong, and asks nobody")
    void shouldSayWhatIsWrong() {
        assertThat(said("VulnerabilityDatabaseConfiguration/checkKev", "ftp://example.com/kev.json"))
                .contains("begins with https://");
        assertThat(said("VulnerabilityDatabaseConfiguration/checkKev", "https://someone:word@example.com/kev.json"))
                .contains("neither user nor password");
        assertThat(said("VulnerabilityDatabaseConfiguration/checkKev", "https://example.invalid/kev.json"))
                .isEqualTo("<div/>");
        assertThat(said("VulnerabilityDatabaseConfiguration/checkHours", "999"))
                .contains("allowed are whole numbers from 1 to 168");
        assertThat(said("VulnerabilityDatabaseConfiguration/checkKeep", "3")).isEqualTo("<div/>");
        assertThat(said("NvdFeed/checkUrl", "nvd.example.com")).contains("begins with https://");
        assertThat(said("NvdApi/checkUrl", "file:///srv/nvd")).contains("begins with https://");
        assertThat(said("NvdApi/checkCredentialsId", "rg-nvd-missing")).contains("no credentials");
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        source("new NvdFeed('" + mirror.url() + "')");
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, Settings.PAGE);
            page.type("kev", "").type("hours", "6");
            page.save();
        }
        assertThat(jenkins()
                        .script(IMPORTS
                                + "VulnerabilityDatabaseConfiguration.get().with { print hours + ' ' + source.url }"))
                .isEqualTo("6 " + mirror.url());
        jenkins().script(IMPORTS + "VulnerabilityDatabaseConfiguration.get().setHours(12)");
        for (String help : List.of(
                "VulnerabilityDatabaseConfiguration/help/source",
                "VulnerabilityDatabaseConfiguration/help/kev",
                "VulnerabilityDatabaseConfiguration/help/allowPrivateAddresses",
                "VulnerabilityDatabaseConfiguration/help/hours",
                "VulnerabilityDatabaseConfiguration/help/keep",
                "VulnerabilityDatabaseConfiguration/help/heapMegabytes",
                "VulnerabilityDatabaseConfiguration/help/minutes",
                "NvdFeed/help/url",
                "NvdApi/help/url",
                "NvdApi/help/credentialsId")) {
            assertThat(jenkins().text("/descriptor/" + OURS + help)).as(help).contains("<p>");
        }
    }

    @ParameterizedTest(name = "{0} pixels")
    @ValueSource(ints = {1_280, 400})
    @DisplayName("has a page that shows an update as it goes, fits a phone, and needs no inline script")
    void shouldShowAnUpdateThatRuns(int width) {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        mirror.hold();
        source("new NvdFeed('" + mirror.url() + "')");
        try (Browser browser = new Browser(jenkins())) {
            browser.width(width);
            browser.open(PAGE);
            if (browser.all("[data-running]").isEmpty()) {
                browser.click("form[name='update'] button");
            }
            browser.eventually("the running update", () -> {
                if (browser.all("[data-running]").isEmpty()) {
                    browser.open(PAGE);
                }
                return !browser.all("[data-running] progress").isEmpty();
            });
            browser.picture("database-running-" + width);
            assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo("true");
            mirror.letGo();
            browser.eventually(
                    "the page after the update",
                    () -> browser.one("#main-panel")
                                    .getText()
                                    .contains(state().at("/current/version").asText())
                            && browser.all("[data-running]").isEmpty());
            assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo("true");
            assertThat(browser.complaints()).isEmpty();
            browser.picture("database-" + width);
        }
        assertThat(jenkins().text(PAGE)).doesNotContain("<script>", "onclick=\"");
    }
}
