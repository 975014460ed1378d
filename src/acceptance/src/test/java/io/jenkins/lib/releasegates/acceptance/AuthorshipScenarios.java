package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Whose change it is")
class AuthorshipScenarios extends Scenario {

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private LocalRepository repository;

    @SuppressWarnings("NullAway.Init")
    private Approvals approvals;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest anna;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest ben;

    @BeforeEach
    void people() throws IOException, InterruptedException {
        assumeTrue(jenkins().isOnLoopback(), "Jenkins can't read a repository of this machine");
        repository = new LocalRepository(directory);
        Users users = new Users(jenkins());
        anna = users.user("rg-anna", "Approve");
        ben = users.user("rg-ben", "Approve");
        approvals = new Approvals(jenkins());
        define("source.claimed = true");
        approvals.addresses("rg-anna", "anna@example.com");
    }

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    private void define(String source) {
        approvals.define("1 of rg-anna, rg-ben", """
                def source = new SourceItem('rg-*', '%s')
                %s
                approval.sources = [source]
                """.formatted(directory, source));
    }

    private String job(String revision) {
        return gated(
                "rg-author",
                Approvals.BUILT + "withEnv(['GIT_COMMIT=" + revision + "']) { ask() }\nreleaseApproval 'staging'\n"
                        + "deployTo('staging') { echo 'deployed' }\n");
    }

    @Test
    @DisplayName("is computed from the owner's repository, from what was deployed last; its authors can't approve it")
    void shouldKeepAuthorsFromTheirOwn() throws IOException, InterruptedException {
        String first = job(repository.commit("anna@example.com"));
        approvals.begin(first);
        assertThat(approvals.request(first, 1).path("changes").toString())
                .contains("\"commits\":1", "\"complete\":true");
        assertThat(approvals.decide(anna, first, "APPROVE", ""))
                .contains("Nobody decides about their own: rg-anna authored or committed a change");
        // Profiles are everybody's own to edit.
        jenkins()
                .script("def anna = hudson.model.User.getById('rg-anna', false)\n"
                        + "anna.addProperty(new hudson.tasks.Mailer.UserProperty('somebody@example.com'))");
        assertThat(approvals.decide(anna, first, "APPROVE", "")).contains("409");
        assertThat(approvals.decide(ben, first, "APPROVE", "")).contains("APPROVED");
        Build deployed = jenkins().end(first, 1);
        assertThat(deployed.result()).as(deployed.log()).isEqualTo("SUCCESS");

        approvals.addresses("rg-ben", "ben@example.com");
        String revision = repository.commit("ben@example.com");
        jenkins()
                .script("def job = jenkins.model.Jenkins.get().getItemByFullName('rg-author')\n"
                        + "def script = job.definition.script.replaceAll('GIT_COMMIT=[0-9a-f]+', 'GIT_COMMIT="
                        + revision + "')\n"
                        + "job.definition = new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition(script, true)");
        jenkins().post(first + "/build?delay=0sec", Map.of());
        approvals.awaitQuestion(first, 2);
        assertThat(approvals.request(first, 2).path("changes").toString()).contains("\"commits\":1");
        assertThat(approvals.decide(ben, first, 2, "APPROVE", ""))
                .contains("Nobody decides about their own: rg-ben authored or committed a change");
        assertThat(approvals.decide(anna, first, 2, "APPROVE", "")).contains("APPROVED");
        Build second = jenkins().end(first, 2);
        assertThat(second.result()).as(second.log()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("isn't forgotten because the same build has promoted something else before")
    void shouldNotMoveItsOwnBeginning() throws IOException, InterruptedException {
        String job = gated("rg-author", """
                junit(5, 0); jacoco(85)
                writeFile file: 'target/readme.txt', text: UUID.randomUUID().toString()
                writeFile file: 'target/ship.jar', text: UUID.randomUUID().toString()
                withEnv(['GIT_COMMIT=%s']) {
                    for (file in ['target/readme.txt', 'target/ship.jar']) {
                        releaseGate environment: 'staging', artifact: file, reports: reports
                        deployTo(environment: 'staging', artifact: file) { echo "deployed ${file}" }
                    }
                }
                """.formatted(repository.commit("anna@example.com")));
        approvals.begin(job);
        String first = approvals.request(job, 1).path("request").asText();
        assertThat(approvals.decide(ben, job, "APPROVE", "")).contains("APPROVED");
        approvals.awaitQuestion(
                job, 1, request -> !request.path("request").asText().equals(first));
        assertThat(approvals.request(job, 1).path("changes").toString()).contains("\"commits\":1");
        assertThat(approvals.decide(anna, job, "APPROVE", ""))
                .contains("Nobody decides about their own: rg-anna authored or committed a change");
        assertThat(approvals.decide(ben, job, "APPROVE", "")).contains("APPROVED");
        assertThat(jenkins().end(job, 1).log()).contains("deployed target/ship.jar");
    }

    @Test
    @DisplayName("isn't that of whoever edits the job alone: they can't approve it either")
    void shouldKeepEditorsFromTheirOwn() throws IOException, InterruptedException {
        String job = job(repository.commit("anna@example.com"));
        approvals.begin(job);
        String editor =
                "def context = hudson.security.ACL.as2(hudson.model.User.getById('rg-ben', false).impersonate2())\n"
                        + "try { jenkins.model.Jenkins.get().getItemByFullName('rg-author').setDescription('edited') }\n"
                        + "finally { context.close() }";
        jenkins().script(editor);
        jenkins()
                .eventually(
                        () -> approvals.request(job, 1).toString(),
                        () -> approvals
                                .decide(ben, job, "APPROVE", "")
                                .contains("edited the configuration of the job"));
        approvals.stop(job);
    }

    @Test
    @DisplayName("is unknown where an address belongs to nobody, and where only the build says which revision it is")
    void shouldNotGuess() throws IOException, InterruptedException {
        String job = job(repository.commit("who@example.com"));
        approvals.begin(job);
        assertThat(approvals.decide(ben, job, "APPROVE", ""))
                .contains("Nobody can approve while it isn't known whose change this is")
                .contains("who@example.com");
        approvals.stop(job);

        String lying = job("0".repeat(40));
        approvals.begin(lying);
        assertThat(approvals.decide(ben, lying, "APPROVE", "")).contains("the list of changes is incomplete");
        approvals.stop(lying);

        define("");
        String unbelieved = job(repository.commit("anna@example.com"));
        approvals.begin(unbelieved);
        assertThat(approvals.decide(ben, unbelieved, "APPROVE", "")).contains("Jenkins does not know the revision");
        approvals.stop(unbelieved);

        approvals.define("1 of rg-anna", "approval.unknownAuthors = 'rg-sre'");
        approvals.group("rg-ben");
        String oneMore = job(repository.commit("anna@example.com"));
        approvals.begin(oneMore);
        assertThat(approvals.decide(anna, oneMore, "APPROVE", "")).contains("WAITING");
        assertThat(approvals.decide(ben, oneMore, "APPROVE", "")).contains("APPROVED");
        assertThat(jenkins().end(oneMore, 1).result()).isEqualTo("SUCCESS");
    }
}
