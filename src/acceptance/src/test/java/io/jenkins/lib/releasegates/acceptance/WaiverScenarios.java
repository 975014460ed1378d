package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Waivers and broken glass")
class WaiverScenarios extends Scenario {

    private static final String EXCEPTIONS = """
            def waivers = new WaiverItem()
            waivers.gates = 'cover*'
            waivers.longest = '3d'
            waivers.breakGlass = '1h'
            staging.waivers = waivers
            """;

    /** Nobody has decided about these bytes in an earlier run. */
    private final String run = UUID.randomUUID().toString();

    @SuppressWarnings("NullAway.Init")
    private Approvals approvals;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest anna;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest ben;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest cleo;

    @BeforeEach
    void people() {
        Users users = new Users(jenkins());
        anna = users.user("rg-anna", "Approve", "Waive", "BreakGlass");
        ben = users.user("rg-ben", "Approve", "Waive", "BreakGlass");
        cleo = users.user("rg-cleo", "ConfigureEnvironment");
        approvals = new Approvals(jenkins());
        approvals.define("1 distinct people", EXCEPTIONS + "approval.authorsMayApprove = true");
        jenkins()
                .script("io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get().with {\n"
                        + "environments[0].approval = null\nsetEnvironments(environments) }");
    }

    @AfterEach
    void clear() {
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    @Test
    @DisplayName(
            "are granted by somebody else, let exactly these files in whichever job brings them, and can be withdrawn")
    void shouldLetInWhatAnotherHasWaived() {
        String job = refused("rg-waive-one", 70, "waived bytes");
        String deploy = gated(
                "rg-waive-deploy",
                "writeFile file: 'target/ship.jar', text: 'waived bytes" + run + "'\n"
                        + "deployTo(environment: 'staging', artifact: 'target/ship.jar') { echo 'deployed' }\n");
        assertThat(jenkins().build(deploy).log()).contains("In the way: gate coverage failed");

        String id = ask(anna, job, "coverage");
        assertThat(exemption(job, id).path("state").asText()).isEqualTo("ASKED");
        assertThat(act(anna, job, Map.of("what", "GRANT", "id", id, "reason", "mine")))
                .contains("409", "Another person has to answer");
        assertThat(act(cleo, job, Map.of("what", "GRANT", "id", id, "reason", "I may not")))
                .contains("409", "Release Gates/Waive is missing");
        assertThat(jenkins().get("/release-approvals/json").body()).contains("A waiver of gate coverage");
        assertThat(act(ben, job, Map.of("what", "GRANT", "id", id, "reason", "generated code")))
                .contains("200", "GRANTED");

        JsonNode audit = jenkins().json(job + "/1/release-audit/json");
        assertThat(audit.at("/decisions/1/gates").toString()).contains("WAIVED", id, "Without it, this gate failed");
        assertThat(audit.path("timeline").findValuesAsText("kind"))
                .containsSubsequence("decision-made", "waiver-asked", "waiver-answered", "decision-made");
        Build deployed = jenkins().build(deploy);
        assertThat(deployed.result()).as(deployed.log()).isEqualTo("SUCCESS");

        assertThat(act(ben, job, Map.of("what", "WITHDRAW", "id", id, "reason", "it was a mistake")))
                .contains("200", "WITHDRAWN");
        Build late = jenkins().build(deploy);
        assertThat(late.result()).isEqualTo("FAILURE");
        assertThat(late.log()).contains("Not deployed to staging", "was revoked");
    }

    @Test
    @DisplayName("don't count for other files, nor where the gate finds something else")
    void shouldBeBoundToWhatWasSeen() {
        String job = refused("rg-waive-bound", 70, "bound bytes");
        String id = ask(anna, job, "coverage");
        act(ben, job, Map.of("what", "GRANT", "id", id, "reason", "fine"));

        assertThat(log(refused("rg-waive-worse", 60, "bound bytes")))
                .contains("NOT admitted to staging", "Line coverage is 60 %");
        assertThat(log(refused("rg-waive-other", 70, "other bytes"))).contains("NOT admitted to staging");
        String same = gated("rg-waive-same", built(70, "bound bytes") + GATE);
        assertThat(jenkins().build(same).log()).contains("WAIVED         coverage", "Admitted to staging");
    }

    @Test
    @DisplayName("don't replace what another build was told about the same files since")
    void shouldNotReplaceANewerDecision() {
        String job = refused("rg-waive-old", 70, "old bytes");
        String id = ask(anna, job, "coverage");
        String worse = refused("rg-waive-since", 60, "old bytes");

        assertThat(act(ben, job, Map.of("what", "GRANT", "id", id, "reason", "fine")))
                .contains("200", "GRANTED", "was decided about since, by another build");
        assertThat(jenkins().json(job + "/1/release-audit/json").path("decisions"))
                .hasSize(1);
        String deploy = gated(
                "rg-waive-old-deploy",
                "writeFile file: 'target/ship.jar', text: 'old bytes" + run + "'\n"
                        + "deployTo(environment: 'staging', artifact: 'target/ship.jar') { echo 'deployed' }\n");
        assertThat(jenkins().build(deploy).result()).isEqualTo("FAILURE");
        assertThat(log(worse)).contains("Line coverage is 60 %");
    }

    @Test
    @DisplayName("are waited for where the pipeline says so, through a restart; who asked for one doesn't approve")
    void shouldWaitForAWaiverAndThenForApproval() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        approvals.define("1 distinct people", EXCEPTIONS + "approval.authorsMayApprove = true");
        approvals.define(
                "1 distinct people",
                EXCEPTIONS + "approval.unknownAuthors = 'rg-sre'\napproval.authorsMayApprove = true");
        String job = gated(
                "rg-waive-wait",
                built(70, "waited bytes")
                        + GATE.replace("reports: reports", "reports: reports, waitForWaiver: true")
                        + "deployTo('staging') { echo 'deployed' }\n");
        jenkins().post(job + "/build?delay=0sec", Map.of());
        jenkins()
                .eventually(
                        "it waits",
                        () -> jenkins()
                                .get(job + "/1/consoleText")
                                .body()
                                .contains("Waits for waivers to go to staging"));
        jenkins().restart();

        String id = ask(anna, job, "coverage");
        act(ben, job, Map.of("what", "GRANT", "id", id, "reason", "fine"));
        approvals.awaitQuestion(job, 1);
        assertThat(approvals.decide(anna, job, "APPROVE", "")).contains("409").contains("asked for a waiver");
        assertThat(approvals.decide(ben, job, "APPROVE", "")).contains("APPROVED");

        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("deployed", "WAIVED         coverage");
    }

