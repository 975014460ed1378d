package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

@DisplayName("Whether a service is ready, by a checklist that people answer")
class ReadinessScenarios extends ReadinessScenario {

    private static final String WAITS = "def seen = orrChecklist service: '%s', checklist: 'production', wait: true\n"
            + "echo \"ready is ${seen.readiness.verdict}, passed is ${seen.passed}\"";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private static void choose(Browser browser, String item, String what) {
        browser.one("#" + item + " summary").click();
        WebElement choice = browser.one("#rg-choice-" + item);
        browser.show(choice);
        browser.all("#rg-choice-" + item + " option").stream()
                .filter(option -> String.valueOf(option.getDomProperty("value")).startsWith(what))
                .findFirst()
                .orElseThrow()
                .click();
    }

    @Test
    @DisplayName("is waited for without an agent, and two people fill in the form in the browser")
    void shouldWaitForTwoPeople() throws IOException {
        assumeTrue(Browser.isThere(), "no Chromium with its driver is installed here");
        define();
        String job = pipeline("rg-ready-two", WAITS.formatted(service));
        begin(job);
        Path log = Files.writeString(directory.resolve("restore.log"), "restored 40 GiB in 12 minutes");
        try (Browser browser = new Browser(anna)) {
            browser.width(1200);
            browser.open(job + "/1/");
            assertThat(browser.one("#main-panel").getText())
                    .contains("readiness of " + service, "Look at it and answer");
            browser.picture("readiness-box");
            browser.open(job + "/1/release-readiness/");
            assertThat(browser.one("#main-panel").getText()).contains("MISSING", "Was a backup restored?");
            browser.picture("readiness-build");
            browser.open("/release-services/");
            assertThat(browser.one("#main-panel").getText()).contains(service, "production", "You can answer: 2");
            browser.picture("readiness-services");

            browser.open(page());
            choose(browser, "restore", "YES");
            browser.click("#restore button[type=submit]");
            assertThat(browser.one("body").getText()).contains("This needs a reason");
            browser.open(page());
            choose(browser, "restore", "YES");
            browser.one("#rg-reason-restore").sendKeys("restored <b>all</b> of it");
            browser.one("#rg-file-restore").sendKeys(log.toString());
            browser.picture("readiness-form");
            browser.click("#restore button[type=submit]");
            assertThat(browser.one("#restore").getText())
                    .contains("MET", "rg-anna", "restored <b>all</b> of it", "restore.log", "sha256:");
            choose(browser, "canary", "NOT_APPLICABLE");
            browser.one("#rg-reason-canary").sendKeys("one instance only");
            browser.click("#canary button[type=submit]");
            assertThat(browser.one("#canary").getText()).contains("UNCONFIRMED", "one instance only");
            assertThat(browser.all("#rg-choice-canary option[value^=CONFIRM]")).isEmpty();
            browser.width(400);
            assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo("true");
            browser.picture("readiness-400");
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
        try (Browser browser = new Browser(ben)) {
            browser.width(1200);
            browser.open(page());
            choose(browser, "canary", "CONFIRM");
            browser.one("#rg-reason-canary").sendKeys("so it is");
            browser.click("#canary button[type=submit]");
            Build build = jenkins().end(job, 1);
            assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
            assertThat(build.log()).contains("ready is PASSED, passed is true");
            browser.open(page());
            assertThat(browser.one("#canary").getText()).contains("NOT_APPLICABLE", "rg-ben");
            browser.open(page() + "print");
            assertThat(browser.one("body").getText())
                    .contains(
                            "Readiness of " + service, "restored <b>all</b> of it", "rg-anna", "rg-ben", "restore.log");
            browser.picture("readiness-print");
        }
        JsonNode decision = PipelineScenarios.decision(new Build(jenkins(), job + "/1", "SUCCESS"));
        assertThat(decision.path("gates")).hasSize(2);
        assertThat(decision.at("/gates/0/gate").asText()).isEqualTo("restore");
        assertThat(decision.path("outcome").asText()).isEqualTo("PASSED");
    }

    @Test
    @DisplayName("isn't said by those whose change it is: their yes doesn't count, and another one's does")
    void shouldNotCountAuthors() {
        new Approvals(jenkins())
                .define(
                        "1 of group rg-sre",
                        "approval.authorsMayApprove = true\napproval.configurersMayApprove = true");
        define(TWO_ITEMS, "environment: staging");
        String job = pipeline("rg-ready-own", WAITS.formatted(service));
        new Approvals(jenkins()).start(job, "rg-anna");
        says(job, "Waits until");
        yes(anna, "restore");
        yes(anna, "canary");
        says(job, "was answered by those alone whose change it is");
        assertThat(jenkins()
                        .json(job + "/1/api/json?tree=building")
                        .path("building")
                        .asBoolean())
                .isTrue();
        yes(ben, "restore");
        yes(ben, "canary");
        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");

        // Nobody says how it is found out whose change it is: nothing in favour counts.
        define(TWO_ITEMS, "");
        String other = pipeline("rg-ready-whose", "orrChecklist service: '" + service + "', checklist: 'production'");
        Build unknown = jenkins().build(other);
        assertThat(unknown.result()).isEqualTo("FAILURE");
        assertThat(unknown.log()).contains("whose change it is, or may be");
    }

    @Test
    @DisplayName("is waited for after a restart, and judged once")
    void shouldGoOnAfterARestart() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        define();
        String job = pipeline("rg-ready-restart", WAITS.formatted(service));
        begin(job);
        yes(anna, "restore");
        jenkins().restart();
        says(job, "goes on after a restart");
        yes(ben, "canary");
        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.audit().path("decisions")).hasSize(1);

