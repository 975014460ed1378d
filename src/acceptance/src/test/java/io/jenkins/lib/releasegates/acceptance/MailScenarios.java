package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.acceptance.Mailboxes.Mail;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Mail to people who are asked")
class MailScenarios extends Scenario {

    private static final String ANNA = "anna@example.com";
    private static final String BEN = "ben@example.com";
    private static final String DESK = "desk@example.com";

    @SuppressWarnings("NullAway.Init")
    private Mailboxes mailboxes;

    @SuppressWarnings("NullAway.Init")
    private Approvals approvals;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest anna;

    private String before = "";

    @BeforeEach
    void open() throws IOException {
        assumeTrue(jenkins().isOnLoopback(), "the controller is another machine");
        assumeTrue(
                jenkins()
                        .script("print jenkins.model.Jenkins.get().pluginManager.getPlugin('mailer') != null")
                        .contains("true"),
                "the plugin mailer isn't installed");
        Settings.clear(jenkins());
        Users users = new Users(jenkins());
        anna = users.user("rg-anna", "Approve");
        users.user("rg-ben", "Approve");
        before = jenkins()
                .script("def m = hudson.tasks.Mailer.descriptor()\n"
                        + "print((m.smtpHost ?: '') + ' ' + (m.smtpPort ?: ''))");
        mailboxes = new Mailboxes();
        approvals = new Approvals(jenkins());
        approvals.define(
                "1 of group rg-sre",
                "approval.authorsMayApprove = true; approval.timeout = '1h'; approval.reminder = '1m'");
        approvals.addresses("rg-anna", ANNA);
        jenkins()
                .script("def ben = hudson.model.User.getById('rg-ben', false)\n"
                        + "ben.addProperty(new hudson.tasks.Mailer.UserProperty('" + BEN + "'))");
    }

    @AfterEach
    void close() {
        if (mailboxes != null) {
            Settings.clear(jenkins());
            Environments.clear(jenkins());
            String[] host = before.strip().split(" ");
            server(host.length > 0 ? host[0] : "", host.length > 1 ? host[1] : "");
            mailboxes.close();
        }
    }

    private void server(String host, String port) {
        jenkins()
                .script("hudson.tasks.Mailer.descriptor().with { setSmtpHost("
                        + (host.isEmpty() ? "null" : "'" + host + "'") + "); setSmtpPort("
                        + (port.isEmpty() ? "null" : "'" + port + "'") + "); save() }");
    }

    /** As code, with the server of the scenario. */
    private void configure(String to, String kinds) {
        jenkins().script("""
                def file = File.createTempFile('mail', '.yaml')
                file.text = '''
                unclassified:
                  mailer:
                    smtpHost: "127.0.0.1"
                    smtpPort: "%d"
                  releaseGatesLedger:
                    mails:
                      - name: people
                        to: "%s"
                        toAsked: true
                        toAsker: true
                        kinds: "%s"
                        environments: staging
                '''
                io.jenkins.plugins.casc.ConfigurationAsCode.get().configure(file.path)
                file.delete()
                """.formatted(mailboxes.port(), to, kinds));
        // In the background, where the ledger is told who gets what.
        jenkins()
                .eventually(
                        "the ledger has it",
                        () -> jenkins()
                                .script(
                                        "print io.jenkins.plugins.releasegates.ReleaseGatesHome.get().ledger().deliveries()*.name")
                                .contains("people"));
    }

    private void begin(String name) {
        approvals.waiting(name, "");
    }

