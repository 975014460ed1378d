package io.jenkins.plugins.releasegates.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.security.HudsonPrivateSecurityRealm;
import hudson.util.Secret;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.releasegates.people.GroupItem;
import io.jenkins.plugins.releasegates.people.PersonItem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

@WithJenkins
class EnvironmentConfigurationTest {

    private static final String SIGNERS =
            "# people\nalice@example.com namespaces=\"git\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPDZ7a3oMWt1FfzFTDhgGMCK/xvWFAY3U0zHhXnHj/a8 a key";

    private static final String HEALTH = """
            apiVersion: release-gates/v1
            kind: ServiceHealth
            spec:
              gates:
                - {name: errors, connection: prometheus, query: errors, successCondition: result < 0.02}
              sampling: {interval: 30s, steady: 5m, timeout: 1h}
            """;
    private static final String OBJECTIVE = """
            version: prometheus/v1
            service: shop
            slos:
              - name: requests
                objective: 99
                sli:
                  events:
                    error_query: sum(rate(errors[{{.window}}]))
                    total_query: sum(rate(requests[{{.window}}]))
                alerting:
                  name: Errors
            """;
    private static final String BUDGET = """
            apiVersion: release-gates/v1
            kind: ErrorBudgetPolicy
            metadata: {name: shop}
            spec:
              rules:
                - {name: low, when: {remainingAtMost: 10}, then: require-approval}
                - {name: otherwise, then: allow}
              approval: sre
            """;

    @TempDir
    private Path folder;

    /** Everything that can be said of environments, and two of them. */
    private static EnvironmentConfiguration everything() {
        // Passwords are only asked for where the realm can check them.
        Jenkins.get().setSecurityRealm(new HudsonPrivateSecurityRealm(false, false, null));
        EnvironmentItem staging = new EnvironmentItem("staging", Environments.POLICY);
        staging.setJobs("shop/**");
        SourceItem source = new SourceItem("shop/**", "https://git.example.com/shop.git");
        source.setUser("jenkins");
        source.setPassword(Secret.fromString("s3cr3t-of-git"));
        source.setSince("0123456789012345678901234567890123456789");
        source.setClaimed(true);
        ApprovalItem approval = new ApprovalItem("1 of group sre AND 2 distinct people");
        approval.setTimeout("2d");
        approval.setReminder("6h");
        approval.setReasonMandatory(true);
        approval.setTicket("CHG-[0-9]+");
        approval.setStartersMayApprove(true);
        approval.setAuthorsMayApprove(true);
        approval.setConfigurersMayApprove(true);
        approval.setUnknownAuthors("managers");
        approval.setSources(List.of(source));
        approval.setSigners(SIGNERS);
        approval.setAuthors("verified");
        approval.setReauthenticate(true);
        WaiverItem waivers = new WaiverItem();
        waivers.setGates("coverage*\nlicences");
        waivers.setLongest("14d");
        waivers.setBreakGlass("4h");
        EnvironmentItem production = Environments.production("shop/**\npay/*");
        production.setAfter("staging");
        production.setBranches("main\nrelease/*");
        production.setRepeated("ALLOW");
        production.setTimeZone("Europe/Berlin");
        production.setHours("Mon-Fri 09:00-17:00");
        production.setFreezes(List.of(new FreezeItem("2030-12-20T00:00", "2031-01-02T00:00", "holidays <b>")));
        production.setNewestOnly(true);
        production.setHealth(HEALTH);
        production.setObjectives(OBJECTIVE);
        production.setObjectivesConnection("prometheus");
        production.setObjectivesRecorded(true);
        production.setErrorBudget(BUDGET);
        production.setApproval(approval);
        production.setWaivers(waivers);
        PersonItem alice = new PersonItem("alice");
        alice.setAccounts("alice-admin\nalice2");
        alice.setEmails("alice@example.com");
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        configuration.setEnvironments(List.of(staging, production));
        configuration.setPeople(List.of(alice));
        configuration.setGroups(List.of(new GroupItem("sre", "alice\nbob"), new GroupItem("managers", "carol")));
        EnvironmentItem qa = new EnvironmentItem("qa", Environments.POLICY);
        qa.setAfter("staging");
        qa.setJobs("shop/**");
        qa.setSecrets(List.of(new EnvironmentSecretItem("QA_TOKEN", Secret.fromString("s3cr3t-of-qa"))));
        FolderItem shop = new FolderItem("shop", "alice\ngroup sre");
        shop.setRepositories("https://git.example.com/shop");
        shop.setEnvironments(List.of(qa));
        configuration.setFolders(List.of(shop));
        assertEquals(List.of(), configuration.troubles());
        return configuration;
    }

    /** All of it, secrets encrypted. */
    private static String kept() {
        return Jenkins.XSTREAM2.toXML(EnvironmentConfiguration.get());
    }

    @Test
    void shouldKeepWhatItsPageShows(JenkinsRule jenkins) throws Exception {
        everything();
        String before = kept();
        assertFalse(before.contains("s3cr3t"), "secrets are encrypted");

        HtmlPage page = jenkins.createWebClient().goTo("release-environments/configure");
        assertFalse(page.getWebResponse().getContentAsString().contains("s3cr3t"));
        jenkins.submit(page.getFormByName("config"));

        assertEquals(before, kept());
        assertEquals(before, Jenkins.XSTREAM2.toXML(new EnvironmentConfiguration()), "saved");
    }

