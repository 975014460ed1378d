package io.jenkins.plugins.releasegates.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.mail.MailItem;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

@WithJenkins
class LedgerConfigurationTest {

    @TempDir
    private Path outside;

    @Test
    void shouldKeepWhatTheFormShows(JenkinsRule jenkins) throws Exception {
        Path key = outside.resolve("key.pem");
        Files.writeString(key, SigningKey.generate(new SecureRandom()).pem());
        LedgerConfiguration configuration = LedgerConfiguration.get();
        configuration.setKeyFile(key.toString());
        configuration.setWitnesses(List.of(
                new DirectoryWitnessItem("vault", outside.toString()),
                new GitWitnessItem("forge", "https://git.example.com/audit.git", "checkpoints")));

        jenkins.configRoundtrip();

        LedgerConfiguration saved = new LedgerConfiguration();
        assertEquals(key.toString(), saved.getKeyFile());
        assertEquals(2, saved.getWitnesses().size());
        DirectoryWitnessItem vault =
                assertInstanceOf(DirectoryWitnessItem.class, saved.getWitnesses().get(0));
        assertEquals("vault", vault.getName());
        assertEquals(outside.toString(), vault.getDirectory());
        GitWitnessItem forge =
                assertInstanceOf(GitWitnessItem.class, saved.getWitnesses().get(1));
        assertEquals("https://git.example.com/audit.git", forge.getRepository());
        assertEquals("checkpoints", forge.getBranch());
    }

    @Test
    void shouldKeepWhatTheFormShowsOfWebhooks(JenkinsRule jenkins) throws Exception {
        WebhookItem hub = new WebhookItem("hub", "https://events.example.invalid/hook?key=a");
        hub.setToken(Secret.fromString("a token"));
        hub.setSecret(Secret.fromString("a secret of sixteen"));
        hub.setFromNowOn(true);
        hub.setBatch(20);
        hub.setSource("https://jenkins.example.com/");
        WebhookItem inside = new WebhookItem("inside", "http://10.1.2.3:8080/");
        inside.setAllowPrivateAddresses(true);
        LedgerConfiguration.get().setWebhooks(List.of(hub, inside));

        jenkins.configRoundtrip();

        LedgerConfiguration saved = new LedgerConfiguration();
        assertEquals(2, saved.getWebhooks().size());
        WebhookItem first = saved.getWebhooks().get(0);
        assertEquals("hub", first.getName());
        assertEquals("https://events.example.invalid/hook?key=a", first.getUrl());
        assertEquals("a token", Secret.toString(first.getToken()));
        assertEquals("a secret of sixteen", Secret.toString(first.getSecret()));
        assertFalse(first.isAllowPrivateAddresses());
        assertTrue(first.isFromNowOn());
        assertEquals(20, first.getBatch());
        assertEquals("https://jenkins.example.com/", first.getSource());
        WebhookItem second = saved.getWebhooks().get(1);
        assertTrue(second.getToken() == null || second.getToken().getPlainText().isEmpty());
        assertTrue(second.isAllowPrivateAddresses());
        assertFalse(second.isFromNowOn());
        assertEquals(1, second.getBatch());
        assertEquals("", second.getSource());
        String file = Files.readString(jenkins.jenkins.getRootDir().toPath().resolve(LedgerConfiguration.class.getName() + ".xml"));
        assertFalse(file.contains("a token") || file.contains("a secret of sixteen"));
    }

    @Test
    void shouldKeepWhatTheFormShowsOfMail(JenkinsRule jenkins) throws Exception {
        MailItem people = new MailItem("people");
        people.setTo("desk@example.com, anna@example.com");
        people.setToAsked(true);
        people.setToAsker(true);
        people.setKinds("approval-asked");
        people.setEnvironments("production");
        people.setPersons(true);
        LedgerConfiguration.get().setMails(List.of(people));

        jenkins.configRoundtrip();

        MailItem saved = new LedgerConfiguration().getMails().get(0);
        assertEquals("people", saved.getName());
        assertEquals("desk@example.com, anna@example.com", saved.getTo());
        assertTrue(saved.isToAsked() && saved.isToAsker() && saved.isPersons());
        assertEquals("approval-asked", saved.getKinds());
        assertEquals("production", saved.getEnvironments());
    }

