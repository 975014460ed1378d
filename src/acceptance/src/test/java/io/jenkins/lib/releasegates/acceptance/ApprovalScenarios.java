package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("People who approve what goes to an environment")
class ApprovalScenarios extends Scenario {

    private static final String TWO = "1 of group rg-sre AND 2 distinct people";

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
        approvals.define(TWO, "approval.authorsMayApprove = true");
    }

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    @Test
    @DisplayName(
            "are asked by the owner's rule, waited for without an agent, and make the admission with which it is deployed")
    void shouldAdmitWhatPeopleHaveApproved() {
        String job = approvals.waiting("rg-appr-two", "");
        JsonNode asked = approvals.request(job, 1);
        assertThat(asked.path("rule").asText()).isEqualTo(TWO);
        assertThat(asked.path("missing").toString()).contains("1 of group rg-sre", "2 distinct people");
        assertThat(asked.at("/gates").findValuesAsText("gate")).contains("tests", "coverage", "environment: job");
        jenkins()
                .eventually(
                        "it holds no executor",
                        () -> !jenkins()
                                .get("/computer/api/json?tree=computer%5Bexecutors%5BcurrentExecutable%5Burl%5D%5D%5D")
                                .body()
                                .contains("rg-appr-two"));

        assertThat(approvals.decide(ben, job, "APPROVE", "looks good")).contains("WAITING");
        assertThat(approvals.request(job, 1).at("/answers/0/who").asText()).isEqualTo("rg-ben");
        assertThat(approvals.request(job, 1).path("missing").toString()).contains("1 of group rg-sre");
        assertThat(approvals.decide(anna, job, "APPROVE", "CHG-7")).contains("APPROVED");
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("NOT admitted to staging yet: people have to approve")
                .contains("Asks for approval to go to staging: " + TWO)
                .contains("Admitted to staging. All")
                .contains("admitted true")
                .contains("deployed");
        List<String> kinds = build.audit().path("timeline").findValuesAsText("kind");
        assertThat(kinds.stream().filter(kind -> kind.startsWith("approval-") || kind.startsWith("deployment-")))
                .containsExactly(
                        "approval-asked",
                        "approval-answered",
                        "approval-answered",
                        "deployment-started",
                        "deployment-ended");
        assertThat(build.audit().at("/decisions/1/gates").toString()).contains("It was approved as it is now.");
    }

    @Test
    @DisplayName("are asked by deployTo itself, where the pipeline forgets to")
    void shouldAskBeforeADeployment() {
        String job = gated("rg-appr-deploy", Approvals.BUILT + "ask()\ndeployTo('staging') { echo 'deployed' }\n");
        approvals.begin(job);
        approvals.decide(anna, job, "APPROVE", "");
        approvals.decide(ben, job, "APPROVE", "");

        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log()).containsSubsequence("Asks for approval", "Deploys to staging, admitted by", "deployed");
    }

    @Test
    @DisplayName(
            "are waited for by releaseGate itself, unless the pipeline says otherwise; with what it demands on top")
    void shouldWaitInTheGate() {
        String job = gated("rg-appr-gate", Approvals.BUILT + """
                def answer = releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports,
                    qualityGates: [[metric: 'coverage.line', threshold: 84, criticality: 'FAILURE']]
                echo "admitted ${answer.admitted} waits ${answer.waitsForApproval} ${answer.verdicts.size()}"
                """);
        approvals.begin(job);
        approvals.decide(anna, job, "APPROVE", "");
        approvals.decide(ben, job, "APPROVE", "");

        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("Admitted to staging", "admitted true waits false");
        assertThat(build.audit().at("/decisions/1/gates").findValuesAsText("gate"))
                .contains("coverage.line (pipeline)", "environment: approval");
    }

    @Test
    @DisplayName("aren't waited for by a freestyle build, which fails")
    void shouldFailAFreestyleBuild() {
        String shell = "mkdir -p target; date +%N%s > target/ship.jar\n"
                + "echo \"<testsuite name='a' tests='1'><testcase classname='A' name='b'/></testsuite>\" > TEST-a.xml\n"
                + "echo \"<report name='a'><package name='a'><sourcefile name='A.java'><counter type='LINE' missed='5'"
                + " covered='95'/></sourcefile></package><counter type='LINE' missed='5' covered='95'/></report>\" > jacoco.xml\n";
        String report = "io.jenkins.plugins.releasegates.evidence.ReportItem";
        String builder = """
                <io.jenkins.plugins.releasegates.gate.ReleaseGateBuilder><options><environment>staging</environment>
                <artifact>target/ship.jar</artifact>
                <reports><%1$s><pattern>TEST-a.xml</pattern></%1$s><%1$s><pattern>jacoco.xml</pattern></%1$s></reports>
                </options></io.jenkins.plugins.releasegates.gate.ReleaseGateBuilder>
                """.formatted(report);
        jenkins().create("", "rg-appr-freestyle", Jobs.freestyle(shell, builder));

        Build build = jenkins().build("/job/rg-appr-freestyle");

        assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("people have to approve, and a freestyle build can not wait for them");
        assertThat(jenkins().get("/job/rg-appr-freestyle/1/release-approval/").statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("are reminded as long as nobody has decided, also through a restart, and that changes nothing else")
    void shouldRemind() {
        approvals.define(TWO, "approval.authorsMayApprove = true; approval.timeout = '1h'; approval.reminder = '1m'");
        String job = approvals.waiting("rg-appr-reminded", "");
        jenkins().within(Duration.ofSeconds(120), () -> "a reminder of " + job, () -> reminders(job) == 1);
        if (JenkinsUnderTest.mayRestart()) {
            jenkins().restart();
            approvals.awaitQuestion(job, 1);
        }
        jenkins().within(Duration.ofSeconds(120), () -> "another reminder of " + job, () -> reminders(job) >= 2);
        assertThat(jenkins().text(job + "/1/release-audit/")).contains("those who are missing were reminded");

        assertThat(approvals.decide(anna, job, "APPROVE", "")).contains("WAITING");
        assertThat(approvals.decide(ben, job, "APPROVE", "")).contains("APPROVED");
        assertThat(jenkins().end(job, 1).result()).isEqualTo("SUCCESS");
        assertThat(reminders(job)).isLessThanOrEqualTo(4);
    }

    private long reminders(String job) {
        return jenkins().json(job + "/1/release-audit/json").path("timeline").findValuesAsText("kind").stream()
                .filter("approval-reminded"::equals)
                .count();
    }

    @Test
    @DisplayName("can refuse, alone and for all")
    void shouldRefuse() {
        String job = approvals.waiting("rg-appr-refused", "");
        assertThat(approvals.decide(anna, job, "REJECT", "not on a Friday")).contains("REJECTED");
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("NOT admitted to staging. In the way: gate environment: approval failed")
                .doesNotContain("deployed");
        assertThat(approvals.decide(ben, job, "APPROVE", "")).contains("ended").contains("409");
        assertThat(build.audit().path("timeline").toString()).contains("not on a Friday");
    }

    @Test
    @DisplayName("never approve their own, whichever account they use")
    void shouldKeepEverybodyFromTheirOwn() {
        String job = gated("rg-appr-own", Approvals.BUILT + Approvals.ASK_AND_WAIT);
        approvals.begin(job, "rg-anna");
        assertThat(approvals.decide(anna, job, "APPROVE", ""))
                .contains("409")
                .contains("Nobody decides about their own: rg-anna started the build");
        assertThat(approvals.decide(anna, job, "REJECT", "")).contains("Nobody decides about their own");

        approvals.people("'rg-ben'");
        assertThat(approvals.decide(ben, job, "APPROVE", ""))
                .contains("Nobody decides about their own: rg-anna started the build");
        approvals.people("");
        assertThat(approvals.decide(ben, job, "APPROVE", "")).contains("WAITING");
        // Administrators are no exception.
        assertThat(approvals.decide(jenkins(), job, "APPROVE", "")).contains("WAITING");
        approvals.group("rg-ben");
        assertThat(approvals.request(job, 1).path("status").asText()).isEqualTo("WAITING");
        approvals.stop(job);
    }

    @Test
    @DisplayName("count through upstream builds and replays")
    void shouldFollowCausesAndReplays() {
        String lower = gated("rg-appr-lower", Approvals.BUILT + Approvals.ASK_AND_WAIT);
        String upper = pipeline("rg-appr-upper", "build job: 'rg-appr-lower', wait: false");
        approvals.start(upper, "rg-anna");
        approvals.awaitQuestion(lower, 1);
        assertThat(approvals.decide(anna, lower, "APPROVE", ""))
                .contains("rg-anna started the build", "rg-appr-upper #1");
        approvals.stop(lower);
    }

    @Test
    @DisplayName("are asked for each branch of a build by itself: one that is stopped leaves the others alone")
    void shouldLeaveOtherBranchesAlone() {
        String job = gated("rg-appr-branches", Approvals.BUILT + """
                ask()
                parallel(
                    impatient: { catchError { timeout(time: 5, unit: 'SECONDS') { input message: 'nothing', id: 'Nothing' } } },
                    patient: { releaseApproval 'staging' })
                """);
        approvals.begin(job);
        jenkins()
                .eventually(
                        "the other branch has ended",
                        () -> jenkins().get(job + "/1/consoleText").body().contains("Timeout has been exceeded"));
        approvals.decide(anna, job, "APPROVE", "");
        approvals.decide(ben, job, "APPROVE", "");
        assertThat(jenkins().end(job, 1).log()).contains("Admitted to staging");
    }

    @Test
    @DisplayName("answer what they were shown, in time, by a call of their own")
    void shouldTakeNoOtherAnswer() {
        String job = approvals.waiting("rg-appr-forged", "");
        JsonNode asked = approvals.request(job, 1);
        String other = "sha256:" + "0".repeat(64);
        assertThat(approvals.answer(anna, job + "/1", asked.path("request").asText(), "APPROVE", other, ""))
                .contains("409")
                .contains("Load the page again");
        assertThat(approvals.answer(
                        anna,
                        job + "/1",
                        "0123456789abcdef/1",
                        "APPROVE",
                        asked.path("content").asText(),
                        ""))
                .contains("This build has no request");
        assertThat(approvals.answer(
                        anna,
                        job + "/1",
                        asked.path("request").asText(),
                        "MAYBE",
                        asked.path("content").asText(),
                        ""))
                .contains("An answer is APPROVE, REJECT or WITHDRAW");
        assertThat(anna.get(job + "/1/release-approval/decide?request="
                                + asked.path("request").asText() + "&answer=APPROVE&shown="
                                + asked.path("content").asText())
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        JenkinsUnderTest reader = new Users(jenkins()).user("rg-reader");
        assertThat(approvals.decide(reader, job, "APPROVE", ""))
                .contains("the permission Release Gates/Approve is missing");
        JenkinsUnderTest stranger = new Users(jenkins()).stranger("rg-stranger");
        assertThat(stranger.get(job + "/1/release-approval/json").statusCode()).isEqualTo(404);
        assertThat(stranger.text("/release-approvals/json")).doesNotContain("rg-appr-forged");
        assertThat(approvals.request(job, 1).path("answers")).isEmpty();
        approvals.stop(job);
    }

    @Test
    @DisplayName("count as long as they are in the group and have an account, also between question and use")
    void shouldCountPeopleAsTheyAreNow() {
        String job = approvals.waiting("rg-appr-group", "");
        assertThat(approvals.decide(anna, job, "APPROVE", "")).contains("WAITING");
        approvals.group("rg-nobody");
        assertThat(approvals.decide(ben, job, "APPROVE", "")).contains("WAITING");
        assertThat(approvals.request(job, 1).path("missing").toString()).contains("1 of group rg-sre");
        approvals.group("rg-anna");
        jenkins().script("hudson.model.User.getById('rg-anna', false).delete()");
        assertThat(approvals.request(job, 1).path("missing").toString()).contains("1 of group rg-sre");
        approvals.stop(job);
    }

    @Test
    @DisplayName("are asked again when the rules change, and by nobody when the build was ended from outside")
    void shouldAskAgainWhenTheRulesChange() {
        String job = approvals.waiting("rg-appr-again", "");
        String first = approvals.request(job, 1).path("request").asText();
        approvals.decide(ben, job, "APPROVE", "");
        approvals.define("1 of rg-anna", "approval.authorsMayApprove = true");
        approvals.decide(anna, job, "APPROVE", "");
        approvals.awaitQuestion(
                job, 1, request -> !request.path("request").asText().equals(first));
        assertThat(approvals.request(job, 1).path("rule").asText()).isEqualTo("1 of rg-anna");

        jenkins().post(job + "/1/kill", Map.of());
        jenkins().end(job, 1);
        jenkins()
                .eventually(
                        "the request has ended",
                        () -> approvals.request(job, 1).path("status").asText().equals("ABORTED"));
        assertThat(new Build(jenkins(), job + "/1", "").audit().path("timeline").toString())
                .contains("The build that waits for it was ended.")
                .contains("What was asked about has changed");
    }

    @Test
    @DisplayName("are still waited for after a restart, and who stopped the build is told")
    void shouldSurviveARestart() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        String job = approvals.waiting("rg-appr-restart", "");
        String stopped = approvals.waiting("rg-appr-stopped", "");
        String demanding = gated("rg-appr-demanding", Approvals.BUILT + """
                releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports,
                    qualityGates: [[metric: 'coverage.line', threshold: 84, criticality: 'FAILURE']]
                """);
        approvals.begin(demanding);
        approvals.decide(ben, job, "APPROVE", "before");

        jenkins().restart();

        jenkins()
                .eventually(
                        "both wait again",
                        () -> jenkins().get("/release-approvals/json").body().contains("rg-appr-stopped")
                                && jenkins()
                                        .get("/release-approvals/json")
                                        .body()
                                        .contains("rg-appr-restart"));
        assertThat(approvals.request(job, 1).at("/answers/0/reason").asText()).isEqualTo("before");
        assertThat(approvals.decide(anna, job, "APPROVE", "after")).contains("APPROVED");
        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        approvals.decide(ben, demanding, "APPROVE", "");
        approvals.decide(anna, demanding, "APPROVE", "");
        Build demanded = jenkins().end(demanding, 1);
        assertThat(demanded.result()).as(demanded.log()).isEqualTo("SUCCESS");
        approvals.stop(stopped);
        assertThat(new Build(jenkins(), stopped + "/1", "")
                        .audit()
                        .path("timeline")
                        .toString())
                .contains("approval-ended")
                .contains(JenkinsUnderTest.environment("JENKINS_USER").orElse("admin"));
    }

    @Test
    @DisplayName("are waited for until a deadline, and not a moment longer")
    void shouldWaitUntilTheDeadline() {
        approvals.define(TWO, "approval.authorsMayApprove = true; approval.timeout = '1m'");
        String job = approvals.waiting("rg-appr-late", "");
        approvals.decide(anna, job, "APPROVE", "");
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("Nobody decided in time.");
        assertThat(approvals.decide(ben, job, "APPROVE", "")).contains("409").contains("ended");
    }

    @Test
    @DisplayName("can't approve while it isn't known whose change it is")
    void shouldNotApproveUnknownAuthorship() {
        approvals.define(TWO, "");
        String job = approvals.waiting("rg-appr-unknown", "");
        assertThat(approvals.decide(anna, job, "APPROVE", ""))
                .contains("Nobody can approve while it isn't known whose change this is")
                .contains("the owner names no repository for rg-appr-unknown");
        approvals.stop(job);
    }
}