    @Test
    void shouldKeepWhatThePageOfAFolderShows(JenkinsRule jenkins) throws Exception {
        everything();
        jenkins.createFolder("shop");
        jenkins.createFolder("bank");
        String before = kept();

        HtmlPage page = jenkins.createWebClient().goTo("job/shop/release-environments/configure");
        assertFalse(page.getWebResponse().getContentAsString().contains("s3cr3t"));
        jenkins.submit(page.getFormByName("config"));

        assertEquals(before, kept());
        jenkins.createWebClient().assertFails("job/bank/release-environments/", 404);
    }

    @Test
    void shouldSeeTheEnvironmentsOfTheFolderOfAJob(JenkinsRule jenkins) throws Exception {
        EnvironmentConfiguration configuration = everything();
        MockFolder shop = jenkins.createFolder("shop");
        FreeStyleProject inside = shop.createProject(FreeStyleProject.class, "checkout");
        FreeStyleProject outside = jenkins.createFreeStyleProject("checkout");

        assertEquals("shop/qa", configuration.seenId("qa", inside));
        assertEquals("production", configuration.seenId("production", inside));
        assertEquals("staging", configuration.environment("shop/qa").orElseThrow().after().orElseThrow());
        assertEquals(
                List.of("staging", "production", "qa"),
                configuration.choices("", inside).stream().map(option -> option.value).toList());
        assertTrue(configuration.id("qa", outside).isEmpty());
        assertTrue(configuration.id("shop/qa", outside).isEmpty());
    }

    @Test
    void shouldStayWhenThePageOfTheWholeSystemIsSaved(JenkinsRule jenkins) throws Exception {
        everything();
        String before = kept();

        jenkins.configRoundtrip();

        assertEquals(before, kept());
    }

    @Test
    void shouldComeFromConfigurationAsCodeAsItWasExported(JenkinsRule jenkins) throws Exception {
        EnvironmentConfiguration configuration = everything();
        String before = kept();
        Map<?, ?> exported = exported();
        configuration.setEnvironments(List.of());
        configuration.setFolders(List.of());
        configuration.setPeople(List.of());
        configuration.setGroups(List.of());

        apply(new Yaml().dump(Map.of("unclassified", Map.of("releaseEnvironments", exported))));

        assertEquals(exported, exported());
        assertEquals(before, kept());
        assertTrue(configuration.environment("production").isPresent());
    }

    @Test
    void shouldKeepWhoseSignaturesCountAndThatPasswordsAreAskedFor(JenkinsRule jenkins) throws Exception {
        everything();

        jenkins.submit(jenkins.createWebClient().goTo("release-environments/configure").getFormByName("config"));

        ApprovalItem saved = new EnvironmentConfiguration().getEnvironments().get(1).getApproval();
        assertNotNull(saved);
        assertEquals(SIGNERS, saved.getSigners().replace("\r\n", "\n"));
        assertEquals("verified", saved.getAuthors());
        assertTrue(saved.isReauthenticate());
        Map<?, ?> production = (Map<?, ?>) ((List<?>) exported().get("environments")).get(1);
        Map<?, ?> approval = (Map<?, ?>) production.get("approval");
        assertEquals(SIGNERS, approval.get("signers"));
        assertEquals("verified", approval.get("authors"));
        assertEquals(true, approval.get("reauthenticate"));
    }

    @Test
    void shouldSayThatPasswordsCantBeAskedFor(JenkinsRule jenkins) throws Exception {
        ApprovalItem approval = new ApprovalItem("1 distinct people");
        approval.setReauthenticate(true);
        EnvironmentItem production = Environments.production("ship");
        production.setApproval(approval);

        Environments.define(production);

        assertEquals(1, EnvironmentConfiguration.get().troubles("production").size());
        assertTrue(EnvironmentConfiguration.get().environment("production").isEmpty());
    }

    @Test
    void shouldTakeWhatAPersonWrites(JenkinsRule jenkins) throws Exception {
        apply("""
                unclassified:
                  releaseEnvironments:
                    environments:
                      - name: coded
                        jobs: "shop/**"
                        policy: |
                %s
                        secrets:
                          - {name: DEPLOY_TOKEN, value: s3cr3t}
                        approval:
                          rule: "1 of group sre"
                    groups:
                      - {name: sre, members: "bob"}
                """.formatted(Environments.POLICY.indent(10)));

        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        assertEquals(List.of(), configuration.troubles());
        EnvironmentItem coded = configuration.getEnvironments().get(0);
        assertEquals("s3cr3t", coded.getSecrets().get(0).getValue().getPlainText());
        assertNotNull(coded.getApproval());
        assertEquals("24h", coded.getApproval().getTimeout());
        assertFalse(coded.getApproval().isStartersMayApprove());
        assertFalse(coded.getApproval().isReauthenticate());
        assertEquals("", coded.getApproval().getSigners());
        assertEquals("claimed", coded.getApproval().getAuthors());
    }

    private void apply(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("jenkins.yaml"), yaml);
        ConfigurationAsCode.get().configure(file.toString());
    }

    private static Map<?, ?> exported() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        String yaml = out.toString(StandardCharsets.UTF_8);
        assertFalse(yaml.contains("s3cr3t"), "secrets are encrypted");
        Map<?, ?> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return (Map<?, ?>) ((Map<?, ?>) all.get("unclassified")).get("releaseEnvironments");
    }
}