    @Test
    void shouldTakeMailFromConfigurationAsCodeAsItWasExported(JenkinsRule jenkins) throws Exception {
        MailItem people = new MailItem("people");
        people.setTo("desk@example.com, anna@example.com");
        people.setToAsked(true);
        people.setKinds("approval-asked");
        people.setEnvironments("production");
        people.setPersons(true);
        MailItem asker = new MailItem("asker");
        asker.setToAsker(true);
        LedgerConfiguration.get().setMails(List.of(people, asker));
        String before = Jenkins.XSTREAM2.toXML(LedgerConfiguration.get());
        Map<?, ?> exported = exported();
        assertEquals(
                List.of(
                        Map.of("name", "people", "to", "desk@example.com, anna@example.com", "toAsked", true, "kinds", "approval-asked", "environments", "production", "persons", true),
                        Map.of("name", "asker", "toAsker", true)),
                exported.get("mails"));
        LedgerConfiguration.get().setMails(List.of());

        Path file = Files.writeString(
                outside.resolve("jenkins.yaml"), new Yaml().dump(Map.of("unclassified", Map.of("releaseGatesLedger", exported))));
        ConfigurationAsCode.get().configure(file.toString());

        assertEquals(exported, exported());
        assertEquals(before, Jenkins.XSTREAM2.toXML(LedgerConfiguration.get()));
    }