    @Test
    @DisplayName(
            "are refused where the owner doesn't allow them, without a reason, for too long, and to who started the build")
    void shouldKeepToTheOwnersRules() {
        String job = refused("rg-waive-rules", 70, "ruled bytes");
        String failing =
                gated("rg-waive-tests", built(70, "failing bytes").replace("junit(5, 0)", "junit(5, 1)") + GATE);
        jenkins().build(failing);
        assertThat(asked(anna, failing, Map.of("gate", "tests"))).contains("409", "can not be waived for staging");
        assertThat(asked(anna, job, Map.of("gate", "environment: job"))).contains("409", "can not be waived");
        assertThat(asked(anna, job, Map.of("reason", " "))).contains("409", "A reason is mandatory");
        assertThat(asked(anna, job, Map.of("expires", "2099-01-01"))).contains("409", "allowed: a day such as");
        assertThat(asked(anna, job, Map.of("expires", "2020-01-01"))).contains("409", "not before it");
        assertThat(asked(anna, job, Map.of("decision", "0123456789abcdef/1"))).contains("409", "decided anew");
        assertThat(act(anna, job, Map.of("what", "BREAK", "reason", "x"))).contains("409", "allowed: WAIVER");
        Users users = new Users(jenkins());
        assertThat(asked(users.stranger("rg-nobody"), job, Map.of())).startsWith("404");
        assertThat(asked(users.user("rg-reader"), job, Map.of())).contains("409", "Job/Build is missing");
        assertThat(jenkins().get(job + "/1/release-waivers/act?what=WAIVER").statusCode())
                .isEqualTo(404);

        String own = gated("rg-waive-own", built(70, "own bytes") + GATE);
        approvals.start(own, "rg-ben");
        jenkins().end(own, 1);
        String id = ask(anna, own, "coverage");
        assertThat(act(ben, own, Map.of("what", "GRANT", "id", id, "reason", "mine")))
                .contains("409", "Nobody waives their own: you started the build");
        assertThat(asked(anna, own, Map.of())).contains("409", "asked for already");
    }

