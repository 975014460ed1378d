package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pipeline's own input")
class InputScenarios extends Scenario {

    private static final String KIND = "input-answered";
    private static final String JUDGED =
            "junit(5, 0); jacoco(85)\n" + "qualityGate policy: 'release-policy.yaml', reports: reports\n";

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest anna;

    @BeforeEach
    void people() {
        assumeTrue(
                jenkins()
                        .script("print jenkins.model.Jenkins.get().getPlugin('pipeline-input-step') != null")
                        .equals("true"),
                "the plugin pipeline-input-step isn't installed");
        anna = new Users(jenkins()).user("rg-anna", "Approve");
        jenkins()
                .script("jenkins.model.Jenkins.get().authorizationStrategy.add(hudson.model.Item.BUILD,"
                        + " org.jenkinsci.plugins.matrixauth.PermissionEntry.user('rg-anna'))\n"
                        + "jenkins.model.Jenkins.get().authorizationStrategy.add(hudson.model.Item.CANCEL,"
                        + " org.jenkinsci.plugins.matrixauth.PermissionEntry.user('rg-anna'))");
    }

    @AfterEach
    void clear() {
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    private void begin(String job) {
        assertThat(jenkins().post(job + "/build?delay=0sec", Map.of()).statusCode())
                .isEqualTo(201);
    }

    private void awaitInput(String job, String id) {
        jenkins()
                .eventually(
                        job + " asks " + id,
                        () -> jenkins().get(job + "/1/input/").body().contains("action=\"" + id + "/submit\""));
    }

    private static void proceed(JenkinsUnderTest who, String job, String id) {
        assertThat(who.post(job + "/1/input/" + id + "/proceedEmpty", Map.of()).statusCode())
                .isIn(200, 302);
    }

    private static void abort(JenkinsUnderTest who, String job, String id) {
        assertThat(who.post(job + "/1/input/" + id + "/abort", Map.of()).statusCode())
                .isIn(200, 302);
    }

    /** The rows about answers on the page of that build, as soon as there are so many. */
    private List<JsonNode> answers(String job, int count) {
        List<JsonNode> rows = new ArrayList<>();
        jenkins().eventually(() -> "answers: " + rows, () -> {
            rows.clear();
            if (jenkins().get(job + "/1/release-audit/json").statusCode() == 200) {
                jenkins().json(job + "/1/release-audit/json").path("timeline").forEach(row -> {
                    if (row.path("kind").asText().equals(KIND)) {
                        rows.add(row);
                    }
                });
            }
            return rows.size() >= count;
        });
        return rows;
    }

    @Test
    @DisplayName(
            "is folded into the record of its build: who let it go on, what was asked, and no value that was given")
    void shouldRecordWhoLetItGoOn() {
        String job = gated("rg-input-proceed", JUDGED + """
                input message: 'Ship it to Paris?', id: 'Ship', submitter: 'rg-anna'
                def secret = input message: 'Which word?', id: 'Word',
                    parameters: [string(name: 'WORD', defaultValue: 'none')], submitter: 'rg-anna'
                """);
        begin(job);
        awaitInput(job, "Ship");
        proceed(anna, job, "Ship");
        awaitInput(job, "Word");
        String json = "{\"parameter\":[{\"name\":\"WORD\",\"value\":\"correct horse\"}]}";
        assertThat(anna.post(job + "/1/input/Word/proceed", Map.of("json", json))
                        .statusCode())
                .isIn(200, 302);
        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");

        List<JsonNode> rows = answers(job, 2);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).toString())
                .contains("rg-anna", "own input Ship was answered with proceed", "no approval", "Ship it to Paris?");
        assertThat(rows.get(1).toString()).contains("own input Word").doesNotContain("correct horse");
        assertThat(build.audit().toString()).doesNotContain("correct horse");
        assertThat(jenkins().text(job + "/1/release-audit/")).contains("Ship it to Paris?", "no approval");
        assertThat(jenkins()
                        .json("/release-audit/json?person=rg-anna&kind=" + KIND)
                        .toString())
                .contains("rg-input-proceed");
    }

    @Test
    @DisplayName("is recorded as declined by a person, or as not answered")
    void shouldRecordWhoDeclined() {
        String job = gated("rg-input-abort", JUDGED + """
                catchError { input message: 'Ship it?', id: 'Ship' }
                catchError { timeout(time: 1, unit: 'SECONDS') { input message: 'Nobody?', id: 'Nobody' } }
                """);
        begin(job);
        awaitInput(job, "Ship");
        abort(anna, job, "Ship");
        jenkins().end(job, 1);

        List<JsonNode> rows = answers(job, 2);
        assertThat(rows.get(0).toString()).contains("rg-anna", "own input Ship was declined");
        assertThat(rows.get(1).toString())
                .contains("own input Nobody ended without an answer")
                .doesNotContain("rg-anna");
    }

    @Test
    @DisplayName("that was answered before the build had a record follows with its first entry, and leaves none alone")
    void shouldFollowTheFirstEntry() {
        String job = gated("rg-input-before", "input message: 'Build it?', id: 'Build'\n" + JUDGED);
        begin(job);
        awaitInput(job, "Build");
        proceed(anna, job, "Build");
        jenkins().end(job, 1);
        assertThat(answers(job, 1)).hasSize(1);

        String alone = pipeline("rg-input-alone", "input message: 'Alone?', id: 'Alone'");
        begin(alone);
        awaitInput(alone, "Alone");
        proceed(anna, alone, "Alone");
        assertThat(jenkins().end(alone, 1).result()).isEqualTo("SUCCESS");
        assertThat(jenkins().get(alone + "/1/release-audit/json").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("is no approval: who proceeds there approves nothing")
    void shouldNotCountAsAnApproval() {
        Approvals approvals = new Approvals(jenkins());
        approvals.define("1 of group rg-sre", "approval.authorsMayApprove = true");
        jenkins()
                .create(
                        "",
                        "rg-input-none",
                        Jobs.pipeline("node {\n deleteDir()\n" + Jobs.FILES + Approvals.BUILT + "ask()\n}\n"
                                + "input message: 'Approve staging?', id: 'Approve'\n"
                                + "releaseApproval 'staging'\n"));
        String job = "/job/rg-input-none";
        begin(job);
        awaitInput(job, "Approve");
        proceed(anna, job, "Approve");
        approvals.awaitQuestion(job, 1);

        assertThat(answers(job, 1)).hasSize(1);
        assertThat(approvals.request(job, 1).path("answers")).isEmpty();
        assertThat(approvals.request(job, 1).path("missing").toString()).contains("1 of group rg-sre");
        approvals.stop(job);
    }

    @Test
    @DisplayName("that waits through a restart is recorded once")
    void shouldSurviveARestart() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        String job = gated("rg-input-restart", JUDGED + "input message: 'Still there?', id: 'Still'\n");
        begin(job);
        awaitInput(job, "Still");
        jenkins().restart();
        awaitInput(job, "Still");
        proceed(anna, job, "Still");
        jenkins().end(job, 1);
        assertThat(answers(job, 1)).hasSize(1);

        jenkins().restart();
        assertThat(answers(job, 1)).hasSize(1);
    }
}