    private static Map<?, ?> exported() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        Map<?, ?> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(out.toString(StandardCharsets.UTF_8));
        return (Map<?, ?>) ((Map<?, ?>) all.get("unclassified")).get("releaseGatesLedger");
    }

    @Test
    void shouldSayWhichMailIsLeftOut(JenkinsRule jenkins) throws Exception {
        MailItem same = new MailItem("hub");
        same.setToAsked(true);
        MailItem wrong = new MailItem("wrong");
        wrong.setTo("Anna <anna@example.com>");
        LedgerConfiguration configuration = LedgerConfiguration.get();
        configuration.setWebhooks(List.of(new WebhookItem("hub", "https://events.example.invalid/")));
        configuration.setMails(List.of(same, wrong, new MailItem("nobody")));
        List<String> refused = new ArrayList<>();

        assertEquals(1, configuration.targets(ReleaseGatesHome.get().ledger(), refused::add).size());
        assertEquals(3, refused.size());
        assertTrue(refused.get(0).startsWith("The mail 'hub' is left out: another mail or webhook has the same name"));
        assertTrue(refused.get(1).startsWith("The mail 'wrong' is left out: Found 'Anna' as an address"));
        assertTrue(refused.get(2).startsWith("The mail 'nobody' is left out: Nobody would be told"));
    }

    @Test
    void shouldSayWhichWebhooksAreLeftOut(JenkinsRule jenkins) throws Exception {
        WebhookItem clear = new WebhookItem("clear", "http://10.1.2.3/");
        WebhookItem hub = new WebhookItem("hub", "https://events.example.invalid/");
        WebhookItem same = new WebhookItem("hub", "https://events.example.invalid/other");
        LedgerConfiguration configuration = LedgerConfiguration.get();
        configuration.setWebhooks(List.of(clear, hub, same));
        List<String> refused = new ArrayList<>();

        assertEquals(1, configuration.targets(ReleaseGatesHome.get().ledger(), refused::add).size());
        assertEquals(2, refused.size());
        assertTrue(refused.get(0).startsWith("The webhook 'clear' is left out: http:// is only for private addresses"));
        assertTrue(refused.get(1).startsWith("The webhook 'hub' is left out: another one has the same name"));
    }

    @Test
    void shouldSayWhichWitnessesAreLeftOut(JenkinsRule jenkins) throws Exception {
        LedgerConfiguration configuration = LedgerConfiguration.get();
        configuration.setWitnesses(List.of(
                new DirectoryWitnessItem("relative", "mnt"),
                new DirectoryWitnessItem("vault", outside.toString()),
                new GitWitnessItem("vault", "https://git.example.com/audit.git", "checkpoints")));
        List<String> refused = new ArrayList<>();

        assertEquals(1, configuration.witnesses(outside, refused::add).size());
        assertEquals(2, refused.size());
        assertTrue(refused.get(0).startsWith("The witness 'relative' is left out: 'mnt' is no absolute path"));
        assertTrue(refused.get(1).startsWith("The witness 'vault' is left out: another one has the same name"));
    }

    @Test
    void shouldTellThatASecretIsAnotherOne(JenkinsRule jenkins) throws Exception {
        WebhookItem before = new WebhookItem("hub", "https://events.example.invalid/");
        before.setToken(Secret.fromString("a token"));
        WebhookItem after = new WebhookItem("hub", "https://events.example.invalid/");
        after.setToken(Secret.fromString("another"));
        LedgerConfiguration configuration = LedgerConfiguration.get();
        configuration.setWebhooks(List.of(before));
        configuration.tell(changed -> {});
        List<String> told = new ArrayList<>();

        configuration.setWebhooks(List.of(after));
        configuration.tell(changed -> told.add(changed.after().toString()));
        configuration.tell(changed -> told.add("twice"));

        assertEquals(1, told.size());
        assertTrue(told.get(0).endsWith(", another token than before}"));
    }

    @Test
    void shouldMakeAKeyAndGoOverToTheOwners(JenkinsRule jenkins) throws Exception {
        Ledger ledger = ReleaseGatesHome.get().ledger();
        LogKey made = ledger.key().orElseThrow();
        assertTrue(Files.isRegularFile(
                jenkins.jenkins.getRootDir().toPath().resolve("secrets/release-gates/ledger-key.pem")));

        SigningKey owners = SigningKey.generate(new SecureRandom());
        Path key = outside.resolve("key.pem");
        Files.writeString(key, owners.pem());
        LedgerConfiguration.get().setKeyFile(key.toString());
        LogKey wanted = owners.publicKey(made.name());
        for (int i = 0; i < 200 && !ledger.key().orElseThrow().equals(wanted); i++) {
            Thread.sleep(50);
        }

        assertEquals(wanted, ledger.key().orElseThrow());
        assertTrue(ledger.takesEntries());
    }

    @Test
    void shouldSayWhatIsWrongWithAKeyFile(JenkinsRule jenkins) throws Exception {
        LedgerConfiguration configuration = LedgerConfiguration.get();
        assertEquals(FormValidation.Kind.OK, configuration.doCheckKeyFile("").kind);
        assertEquals(FormValidation.Kind.ERROR, configuration.doCheckKeyFile("key.pem").kind);
        FormValidation missing =
                configuration.doCheckKeyFile(outside.resolve("missing").toString());
        assertEquals(FormValidation.Kind.ERROR, missing.kind);
        assertTrue(missing.getMessage().contains("found no file"));
    }

    @Test
    void shouldLetNobodyButAdministratorsProbeFiles(JenkinsRule jenkins) throws Exception {
        // Else the answer would be that of a missing crumb.
        jenkins.jenkins.setCrumbIssuer(null);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("bob"));
        JenkinsRule.WebClient bob = jenkins.createWebClient().login("bob");
        String check = "descriptorByName/" + LedgerConfiguration.class.getName() + "/checkKeyFile?value=/etc/passwd";

        FailingHttpStatusCodeException refused = assertThrows(
                FailingHttpStatusCodeException.class,
                () -> bob.getPage(new WebRequest(
                        new URL(jenkins.getURL(), check), HttpMethod.POST)));

        assertEquals(403, refused.getStatusCode());
        assertTrue(refused.getResponse().getContentAsString().contains("bob is missing the Overall/Administer permission"));
    }

    @Test
    void shouldWarnOfBuildsOnTheController(JenkinsRule jenkins) throws Exception {
        BuiltInNodeMonitor monitor = ExtensionList.lookupSingleton(BuiltInNodeMonitor.class);
        jenkins.jenkins.setNumExecutors(2);
        assertTrue(monitor.isActivated());
        jenkins.jenkins.setNumExecutors(0);
        assertFalse(monitor.isActivated());
    }
}