    @Test
    @DisplayName(
            "reaches who may approve, who started it and a listed address, each by itself and in one thread to the end")
    void shouldTellWhomItConcerns() {
        configure(DESK, "");
        jenkins()
                .create(
                        "",
                        "rg-mail",
                        Jobs.pipeline("node {\n deleteDir()\n" + Jobs.FILES + Approvals.BUILT
                                + "ask()\n}\nreleaseApproval 'staging'\n"
                                + "node { deployTo('staging') { echo 'deployed' } }\n"));
        approvals.begin("/job/rg-mail", "rg-ben");

        jenkins()
                .eventually(
                        "Anna is asked", () -> mailboxes.has(ANNA, "Please approve or refuse: rg-mail #1 to staging"));
        Mail asked = mailboxes.of(ANNA).get(0);
        assertThat(asked.subject()).isEqualTo("Approval for staging: rg-mail #1");
        assertThat(asked.header("To")).isEqualTo(ANNA);
        assertThat(asked.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(asked.body())
                .contains(jenkins().url() + "/job/rg-mail/1/release-approval/")
                .contains("Artifacts: target/ship.jar", "\nUntil: 20", "Who has to act: you")
                .doesNotContain("rg-sre", "rg-ben");
        jenkins().eventually("the listed one", () -> mailboxes.has(DESK, "People are asked to approve: rg-mail #1"));
        assertThat(mailboxes.of(BEN))
                .as("who started it, before anything came of it")
                .isEmpty();

        jenkins()
                .within(
                        Duration.ofSeconds(150),
                        () -> "a reminder among " + mailboxes.all(),
                        () -> mailboxes.has(ANNA, "Still waiting for you to approve or refuse"));
        assertThat(approvals.decide(anna, "/job/rg-mail", "APPROVE", "a reason of hers"))
                .contains("APPROVED");
        jenkins().end("/job/rg-mail", 1);
        jenkins().eventually("the end", () -> mailboxes.has(DESK, "A deployment has ended, SUCCEEDED"));

        assertThat(mailboxes.of(ANNA))
                .last()
                .satisfies(end -> assertThat(end.body()).startsWith("Approved: "));
        assertThat(mailboxes.of(BEN).stream()
                        .map(mail -> mail.body().lines().findFirst().orElse("")))
                .containsExactly(
                        "Approved: rg-mail #1 to staging", "A deployment has ended, SUCCEEDED: rg-mail #1 to staging");
        assertThat(mailboxes.of(ANNA).stream().skip(1)).isNotEmpty().allSatisfy(later -> {
            assertThat(later.subject()).isEqualTo("Re: Approval for staging: rg-mail #1");
            assertThat(later.header("In-Reply-To")).isEqualTo(asked.header("Message-ID"));
            assertThat(later.header("References")).isEqualTo(asked.header("Message-ID"));
        });
        assertThat(mailboxes.all().toString())
                .as("reasons, and names of persons")
                .doesNotContain("a reason of hers", "rg-anna");
    }

    @Test
    @DisplayName("is not lost while the mail server is down, nor through a restart, and comes in order")
    void shouldLoseNothingWhileTheServerIsDown() {
        configure("", "approval-asked");
        mailboxes.down();
        begin("rg-mail-a");
        begin("rg-mail-b");
        jenkins()
                .within(
                        Duration.ofSeconds(150),
                        () -> "the notice in " + jenkins().text("/manage/"),
                        () -> jenkins().text("/manage/").contains("the connection to the mail server was refused"));
        assertThat(jenkins().text("/manage/")).containsPattern("It is [1-9][0-9]* entries behind");
        begin("rg-mail-c");
        if (JenkinsUnderTest.mayRestart()) {
            jenkins().restart();
        }
        mailboxes.up();

        jenkins()
                .within(
                        Duration.ofSeconds(200),
                        () -> "mails " + mailboxes.all(),
                        () -> mailboxes.has(ANNA, "Please approve or refuse: rg-mail-c"));
        assertThat(mailboxes.of(ANNA).stream().map(Mail::subject).distinct())
                .containsExactly(
                        "Approval for staging: rg-mail-a #1",
                        "Approval for staging: rg-mail-b #1",
                        "Approval for staging: rg-mail-c #1");
        for (String job : List.of("rg-mail-a", "rg-mail-b", "rg-mail-c")) {
            approvals.stop("/job/" + job);
        }
    }

    @Test
    @DisplayName("goes on without a recipient whom the server refuses, and administrators are told")
    void shouldLeaveOutWhoIsRefused() {
        mailboxes.refuse("gone@example.com");
        configure("gone@example.com, " + DESK, "approval-asked");
        begin("rg-mail-gone");

        jenkins()
                .eventually(
                        "the others",
                        () -> mailboxes.has(ANNA, "Please approve") && mailboxes.has(DESK, "People are asked"));
        jenkins()
                .within(
                        Duration.ofSeconds(90),
                        () -> "the notice in " + jenkins().text("/manage/"),
                        () -> jenkins().text("/manage/").contains("has left gone@example.com out of entry"));
        assertThat(mailboxes.all()).hasSize(2);
        approvals.stop("/job/rg-mail-gone");
    }

    @Test
    @DisplayName("is filled in on the form, which says what is wrong, and comes back as code without losing anything")
    void shouldBeConfiguredByForm() {
        assumeTrue(Browser.isThere(), "no Chromium with its driver is installed here");
        server("", "");
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, Settings.PAGE);
            Form mail = page.add(Settings.MAILS, Settings.MAILS, "Mail")
                    .type("name", "release mail")
                    .type("to", "desk@example.com, Anna <anna@example.com>")
                    .type("kinds", "approval-asked, approval-maybe");
            mail.says("name", "'release mail' is no name for a mail connection");
            mail.says("to", "Found 'Anna' as an address; allowed: name@example.com");
            mail.says("kinds", "Found 'approval-maybe' as a kind of events");
            assertThat(mail.text())
                    .contains("Nothing can be sent: no SMTP server is configured under \"E-mail Notification\"");
            mail.type("name", "people")
                    .type("to", DESK)
                    .type("kinds", "approval-asked")
                    .type("environments", "staging")
                    .tick("toAsked")
                    .tick("toAsker")
                    .tick("persons");
            mail.says("name", "");
            mail.says("to", "");
            mail.says("kinds", "");
            browser.picture("mail-form");
            page.save();

            Form again = Form.of(browser, Settings.PAGE).parts(Settings.MAILS).get(0);
            assertThat(List.of(
                            again.value("name"), again.value("to"), again.value("kinds"), again.value("environments")))
                    .containsExactly("people", DESK, "approval-asked", "staging");
            assertThat(List.of(again.isTicked("toAsked"), again.isTicked("toAsker"), again.isTicked("persons")))
                    .containsOnly(true);
        }
        String exported = jenkins().script("""
                def out = new ByteArrayOutputStream()
                io.jenkins.plugins.casc.ConfigurationAsCode.get().export(out)
                print out.toString('UTF-8')
                """);
        assertThat(exported)
                .containsSubsequence(
                        "mails:",
                        "environments: \"staging\"",
                        "kinds: \"approval-asked\"",
                        "name: \"people\"",
                        "persons: true",
                        "to: \"" + DESK + "\"",
                        "toAsked: true",
                        "toAsker: true");
        assertThat(jenkins()
                        .json("/release-audit/json?kind=configuration-changed&limit=3")
                        .toString())
                .contains("1 listed address")
                .doesNotContain(DESK);
    }
}
