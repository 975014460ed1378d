package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Somebody who wants to get past an environment's owner")
class AttackScenarios extends Scenario {

    @SuppressWarnings("NullAway.Init")
    private Users users;

    @SuppressWarnings("NullAway.Init")
    private Approvals approvals;

    @BeforeEach
    void people() {
        users = new Users(jenkins());
        approvals = new Approvals(jenkins());
    }

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    @Test
    @DisplayName("restarts the build from the stage behind the gate, and enters nothing")
    void shouldRefuseARestartBehindTheGate() {
        Environments.define(jenkins());
        String job = pipeline("rg-attack-stage", """
                pipeline {
                  agent any
                  stages {
                    stage('Gate') { steps { script {
                %s
                      junit(5, 0); jacoco(85)
                      writeFile file: 'target/ship.jar', text: env.BUILD_NUMBER == '1' ? 'good' : 'bad'
                      releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports
                    } } }
                    stage('Deploy') { steps { script {
                      deployTo(environment: 'staging', artifact: 'target/ship.jar') { echo 'it is deployed' }
                    } } }
                  }
                }
                """.formatted(Jobs.FILES));
        Build first = jenkins().build(job);
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        assertThat(first.log()).contains("it is deployed");

        assertThat(jenkins()
                        .post(job + "/1/restart/restart", Map.of("json", "{\"stageName\":\"Deploy\"}"))
                        .statusCode())
                .isIn(200, 302, 303);
        Build again = jenkins().end(job, 2);

        assertThat(again.result()).as(again.log()).isEqualTo("FAILURE");
        assertThat(again.log())
                .contains("Stage \"Gate\" skipped due to this build restarting at stage \"Deploy\"")
                .contains("environment: pipeline")
                .doesNotContain("it is deployed");
    }

    @Test
    @DisplayName("has people approve one environment, and points the job at another")
    void shouldRefuseAnotherEnvironment() {
        Environments.define(jenkins());
        jenkins().script("""
                import io.jenkins.plugins.releasegates.environment.*
                def all = EnvironmentConfiguration.get()
                def staging = all.environments.find { it.name == 'staging' }
                staging.approval = new ApprovalItem('1 distinct people')
                staging.approval.authorsMayApprove = true
                all.setEnvironments(all.environments)
                """);
        JenkinsUnderTest anna = users.user("rg-anna", "Approve");
        String job = "/job/rg-attack-target";
        jenkins().create("", "rg-attack-target", Jobs.pipeline("node {\n deleteDir()\n" + Jobs.FILES + """
                junit(5, 0); jacoco(85)
                writeFile file: 'target/ship.jar', text: UUID.randomUUID().toString()
                releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports
                deployTo('production') { echo "it is deployed with ${DEPLOY_TOKEN}" }
                }
                """));
        approvals.begin(job);
        assertThat(approvals.decide(anna, job, "APPROVE", "")).contains("APPROVED");
        Build build = jenkins().end(job, 1);

        assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("Admitted to staging", "production")
                .doesNotContain("it is deployed", "s3cr3t-of-production");
    }

    @Test
    @DisplayName("takes another name, and is still the one who started the build")
    void shouldKnowWhoHasAnotherName() {
        approvals.define("1 of group rg-sre", "approval.authorsMayApprove = true");
        JenkinsUnderTest anna = users.user("rg-anna", "Approve");
        JenkinsUnderTest mallory = users.user("rg-mallory", "Approve");
        approvals.group("rg-anna\\nrg-mallory");
        String job = "/job/rg-attack-name";
        jenkins()
                .create(
                        "",
                        "rg-attack-name",
                        Jobs.pipeline("node {\n deleteDir()\n" + Jobs.FILES + Approvals.BUILT
                                + "ask()\n}\nreleaseApproval 'staging'\n"));
        approvals.begin(job, "rg-mallory");

        jenkins()
                .script("def user = hudson.model.User.getById('rg-mallory', false)\n"
                        + "user.fullName = 'rg-anna'\nuser.save()");
        assertThat(approvals.decide(mallory, job, "APPROVE", ""))
                .contains("409")
                .contains("started the build");
        // Whose account is deleted and made anew is that account again, and nothing more.
        jenkins().script("hudson.model.User.getById('rg-mallory', false).delete()");
        JenkinsUnderTest again = users.user("rg-mallory", "Approve");
        assertThat(approvals.decide(again, job, "APPROVE", "")).contains("409").contains("started the build");
        assertThat(approvals.decide(anna, job, "APPROVE", "")).contains("APPROVED");
        assertThat(jenkins().end(job, 1).result()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("makes an approver's browser answer from another site, and is refused without Jenkins' crumb")
    void shouldRefuseWhatComesFromAnotherSite() throws Exception {
        approvals.define("1 of group rg-sre", "approval.authorsMayApprove = true");
        JenkinsUnderTest anna = users.user("rg-anna", "Approve");
        String password = jenkins()
                .script(
                        "def password = UUID.randomUUID().toString()\n"
                                + "def user = hudson.model.User.getById('rg-anna', false)\n"
                                + "user.addProperty(hudson.security.HudsonPrivateSecurityRealm.Details.fromPlainPassword(password))\nprint password");
        String job = approvals.waiting("rg-attack-site", "");
        Map<String, String> answer = Map.of(
                "request",
                approvals.request(job, 1).path("request").asText(),
                "answer",
                "APPROVE",
                "shown",
                approvals.request(job, 1).path("content").asText(),
                "reason",
                "");
        Session session = new Session(jenkins().url(), "rg-anna", password.strip());

        assertThat(session.post(job + "/1/release-approval/decide", answer).statusCode())
                .isEqualTo(403);
        assertThat(approvals.request(job, 1).path("answers")).isEmpty();
        assertThat(session.get(job + "/1/release-approval/decide").statusCode()).isIn(404, 405);
        assertThat(session.withCrumb()
                        .post(job + "/1/release-approval/decide", answer)
                        .body())
                .contains("APPROVED");
        assertThat(anna.get(job + "/1/release-audit/json").body()).contains("\"SESSION\"");
        assertThat(jenkins().end(job, 1).result()).isEqualTo("SUCCESS");
    }
}
