package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Signed commits, and passwords beside answers")
class SigningScenarios extends Scenario {

    private static final String SECRET = "pass-of-%s-7Q";

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Approvals approvals;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest anna;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest ben;

    @BeforeEach
    void people() {
        assumeTrue(jenkins().isOnLoopback(), "Jenkins can't read a repository of this machine");
        Users users = new Users(jenkins());
        anna = users.user("rg-anna", "Approve");
        ben = users.user("rg-ben", "Approve");
        approvals = new Approvals(jenkins());
    }

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    private void defineSigned(String signers, String authors, String more) {
        approvals.define(
                "1 of rg-anna, rg-ben", """
                def source = new SourceItem('rg-*', '%s')
                source.claimed = true
                approval.sources = [source]
                approval.signers = '%s'
                approval.authors = '%s'
                %s
                """.formatted(directory.resolve("repository"), signers, authors, more));
        approvals.addresses("rg-anna", "anna@example.com");
        approvals.addresses("rg-ben", "ben@example.com");
    }

    private String job(String revision) {
        return gated(
                "rg-signed",
                Approvals.BUILT + "withEnv(['GIT_COMMIT=" + revision + "']) { ask() }\nreleaseApproval 'staging'\n"
                        + "deployTo('staging') { echo 'deployed' }\n");
    }

    @Test
    @DisplayName("show who has committed; without them authorship is unknown where the owner wants that")
    void shouldVerifyAuthors() throws IOException, InterruptedException {
        LocalRepository repository = new LocalRepository(directory.resolve("repository"));
        Path key = directory.resolve("anna");
        String signers = "anna@example.com " + repository.keygen(key);
        defineSigned(signers, "verified", "");

        String signed = job(repository.signed("anna@example.com", key));
        approvals.begin(signed);
        JsonNode changes = approvals.request(signed, 1).path("changes");
        assertThat(changes.path("verified").asInt()).isEqualTo(1);
        assertThat(changes.at("/authors/0/who").asText()).isEqualTo("anna@example.com");
        assertThat(changes.at("/authors/0/known").asText()).isEqualTo("verified");
        assertThat(approvals.decide(anna, signed, "APPROVE", "")).contains("Nobody decides about their own: rg-anna");
        if (Browser.isThere()) {
            try (Browser browser = new Browser(ben)) {
                browser.open(signed + "/1/release-approval/");
                assertThat(browser.one("#main-panel").getText()).contains("1 of them by verified authors");
                browser.one("#main-panel details summary").click();
                assertThat(browser.one("#main-panel").getText()).contains("anna@example.com (verified) authored");
                browser.picture("approval-verified");
            }
        }
        assertThat(approvals.decide(ben, signed, "APPROVE", "")).contains("APPROVED");
        Build deployed = jenkins().end(signed, 1);
        assertThat(deployed.result()).as(deployed.log()).isEqualTo("SUCCESS");

        Path other = directory.resolve("mallory");
        repository.keygen(other);
        String foreign = job(repository.signed("anna@example.com", other));
        approvals.begin(foreign);
        assertThat(approvals.decide(ben, foreign, "APPROVE", ""))
                .contains("Nobody can approve while it isn't known whose change this is")
                .contains("no signature of an author or committer shows who it was")
                .contains("signed by no key that is listed and valid");
        approvals.stop(foreign);
    }

    @Test
    @DisplayName("keep who has signed from approving, whomever the commit names")
    void shouldSeeWhoHasSigned() throws IOException, InterruptedException {
        LocalRepository repository = new LocalRepository(directory.resolve("repository"));
        Path key = directory.resolve("anna");
        defineSigned("anna@example.com " + repository.keygen(key), "claimed", "");
        String job = job(repository.signed("ben@example.com", key));

        approvals.begin(job);

        assertThat(approvals.request(job, 1).at("/changes/verified").asInt()).isZero();
        assertThat(approvals.decide(anna, job, "APPROVE", "")).contains("Nobody decides about their own: rg-anna");
        assertThat(approvals.decide(ben, job, "APPROVE", "")).contains("Nobody decides about their own: rg-ben");
        approvals.stop(job);

        defineSigned("anna@example.com ssh-ed25519 AAAA", "verified", "");
        assertThat(jenkins()
                        .script("print io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get()"
                                + ".troubles('staging')"))
                .contains("approval.signers", "a whole key of the type ssh-ed25519");
    }

    private String waiting(String... names) {
        approvals.define(
                "2 of rg-anna, rg-ben, rg-carl", "approval.authorsMayApprove = true\napproval.reauthenticate = true\n");
        for (String name : names) {
            jenkins()
                    .script("hudson.model.User.getById('rg-" + name + "', false).addProperty("
                            + "hudson.security.HudsonPrivateSecurityRealm.Details.fromPlainPassword('"
                            + SECRET.formatted(name) + "'))");
        }
        return approvals.waiting("rg-password", "");
    }

    private String decide(JenkinsUnderTest who, String job, String answer, String password) {
        JsonNode request = approvals.request(job, 1);
        Map<String, String> form = new HashMap<>(Map.of(
                "request",
                request.path("request").asText(),
                "answer",
                answer,
                "shown",
                request.path("content").asText(),
                "reason",
                ""));
        if (!password.isEmpty()) {
            form.put("password", password);
        }
        HttpResponse<String> response = who.post(job + "/1/release-approval/decide", form);
        return response.statusCode() + " " + response.body();
    }

