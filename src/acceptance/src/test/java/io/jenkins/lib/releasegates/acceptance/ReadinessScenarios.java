package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

@DisplayName("Whether a service is ready, by a checklist that people answer")
class ReadinessScenarios extends Scenario {

    private static final String TWO_ITEMS = """
            apiVersion: release-gates/v1
            kind: ReadinessChecklist
            metadata: {name: production}
            spec:
              role: operations
              validFor: 30d
              sections:
                - title: Recovery
                  items:
                    - {id: restore, question: 'Was a backup restored?', why: 'A backup that was never restored is a hope.', severity: blocking}
                    - {id: canary, question: 'Is there a canary?', why: 'All at once hurts all at once.', severity: blocking, evidence: optional, followUp: allowed}
            """;

    private static final String WAITS = "def seen = orrChecklist service: '%s', checklist: 'production', wait: true\n"
            + "echo \"ready is ${seen.readiness.verdict}, passed is ${seen.passed}\"";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest anna;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest ben;

    /** Each scenario has a service of its own, since answers are kept. */
    private String service = "";

    @BeforeEach
    void people() {
        Users users = new Users(jenkins());
        anna = users.user("rg-anna");
        ben = users.user("rg-ben");
        service = "shop-" + Long.toString(Clock.systemUTC().millis(), 36);
    }

    @AfterEach
    void clear() {
        JenkinsUnderTest.given().ifPresent(jenkins -> {
            jenkins.script("io.jenkins.plugins.releasegates.readiness.ServiceConfiguration.get().setServices([])");
            Environments.clear(jenkins);
        });
    }

    /** As code. */
    private void define(String checklist, String authors) {
        jenkins().script("""
                def file = File.createTempFile('services', '.yaml')
                file.text = '''
                unclassified:
                  releaseServices:
                    services:
                      - name: "%s"
                        tier: 1
                        %s
                        jobs: "rg-*"
                        roles:
                          - {name: operations, users: "rg-anna\\\\nrg-ben"}
                        checklists:
                          - yaml: |
                %s
                '''
                io.jenkins.plugins.casc.ConfigurationAsCode.get().configure(file.path)
                file.delete()
                """.formatted(service, authors, checklist.indent(14)));
    }

    private void define() {
        define(TWO_ITEMS, "authors: ignored");
    }

    private String page() {
        return "/release-services/service/" + service + "/checklist/production/";
    }

