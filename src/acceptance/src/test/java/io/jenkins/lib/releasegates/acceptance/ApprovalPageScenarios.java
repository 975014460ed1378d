package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where people meet what they are asked to approve")
class ApprovalPageScenarios extends Scenario {

    @SuppressWarnings("NullAway.Init")
    private Approvals approvals;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest anna;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest ben;

    @BeforeEach
    void people() {
        Users users = new Users(jenkins());
        anna = users.user("rg-anna", "Approve");
        ben = users.user("rg-ben", "Approve");
        approvals = new Approvals(jenkins());
        approvals.define(
                "1 of group rg-sre AND 2 distinct people",
                "approval.authorsMayApprove = true; approval.ticket = 'CHG-[0-9]+'");
    }

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    @Test
    @DisplayName("is a box on the page of the build: two people answer there, one after the other")
    void shouldApproveInTheBrowser() {
        assumeTrue(Browser.isThere(), "no Chromium with its driver is installed here");
        String job = approvals.waiting("rg-appr-box", "");
        try (Browser browser = new Browser(anna)) {
            browser.open("/release-approvals/");
            assertThat(browser.one("#rg-mine").getText()).isEqualTo("Waiting for you");
            assertThat(browser.one("main, #main-panel").getText()).contains("rg-appr-box #1", "staging");
            browser.picture("approvals-inbox");

            browser.open(job + "/1/");
            browser.width(1200);
            assertThat(browser.one("#main-panel").getText())
                    .contains("WAITING", "target/ship.jar", "1 of group rg-sre", "environment: job", "CHG-[0-9]+");
            browser.picture("approval-box");
            browser.width(400);
            assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo("true");
            browser.picture("approval-box-400");
            browser.width(1200);

            // Without a ticket it isn't taken, and nothing is lost.
            browser.one("input[name=reason]").sendKeys("later");
            browser.click("button[value=APPROVE]");
            assertThat(browser.one("body").getText()).contains("The reason has to name a ticket");
            browser.open(job + "/1/release-approval/");
            browser.one("input[name=reason]").sendKeys("CHG-42 <b>bold</b>");
            browser.click("button[value=APPROVE]");
            assertThat(browser.one("#main-panel").getText())
                    .contains("rg-anna", "approved", "CHG-42 <b>bold</b>", "Take my approval back")
                    .contains("1 more distinct people");
            browser.open("/release-approvals/");
            assertThat(browser.one("#main-panel").getText()).contains("Waiting for others");
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
        try (Browser browser = new Browser(ben)) {
            browser.open(job + "/1/release-approval/");
            browser.one("input[name=reason]").sendKeys("CHG-42");
            browser.click("button[value=APPROVE]");
            Build build = jenkins().end(job, 1);
            assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
            browser.open(job + "/1/release-approval/");
            assertThat(browser.one("#main-panel").getText()).contains("APPROVED", "rg-ben");
            assertThat(browser.all("button[value=APPROVE]")).isEmpty();
            browser.picture("approval-done");
        }
    }

    @Test
    @DisplayName("says why somebody can't answer, and shows nothing to those who may not see the build")
    void shouldSayWhyNot() {
        assumeTrue(Browser.isThere(), "no Chromium with its driver is installed here");
        String job = approvals.waiting("rg-appr-why", "");
        JenkinsUnderTest reader = new Users(jenkins()).user("rg-reader");
        try (Browser browser = new Browser(reader)) {
            browser.open(job + "/1/");
            assertThat(browser.one("#main-panel").getText())
                    .contains("the permission Release Gates/Approve is missing");
            assertThat(browser.all("button[value=APPROVE]")).isEmpty();
        }
        approvals.stop(job);
    }

    @Test
    @DisplayName("is defined by form, and comes from configuration as code and goes there")
    void shouldBeDefined() {
        assumeTrue(Browser.isThere(), "no Chromium with its driver is installed here");
        try (Browser browser = new Browser(jenkins())) {
            Form form = Form.of(browser, Environments.PAGE + "/configure");
            assertThat(form.text()).contains("People have to approve", "Groups");
            browser.picture("approval-form");
            form.save();
        }
        String state = "def c = io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get()\n"
                + "def a = c.environments[0].approval\nprint a.rule + ' ' + a.ticket + ' ' + a.authorsMayApprove + ' '"
                + " + a.startersMayApprove + ' ' + a.authors + ' ' + a.reauthenticate + ' ' + c.groups[0].members + ' ' + c.environment(c.environments[0].name).present";
        assertThat(jenkins().script(state))
                .contains("1 of group rg-sre AND 2 distinct people CHG-[0-9]+ true false claimed false rg-anna true");

        String exported = jenkins().script("""
                def out = new ByteArrayOutputStream()
                io.jenkins.plugins.casc.ConfigurationAsCode.get().export(out)
                print out.toString('UTF-8')
                """);
        assertThat(exported).contains("rule: \"1 of group rg-sre AND 2 distinct people\"", "members: \"rg-anna\"");
        String yaml = """
                unclassified:
                  releaseEnvironments:
                    environments:
                      - name: coded
                        policy: |
                %s
                        jobs: "rg-*"
                        approval:
                          rule: "1 of group security"
                          timeout: 2d
                          unknownAuthors: managers
                          authors: verified
                          reauthenticate: true
                          signers: |
                            # people
                            carol@example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPDZ7a3oMWt1FfzFTDhgGMCK/xvWFAY3U0zHhXnHj/a8
                          sources:
                            - {jobs: "rg-*", repository: "https://git.example.com/shop.git", user: jenkins, password: s3cr3t-of-git}
                    people:
                      - {account: carol, emails: "carol@example.com"}
                    groups:
                      - {name: security, members: carol}
                """.formatted(Environments.POLICY.indent(10));
        String after = jenkins().script("""
                def file = File.createTempFile('environments', '.yaml')
                file.text = '''%s'''
                io.jenkins.plugins.casc.ConfigurationAsCode.get().configure(file.path)
                file.delete()
                def c = io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get()
                def a = c.environments[0].approval
                print a.rule + ' ' + a.timeout + ' ' + a.sources[0].password.plainText + ' ' + c.people[0].emails + ' ' + c.environment('coded').present
                def again = new ByteArrayOutputStream()
                io.jenkins.plugins.casc.ConfigurationAsCode.get().export(again)
                print again.toString('UTF-8').readLines().findAll { it =~ /authors:|reauthenticate:|ssh-ed25519/ }*.trim()
                """.formatted(yaml));
        assertThat(after)
                .contains("authors: \"verified\"", "reauthenticate: true", "carol@example.com ssh-ed25519 AAAA");
        assertThat(after).contains("1 of group security 2d s3cr3t-of-git carol@example.com true");
        assertThat(jenkins()
                        .json("/release-audit/json?kind=configuration-changed&limit=20")
                        .toString())
                .contains("coded.approval.rule", "coded.approval.signers", "coded.approval.reauthenticate")
                .doesNotContain("s3cr3t-of-git", "carol", "1 of group security");
        jenkins()
                .script("def c = io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get()\n"
                        + "c.setPeople([]); c.setGroups([])");
    }
}