    @Test
    @DisplayName("let two people overrule all gates in an emergency, which stays red until a third one has reviewed it")
    void shouldBreakTheGlassTogether() {
        approvals.define(
                "2 of group rg-sre",
                EXCEPTIONS + "staging.freezes = " + "[new FreezeItem('2020-01-01', '2099-01-01', 'always')]");
        String job = refused("rg-glass", 60, "urgent bytes");
        String deploy = gated(
                "rg-glass-deploy",
                "writeFile file: 'target/ship.jar', text: 'urgent bytes" + run + "'\n"
                        + "deployTo(environment: 'staging', artifact: 'target/ship.jar') { echo 'deployed' }\n");
        assertThat(act(cleo, job, Map.of("what", "BREAK_GLASS", "decision", decision(job), "reason", "outage")))
                .contains("409", "Release Gates/BreakGlass is missing");
        String answer = act(anna, job, Map.of("what", "BREAK_GLASS", "decision", decision(job), "reason", "outage"));
        assertThat(answer).startsWith("200");
        String id = answer.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
        assertThat(act(anna, job, Map.of("what", "GRANT", "id", id, "reason", "again me")))
                .contains("409", "Another person");
        approvals.people("'rg-ben'");
        assertThat(act(ben, job, Map.of("what", "GRANT", "id", id, "reason", "my other account")))
                .contains("409", "Another person");
        approvals.people("");
        assertThat(jenkins().build(deploy).result()).isEqualTo("FAILURE");
        assertThat(act(ben, job, Map.of("what", "GRANT", "id", id, "reason", "I see it, too")))
                .contains("200", "GRANTED");

        Build deployed = jenkins().build(deploy);
        assertThat(deployed.result()).as(deployed.log()).isEqualTo("SUCCESS");
        assertThat(jenkins()
                        .json(job + "/1/release-audit/json")
                        .at("/decisions/1/gates")
                        .toString())
                .contains("Two people have broken the glass", "environment: time", "environment: approval");
        assertThat(jenkins().get("/release-environments/").body()).contains("Nobody has reviewed that yet");
        assertThat(exemption(job, id).path("lacksReview").asBoolean()).isTrue();
        assertThat(act(ben, job, Map.of("what", "JUSTIFIED", "id", id, "reason", "I was right")))
                .contains("409");
        assertThat(cleo.get("/release-approvals/json").body()).contains("A review of broken glass");
        assertThat(act(cleo, job, Map.of("what", "NOT_JUSTIFIED", "id", id, "reason", "there was time")))
                .startsWith("200");
        assertThat(exemption(job, id).path("lacksReview").asBoolean()).isFalse();
        assertThat(jenkins().json("/release-environments/json").toString())
                .contains("\"id\":\"" + id + "\",\"what\":\"BREAK_GLASS\",\"state\":\"GRANTED\",\"lacksReview\":false");
    }

    @Test
    @DisplayName("end a wait for people at once when the glass is broken, and no other job gets in by it")
    void shouldEndAWaitByBrokenGlass() {
        approvals.define("1 of group rg-sre", EXCEPTIONS + "approval.authorsMayApprove = true");
        String job = approvals.waiting("rg-glass-wait", "");
        String decision = jenkins()
                .json(job + "/1/release-waivers/json")
                .at("/refusals/0/decision")
                .asText();
        String answer = act(anna, job, Map.of("what", "BREAK_GLASS", "decision", decision, "reason", "outage"));
        String id = answer.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
        act(ben, job, Map.of("what", "GRANT", "id", id, "reason", "yes"));

        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("Two people have broken the glass", "deployed");
        assertThat(approvals.request(job, 1).path("status").asText()).isEqualTo("STALE");
    }

    private static final String GATE =
            "releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports\n";

    private String built(int coverage, String bytes) {
        return "junit(5, 0); jacoco(" + coverage + ")\nwriteFile file: 'target/ship.jar', text: '" + bytes + run
                + "'\n";
    }

    /** A build that isn't admitted. */
    private String refused(String name, int coverage, String bytes) {
        String job = gated(name, built(coverage, bytes) + GATE);
        assertThat(jenkins().build(job).result()).isEqualTo("FAILURE");
        return job;
    }

    private String log(String job) {
        return jenkins().get(job + "/1/consoleText").body();
    }

    private String decision(String job) {
        return jenkins()
                .json(job + "/1/release-waivers/json")
                .at("/refusals/0/decision")
                .asText();
    }

    private JsonNode exemption(String job, String id) {
        for (JsonNode each : jenkins().json(job + "/1/release-waivers/json").path("exemptions")) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("No exception " + id);
    }

    private String ask(JenkinsUnderTest who, String job, String gate) {
        String answer = asked(who, job, Map.of("gate", gate));
        assertThat(answer).startsWith("200");
        return answer.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    }

    private String asked(JenkinsUnderTest who, String job, Map<String, String> other) {
        Map<String, String> form = new HashMap<>(Map.of(
                "what",
                "WAIVER",
                "decision",
                decision(job),
                "gate",
                "coverage",
                "reason",
                "it is generated",
                "ticket",
                "CHG-1",
                "expires",
                LocalDate.now(ZoneOffset.UTC).toString()));
        form.putAll(other);
        return act(who, job, form);
    }

    private static String act(JenkinsUnderTest who, String job, Map<String, String> form) {
        HttpResponse<String> response = who.post(job + "/1/release-waivers/act", form);
        return response.statusCode() + " " + response.body();
    }
}