    private JsonNode item(String id) {
        for (JsonNode item : anna.json(page() + "json").path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no item " + id);
    }

    private HttpResponse<String> say(JenkinsUnderTest who, String item, String what, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("item", item);
        form.putIfAbsent("itemDigest", item(item).path("itemDigest").asText());
        form.put("what", what);
        return who.post(page() + "answer", form);
    }

    private String said(JenkinsUnderTest who, String item, String what, Map<String, String> more) {
        HttpResponse<String> answer = say(who, item, what, more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    private String yes(JenkinsUnderTest who, String item) {
        return said(who, item, "YES", Map.of("reason", "tried it", "link", "https://wiki.example.com/" + item));
    }

    private void begin(String job) {
        assertThat(jenkins().post(job + "/build?delay=0sec", Map.of()).statusCode())
                .isEqualTo(201);
        says(job, "Waits until");
    }

    private void says(String job, String words) {
        jenkins()
                .eventually(
                        () -> "the log says " + words + ": "
                                + jenkins().get(job + "/1/consoleText").body(),
                        () -> jenkins().get(job + "/1/consoleText").body().contains(words));
    }

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
    @DisplayName("answers itself where it can: by files, values, and what gates have said")
    void shouldAnswerItself() {
        define(TWO_ITEMS.substring(0, TWO_ITEMS.indexOf("        - {id: restore")) + """
                        - {id: runbook, question: 'Is there a runbook?', why: 'w', severity: blocking, check: {file: {path: docs/runbook.md, sections: [Rollback]}}}
                        - {id: replicas, question: 'Are there two?', why: 'w', severity: blocking, check: {value: {path: deploy.yml, pointer: /spec/replicas, condition: '>= 2'}}}
                """, "authors: ignored");
        String ask = "orrChecklist service: '" + service + "', checklist: 'production', criticality: 'NOTE'\n";
        Build build = jenkins()
                .build(pipeline(
                        "rg-ready-self",
                        "node {\n deleteDir()\n" + ask
                                + "writeFile file: 'docs/runbook.md', text: '# Rollback\\nTurn it back.'\n"
                                + "writeFile file: 'deploy.yml', text: 'spec: {replicas: 3}'\n"
                                + ask.replace("NOTE", "FAILURE") + "}\n" + ask));
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        JsonNode decisions = build.audit().path("decisions");
        assertThat(decisions).hasSize(3);
        assertThat(build.log()).contains("runbook could not be checked", "runbook is not met");
        assertThat(item("runbook").at("/lastCheck/verdict").asText()).isEqualTo("ERROR");
        assertThat(item("runbook").path("said")).as("each outcome is news").hasSize(3);
    }

    @Test
    @DisplayName("asks a real Prometheus by the owner's connection: a metric, an alerting rule, and whether it answers")
    void shouldAskPrometheus() throws IOException {
        assumeTrue(jenkins().isOnLoopback(), "the controller is another machine");
        String missing = PrometheusProcess.missing().orElse("");
        assumeTrue(missing.isEmpty(), missing);
        Files.writeString(directory.resolve("rules.yml"), """
                groups:
                  - name: shop
                    interval: 1s
                    rules:
                      - {alert: Slow, expr: vector(0) > 1}
                """);
        String head = TWO_ITEMS.substring(0, TWO_ITEMS.indexOf("        - {id: restore"));
        define(head + """
                        - {id: errors, question: 'Are there few errors?', why: 'w', severity: blocking, provenance: observed, check: {metric: {connection: prometheus, query: vector(0.001), condition: '< 0.01'}}}
                        - {id: slow, question: 'Does an alert tell of it?', why: 'w', severity: blocking, check: {alertRule: {connection: prometheus, alert: Slow}}}
                        - {id: there, question: 'Is it there?', why: 'w', severity: blocking, check: {connection: prometheus}}
                """, "authors: ignored");
        String script = "orrChecklist service: '" + service + "', checklist: 'production'";
        try (PrometheusProcess prometheus = PrometheusProcess.over(directory, "rule_files: [rules.yml]\n")) {
            // No job may name it, and the owner's checklist may.
            jenkins().script("""
                    import io.jenkins.plugins.releasegates.connection.*
                    def one = new PrometheusItem('prometheus', '%s')
                    one.allowPrivateAddresses = true
                    one.jobs = 'nobody'
                    ConnectionConfiguration.get().setConnections([one])
                    """.formatted(prometheus.uri()));
            String job = pipeline("rg-ready-prometheus", script);
            jenkins()
                    .eventually(
                            () -> jenkins().text(job + "/lastBuild/consoleText"),
                            () -> jenkins().build(job).result().equals("SUCCESS"));
            Build own = jenkins()
                    .build(pipeline(
                            "rg-ready-forbidden",
                            "node {\n deleteDir()\n writeFile file: 'orr.yaml', text: '''" + head
                                    + "        - {id: there, question: q, why: w, severity: blocking, check: {connection: prometheus}}\n"
                                    + "'''\n orrChecklist service: '" + service + "', file: 'orr.yaml'\n}"));
            assertThat(own.result()).as(own.log()).isEqualTo("FAILURE");
            assertThat(own.log()).contains("there could not be checked");
        } finally {
            jenkins()
                    .script("io.jenkins.plugins.releasegates.connection.ConnectionConfiguration.get()"
                            + ".setConnections([])");
        }
        Build gone = jenkins().build(pipeline("rg-ready-gone", script));
        assertThat(gone.result()).isEqualTo("FAILURE");
        assertThat(gone.log()).contains("there could not be checked");
    }

    @Test
    @DisplayName("may be judged by the pipeline's own checklist, which says so and is answered for this job alone")
    void shouldTakeAFile() {
        define();
        String job = pipeline(
                "rg-ready-file",
                "node {\n deleteDir()\n writeFile file: 'orr.yaml', text: '''" + TWO_ITEMS + "'''\n"
                        + " orrChecklist service: '" + service + "', file: 'orr.yaml', wait: true\n}");
        yes(anna, "restore");
        yes(anna, "canary");
        begin(job);
        JsonNode kept = jenkins().json(job + "/1/release-readiness/json").at("/checklists/0");
        assertThat(kept.at("/result/checklist/name").asText()).isEqualTo("own/rg-ready-file/production");
        String form = job + "/1/release-readiness/" + kept.path("form").asText();
        for (JsonNode item : anna.json(form + "json").path("items")) {
            assertThat(anna.post(
                                    form + "answer",
                                    Map.of(
                                            "item", item.path("id").asText(),
                                            "itemDigest",
                                                    item.path("itemDigest").asText(),
                                            "what", "YES",
                                            "reason", "tried",
                                            "link", "https://wiki.example.com/"))
                            .statusCode())
                    .isEqualTo(200);
        }
        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
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
