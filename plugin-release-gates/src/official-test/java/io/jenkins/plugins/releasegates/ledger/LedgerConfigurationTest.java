package io.jenkins.plugins.releasegates.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

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