    @Test
    @DisplayName("are wanted with each answer: a token alone, a wrong password or one in the address record nothing")
    void shouldWantThePassword() {
        String job = waiting("anna", "ben");
        assertThat(approvals.request(job, 1).path("reauthenticate").asBoolean()).isTrue();
        assertThat(decide(anna, job, "APPROVE", "")).startsWith("409").contains("an API token is not enough");
        assertThat(decide(anna, job, "REJECT", "guess"))
                .startsWith("409")
                .contains("This is not the password of rg-anna");
        assertThat(decide(anna, job, "APPROVE", SECRET.formatted("ben"))).startsWith("409");
        HttpResponse<String> inAddress = anna.post(
                job + "/1/release-approval/decide?p%61ssword=" + SECRET.formatted("anna"),
                Map.of(
                        "request", approvals.request(job, 1).path("request").asText(),
                        "answer", "APPROVE",
                        "shown", approvals.request(job, 1).path("content").asText()));
        assertThat(inAddress.statusCode()).isEqualTo(409);
        assertThat(inAddress.body()).contains("A password stood in the address");
        assertThat(approvals.request(job, 1).path("answers")).isEmpty();

        assertThat(decide(anna, job, "APPROVE", SECRET.formatted("anna"))).contains("WAITING");
        assertThat(approvals.request(job, 1).at("/answers/0/password").asText()).contains("with the password");
        assertThat(decide(anna, job, "WITHDRAW", "")).contains("WAITING");
        assertThat(decide(anna, job, "APPROVE", SECRET.formatted("anna"))).contains("WAITING");
        assertThat(decide(ben, job, "APPROVE", SECRET.formatted("ben"))).contains("APPROVED");
        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.audit().toString())
                .contains("with the password entered anew")
                .doesNotContain(SECRET.formatted("anna"));
    }

    @Test
    @DisplayName("can't be guessed: there are a few attempts in a minute, for each account apart")
    void shouldLimitAttempts() {
        // Of his own, since nobody else waits for the end of a minute.
        JenkinsUnderTest carl = new Users(jenkins()).user("rg-carl", "Approve");
        String job = waiting("ben", "carl");
        for (int i = 0; i < 5; i++) {
            assertThat(decide(carl, job, "APPROVE", "guess-" + i)).contains("This is not the password");
        }
        assertThat(decide(carl, job, "APPROVE", SECRET.formatted("carl"))).contains("within a minute");
        assertThat(decide(ben, job, "APPROVE", SECRET.formatted("ben"))).contains("WAITING");
        assertThat(approvals.request(job, 1).path("answers")).hasSize(1);
        approvals.stop(job);
    }

    @Test
    @DisplayName("are entered beside the answer, in the box")
    void shouldAskInTheBox() {
        assumeTrue(Browser.isThere(), "no Chromium with its driver is installed here");
        String job = waiting("anna", "ben");
        try (Browser browser = new Browser(ben)) {
            browser.open(job + "/1/");
            assertThat(browser.one("input[name=password]").getAttribute("autocomplete"))
                    .isEqualTo("current-password");
            browser.picture("approval-password");
            browser.one("input[name=password]").sendKeys("wrong");
            browser.click("button[value=APPROVE]");
            assertThat(browser.one("body").getText()).contains("This is not the password of rg-ben");
            browser.open(job + "/1/release-approval/");
            browser.one("input[name=password]").sendKeys(SECRET.formatted("ben"));
            browser.click("button[value=APPROVE]");
            assertThat(browser.one("#main-panel").getText()).contains("approved, with the password");
            // They may still refuse, which needs it as well.
            assertThat(browser.all("input[name=password]")).hasSize(1);
        }
        approvals.stop(job);
    }

    @Test
    @DisplayName("are nobody's where the realm checks none: the environment can't be used, and nobody can answer")
    void shouldRefuseRealmsWithoutPasswords() {
        String job = waiting("anna", "ben");
        String said = jenkins().script("""
                def j = jenkins.model.Jenkins.get()
                def before = j.securityRealm
                j.setSecurityRealm(new hudson.security.LegacySecurityRealm())
                try {
                    def all = io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get()
                    println all.environment('staging').present
                    println all.troubles('staging')
                    def run = j.getItemByFullName('rg-password').getBuildByNumber(1)
                    def view = run.getAction(io.jenkins.plugins.releasegates.approval.ApprovalAction).requests[0]
                    println "${view.answerable} ${view.objection}"
                } finally {
                    j.setSecurityRealm(before)
                }
                println io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get().environment('staging').present
                """);
        assertThat(said.lines().toList())
                .satisfiesExactly(
                        usable -> assertThat(usable).isEqualTo("false"),
                        troubles -> assertThat(troubles).contains("(LegacySecurityRealm) checks none"),
                        objection -> assertThat(objection).startsWith("false Answers need the password here"),
                        again -> assertThat(again).isEqualTo("true"));
        approvals.stop(job);
    }
}
