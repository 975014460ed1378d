package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The configuration of the controller")
class ConfigurationScenarios extends Scenario {

    private static final String OURS = "io.jenkins.plugins.releasegates.";
    private static final String TOKEN = "token-of-the-form";
    private static final String OTHER_TOKEN = "another-token-of-it";
    private static final String SECRET = "secret of the form";

    @TempDir
    private Path directory;

    private boolean changed;

    @BeforeEach
    void needsBrowser() {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        Settings.clear(jenkins());
        changed = true;
    }

    @AfterEach
    void clear() {
        if (changed) {
            Settings.clear(jenkins());
        }
    }

    /** A public key of its own, as PEM. */
    private static String key() throws Exception {
        byte[] der = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der) + "\n-----END PUBLIC KEY-----";
    }

    private JsonNode newestChange() {
        return jenkins().json("/release-audit/json?kind=configuration-changed&limit=1");
    }

    private void fill(Form page, String key) {
        page.add(Settings.WITNESSES, Settings.WITNESSES, "Directory")
                .type("name", "vault")
                .type("directory", directory.toString());
        page.add(Settings.WITNESSES, Settings.WITNESSES, "Branch of a git repository")
                .type("name", "forge")
                .type("repository", "https://127.0.0.1:9/audit.git")
                .type("branch", "checkpoints");
        Settings.webhook(page, "siem", "http://127.0.0.1:9/in")
                .type("token", TOKEN)
                .type("secret", SECRET)
                .tick("fromNowOn")
                .advanced()
                .type("batch", "7")
                .type("source", "https://ci.example.com/");
        page.add(Settings.KEYS, "Add a key").type("name", "other controller").type("pem", key);
    }

    private void assertIsShown(Form page, String key) {
        Form vault = page.part(Settings.WITNESSES, "DirectoryWitnessItem");
        assertThat(List.of(vault.value("name"), vault.value("directory")))
                .containsExactly("vault", directory.toString());
        Form forge = page.part(Settings.WITNESSES, "GitWitnessItem");
        assertThat(List.of(forge.value("name"), forge.value("repository"), forge.value("branch")))
                .containsExactly("forge", "https://127.0.0.1:9/audit.git", "checkpoints");
        Form siem = page.part(Settings.WEBHOOKS, "WebhookItem");
        assertThat(List.of(siem.value("name"), siem.value("url"), siem.value("batch"), siem.value("source")))
                .containsExactly("siem", "http://127.0.0.1:9/in", "7", "https://ci.example.com/");
        assertThat(siem.isTicked("allowPrivateAddresses") && siem.isTicked("fromNowOn"))
                .isTrue();
        assertThat(siem.isConcealed("token") && siem.isConcealed("secret")).isTrue();
        Form trusted = page.parts(Settings.KEYS).get(0);
        assertThat(trusted.value("name")).isEqualTo("other controller");
        assertThat(trusted.value("pem").strip()).isEqualTo(key);
    }

    @Test
    @DisplayName(
            "is kept as it was typed, over reloading and a restart, with secrets concealed; saving it again is no change")
    void shouldBeKept() throws Exception {
        String key = key();
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, Settings.PAGE);
            fill(page, key);
            page.save();

            assertIsShown(Form.of(browser, Settings.PAGE), key);
            assertThat(jenkins().text(Settings.PAGE)).doesNotContain(TOKEN, SECRET);
            if (JenkinsUnderTest.mayRestart()) {
                jenkins().restart();
                assertIsShown(Form.of(browser, Settings.PAGE), key);
            }
            jenkins()
                    .eventually(
                            "the change in the record",
                            () -> newestChange().toString().contains("admission")
                                    || newestChange().toString().contains("webhooks.siem"));
            long recorded = newestChange().at("/events/0/seq").asLong();
            Form.of(browser, Settings.PAGE).save();
            assertIsShown(Form.of(browser, Settings.PAGE), key);
            assertThat(newestChange().at("/events/0/seq").asLong()).isEqualTo(recorded);

            page = Form.of(browser, Settings.PAGE);
            for (String list : List.of(Settings.WITNESSES, Settings.WEBHOOKS, Settings.KEYS)) {
                page.parts(list).forEach(Form::remove);
            }
            page.save();
            page = Form.of(browser, Settings.PAGE);
            assertThat(page.parts(Settings.WITNESSES)).isEmpty();
            assertThat(page.parts(Settings.WEBHOOKS)).isEmpty();
            assertThat(page.parts(Settings.KEYS)).isEmpty();
        }
    }

    @Test
    @DisplayName("says at once what is wrong with a witness, a webhook, a key or the file with the signing key")
    void shouldSayWhatIsWrong() throws Exception {
        Path none = Files.writeString(directory.resolve("none.pem"), "no key");
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, Settings.PAGE);
            page.type("keyFile", "ledger.pem").says("keyFile", "'ledger.pem' is no absolute path");
            page.type("keyFile", directory.resolve("missing.pem").toString()).says("keyFile", "found no file");
            page.type("keyFile", none.toString()).says("keyFile", "none.pem");
            page.type("keyFile", "").says("keyFile", "");

            Form vault = page.add(Settings.WITNESSES, Settings.WITNESSES, "Directory");
            vault.type("name", "The Vault").says("name", "'The Vault' is no name for a witness");
            vault.type("name", "vault").says("name", "");
            vault.type("directory", "mnt").says("directory", "'mnt' is no absolute path");
            vault.type("directory", directory.resolve("unmounted").toString())
                    .says("directory", "is no directory that is there");
            vault.type("directory", jenkins().script("print jenkins.model.Jenkins.get().rootDir"))
                    .says("directory", "lies in the Jenkins home");
            vault.type("directory", directory.toString()).says("directory", "");

            Form forge = page.add(Settings.WITNESSES, Settings.WITNESSES, "Branch of a git repository");
            forge.type("repository", "--upload-pack=x").says("repository", "is no repository");
            forge.type("repository", "https://git.example.com/audit.git").says("repository", "");
            forge.type("branch", "a b").says("branch", "'a b' is no branch");
            forge.type("branch", "checkpoints").says("branch", "");

            Form hub = page.add(Settings.WEBHOOKS, Settings.WEBHOOKS, "Webhook").advanced();
            hub.type("name", "The Hub").says("name", "'The Hub' is no name for a webhook");
            hub.type("name", "hub").says("name", "");
            hub.type("url", "https://someone:word@example.com/").says("url", "neither user nor password");
            hub.type("url", "http://127.0.0.1/").says("url", "http:// is only for private addresses");
            hub.tick("allowPrivateAddresses").says("url", "");
            hub.type("token", "two words").says("token", "no spaces");
            hub.type("token", TOKEN).says("token", "");
            hub.type("secret", "short").says("secret", "at least 16 characters");
            hub.type("secret", SECRET).says("secret", "");
            hub.type("batch", "101").says("batch", "A number from 1 to 100");
            hub.type("batch", "100").says("batch", "");
            hub.type("source", "no address").says("source", "'no address' is no absolute URI");
            hub.type("source", "https://ci.example.com/").says("source", "");

            Form key = page.add(Settings.KEYS, "Add a key");
            key.type("pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")
                    .says("pem", "found PEM of 'PRIVATE KEY'");
            key.type("pem", key()).says("pem", "Ed25519 ");
            browser.picture("configuration");
        }
        assertThat(jenkins().text(Settings.PAGE)).as("what nobody has saved").doesNotContain("git.example.com");
    }

    @Test
    @DisplayName("leaves out what can't be a witness or a webhook, and tells administrators why")
    void shouldTellWhatIsLeftOut() {
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, Settings.PAGE);
            page.add(Settings.WITNESSES, Settings.WITNESSES, "Directory")
                    .type("name", "relative")
                    .type("directory", "mnt");
            for (String path : List.of("one", "two")) {
                page.add(Settings.WITNESSES, Settings.WITNESSES, "Directory")
                        .type("name", "twice")
                        .type("directory", directory.resolve(path).toString());
            }
            Settings.webhook(page, "short", "http://127.0.0.1:9/in?key=inmyaddress")
                    .type("secret", "tooshort");
            page.save();

            jenkins().eventually("the notice", () -> jenkins().text("/manage/").contains("short"));
            browser.open("/manage/");
            assertThat(browser.one("#main-panel").getText())
                    .contains("The witness 'relative' is left out: 'mnt' is no absolute path")
                    .contains("The witness 'twice' is left out: another one has the same name")
                    .contains("The webhook 'short' is left out: The signing secret has at least 16 characters")
                    .doesNotContain("tooshort", "inmyaddress");
            browser.picture("notices");
        }
    }

    @Test
    @DisplayName(
            "that was changed is an event, also where only a secret is another one, and the record shows no secret")
    void shouldTellThatASecretIsAnotherOne() {
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, Settings.PAGE);
            Settings.webhook(page, "siem", "http://127.0.0.1:9/in?key=inmyaddress")
                    .type("token", TOKEN)
                    .type("secret", SECRET)
                    .tick("fromNowOn");
            page.save();
            jenkins()
                    .eventually(
                            "the change in the record",
                            () -> newestChange()
                                    .toString()
                                    .contains("webhooks.siem from nothing to 'http://127.0.0.1/****"));
            JsonNode added = newestChange();

            page = Form.of(browser, Settings.PAGE);
            page.parts(Settings.WEBHOOKS).get(0).exchange("token", OTHER_TOKEN);
            page.save();
            jenkins()
                    .eventually(
                            "the exchanged token in the record",
                            () -> newestChange().toString().contains("another token than before"));
            JsonNode exchanged = newestChange();

            assertThat(exchanged.toString()).doesNotContain("another secret");
            assertThat(exchanged.at("/events/0/actor/id").asText()).isNotEmpty();
            String digest = sha256(OTHER_TOKEN);
            assertThat(added.toString() + exchanged)
                    .doesNotContain(TOKEN, OTHER_TOKEN, SECRET, "inmyaddress", digest, digest.substring(0, 8));
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("is neither shown to, nor changed or probed by those who don't administer this Jenkins")
    void shouldBeClosedToOthers() {
        jenkins()
                .script("import io.jenkins.plugins.releasegates.ledger.*\n"
                        + "LedgerConfiguration.get().setWitnesses([new DirectoryWitnessItem('vault', '" + directory
                        + "')])");
        JenkinsUnderTest reader = new Users(jenkins()).user("rg-reader");

        assertThat(reader.get(Settings.PAGE).statusCode()).isEqualTo(403);
        assertThat(reader.get(Settings.PAGE).body()).doesNotContain(directory.toString());
        assertThat(reader.post("/manage/configSubmit", Map.of("json", "{}")).statusCode())
                .isEqualTo(403);
        List<String> open = new ArrayList<>();
        for (String check : List.of(
                "ledger.LedgerConfiguration/checkKeyFile",
                "ledger.DirectoryWitnessItem/checkName",
                "ledger.DirectoryWitnessItem/checkDirectory",
                "ledger.GitWitnessItem/checkName",
                "ledger.GitWitnessItem/checkRepository",
                "ledger.GitWitnessItem/checkBranch",
                "ledger.WebhookItem/checkName",
                "ledger.WebhookItem/checkUrl",
                "ledger.WebhookItem/checkToken",
                "ledger.WebhookItem/checkSecret",
                "ledger.WebhookItem/checkBatch",
                "ledger.WebhookItem/checkSource",
                "admission.TrustedKeyItem/checkPem")) {
            String address = "/descriptorByName/" + OURS + check;
            Map<String, String> value = Map.of("value", "/etc/passwd", "allowPrivateAddresses", "false");
            if (reader.post(address, value).statusCode() != 403) {
                open.add(check + " to a reader");
            }
            if (jenkins().post(address, value).statusCode() != 200) {
                open.add(check + " is not there");
            }
            if (jenkins().get(address + "?value=/etc/passwd").statusCode() < 400) {
                open.add(check + " by a link");
            }
        }
        assertThat(open).isEmpty();
        assertThat(jenkins().text(Settings.PAGE)).contains(directory.toString());
    }
}