        // What was answered isn't asked again.
        Build next = jenkins()
                .build(pipeline("rg-ready-next", "orrChecklist service: '" + service + "', checklist: 'production'"));
        assertThat(next.result()).as(next.log()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("is asked again when an answer has ended")
    void shouldAskAgain() {
        define(TWO_ITEMS.replace("30d", "1m"), "authors: ignored");
        yes(anna, "restore");
        yes(ben, "canary");
        String script = "orrChecklist service: '" + service + "', checklist: 'production'";
        assertThat(jenkins().build(pipeline("rg-ready-fresh", script)).result()).isEqualTo("SUCCESS");
        jenkins()
                .within(
                        java.time.Duration.ofSeconds(90),
                        () -> "the answers end",
                        () -> item("restore").path("status").asText().equals("EXPIRED"));
        String job = pipeline("rg-ready-expired", WAITS.formatted(service));
        begin(job);
        assertThat(jenkins().text(job + "/1/consoleText")).contains("restore was answered too long ago");
        yes(ben, "restore");
        yes(anna, "canary");
        assertThat(jenkins().end(job, 1).result()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("may be accepted until a day, with an owner, and warns until then")
    void shouldFollowUp() {
        define();
        yes(anna, "restore");
        String tomorrow =
                LocalDate.now(Clock.system(ZoneOffset.UTC)).plusDays(1).toString();
        String late = LocalDate.now(Clock.system(ZoneOffset.UTC)).plusDays(200).toString();
        assertThat(say(anna, "canary", "FOLLOW_UP", Map.of("reason", "soon", "owner", "rg-ben", "until", late))
                        .body())
                .contains("Until: found");
        assertThat(say(anna, "canary", "FOLLOW_UP", Map.of("reason", "soon", "owner", "nobody", "until", tomorrow))
                        .body())
                .contains("Who will do it");
        assertThat(say(anna, "restore", "FOLLOW_UP", Map.of("reason", "soon", "owner", "rg-ben", "until", tomorrow))
                        .body())
                .contains("does not allow that");
        String accepted =
                said(anna, "canary", "FOLLOW_UP", Map.of("reason", "soon", "owner", "rg-ben", "until", tomorrow));
        String script = "def seen = orrChecklist service: '" + service
                + "', checklist: 'production'\necho \"ready is ${seen.readiness.verdict}\"";
        Build warned = jenkins().build(pipeline("rg-ready-later", script));
        assertThat(warned.log()).contains("ready is WARNING");
        said(
                ben,
                "canary",
                "DONE",
                Map.of("statement", accepted, "reason", "done", "link", "https://wiki.example.com/canary"));
        said(anna, "canary", "WITHDRAW", Map.of("statement", accepted));
        assertThat(jenkins().build(pipeline("rg-ready-done", script)).log()).contains("ready is PASSED");
    }

    @Test
    @DisplayName("is refused where it wouldn't count: by others, of another question, or without what it needs")
    void shouldRefuse() {
        define();
        JenkinsUnderTest reader = new Users(jenkins()).user("rg-reader");
        assertThat(say(reader, "restore", "YES", Map.of("reason", "I guess", "link", "https://a.example.com/"))
                        .body())
                .contains("rg-reader is not in the role");
        assertThat(say(anna, "restore", "YES", Map.of("reason", "tried")).body())
                .contains("needs a file or a link");
        assertThat(say(anna, "restore", "YES", Map.of("reason", "tried", "link", "javascript:alert(1)"))
                        .body())
                .contains("link: found");
        HttpResponse<String> changed = say(anna, "restore", "NO", Map.of("itemDigest", "sha256:" + "0".repeat(64)));
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(changed.body()).contains("another one than the one that was shown");
        assertThat(anna.get(page() + "answer?item=restore&what=NO").statusCode())
                .isIn(404, 405);
        JenkinsUnderTest stranger = new Users(jenkins()).stranger("rg-stranger");
        assertThat(stranger.get(page()).statusCode()).isEqualTo(404);
        assertThat(stranger.text("/release-services/json")).doesNotContain(service);
    }

    @Test
    @DisplayName("is judged at once in a declarative Pipeline and in a freestyle job, which never waits")
    void shouldJudgeAtOnce() {
        define();
        yes(anna, "restore");
        Build declarative = jenkins()
                .build(pipeline(
                        "rg-ready-declarative",
                        "pipeline {\n agent none\n stages { stage('Ready') { steps {\n"
                                + " orrChecklist service: '" + service
                                + "', checklist: 'production', criticality: 'UNSTABLE'\n} } }\n}"));
        assertThat(declarative.result()).as(declarative.log()).isEqualTo("UNSTABLE");
        assertThat(declarative.log()).contains("canary has no answer (operations): Is there a canary?");

        jenkins().create("", "rg-ready-freestyle", Jobs.freestyle("true", builder("")));
        Build refused = jenkins().build("/job/rg-ready-freestyle");
        assertThat(refused.result()).as(refused.log()).isEqualTo("FAILURE");
        yes(ben, "canary");
        assertThat(jenkins().build("/job/rg-ready-freestyle").result()).isEqualTo("SUCCESS");
        jenkins().create("", "rg-ready-freestyle", Jobs.freestyle("true", builder("<wait>true</wait>")));
        assertThat(jenkins().build("/job/rg-ready-freestyle").log()).contains("a freestyle build holds its executor");
    }

    private String builder(String more) {
        return "<io.jenkins.plugins.releasegates.readiness.OrrChecklistBuilder><options><service>" + service
                + "</service><checklist>production</checklist><criticality>FAILURE</criticality>" + more
                + "</options></io.jenkins.plugins.releasegates.readiness.OrrChecklistBuilder>";
    }

    @Test
    @DisplayName("is described by form, and comes from configuration as code and goes there; the step is offered")
    void shouldBeDescribed() {
        assumeTrue(Browser.isThere(), "no Chromium with its driver is installed here");
        define();
        String state = """
                def s = io.jenkins.plugins.releasegates.readiness.ServiceConfiguration.get().services[0]
                print s.settings() + s.roles[0].users.replace('\\r', '').replace('\\n', ',') + s.checklists[0].troubles()
                """;
        String before = jenkins().script(state);
        assertThat(before).contains("tier 1", "authors ignored", "rg-anna,rg-ben[]");
        try (Browser browser = new Browser(jenkins())) {
            Form form = Form.of(browser, "/manage/configure");
            assertThat(form.text()).contains("Release services", "Checklists", "Roles");
            browser.picture("readiness-services-form");
            form.save();
        }
        assertThat(jenkins().script(state)).isEqualTo(before);
        assertThat(jenkins().script("""
                def out = new ByteArrayOutputStream()
                io.jenkins.plugins.casc.ConfigurationAsCode.get().export(out)
                print out.toString('UTF-8')
                """))
                .contains(
                        "releaseServices:",
                        "name: \"" + service + "\"",
                        "authors: \"ignored\"",
                        "kind: ReadinessChecklist");
        for (String field : new String[] {"service", "checklist", "file", "name", "criticality", "wait", "timeout"}) {
            assertThat(jenkins()
                            .text("/descriptor/io.jenkins.plugins.releasegates.readiness.OrrChecklistOptions/help/"
                                    + field))
                    .as("help of %s", field)
                    .contains("<div");
        }
        assertThat(jenkins()
                        .post(
                                "/pipeline-syntax/generateSnippet",
                                Map.of(
                                        "json",
                                        "{\"stapler-class\": \"io.jenkins.plugins.releasegates.readiness.OrrChecklistStep\","
                                                + " \"$class\": \"io.jenkins.plugins.releasegates.readiness.OrrChecklistStep\", \"options\":"
                                                + " {\"service\": \"shop\", \"checklist\": \"production\", \"file\": \"\", \"name\": \"\","
                                                + " \"criticality\": \"FAILURE\", \"wait\": true, \"timeout\": \"\"}}"))
                        .body())
                .contains("orrChecklist checklist: 'production', service: 'shop', wait: true");
    }

    @Test
    @DisplayName("ends with the time, or with the build, and hasn't passed then")
    void shouldEndUnready() {
        define();
        String script = WAITS.formatted(service).replace("wait: true", "wait: true, timeout: '3s'");
        Build late = jenkins().build(pipeline("rg-ready-late", script));
        assertThat(late.result()).as(late.log()).isEqualTo("FAILURE");
        String job = pipeline("rg-ready-stopped", WAITS.formatted(service));
        begin(job);
        jenkins().post(job + "/1/stop", Map.of());
        Build stopped = jenkins().end(job, 1);
        assertThat(stopped.result()).isEqualTo("ABORTED");
        assertThat(PipelineScenarios.decision(stopped).path("outcome").asText()).isEqualTo("INCONCLUSIVE");
    }
}
