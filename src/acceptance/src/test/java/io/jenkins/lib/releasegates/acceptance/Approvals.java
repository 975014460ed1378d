package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Predicate;

/** Environments whose owner asks people, and people who answer. */
final class Approvals {

    /** A file that nobody has decided about, and reports that are good enough. */
    static final String BUILT = "junit(5, 0); jacoco(85)\n"
            + "writeFile file: 'target/ship.jar', text: UUID.randomUUID().toString()\n"
            + "def ask = { -> releaseGate(environment: 'staging', artifact: 'target/ship.jar', reports: reports, waitForApproval: false) }\n";

    static final String ASK_AND_WAIT = "ask()\nreleaseApproval 'staging'\n";

    private final JenkinsUnderTest jenkins;

    Approvals(JenkinsUnderTest jenkins) {
        this.jenkins = jenkins;
    }

    /** Staging, where that rule asks people; with the group rg-sre of Anna alone. */
    void define(String rule, String more) {
        jenkins.script("""
                import io.jenkins.plugins.releasegates.environment.*
                import io.jenkins.plugins.releasegates.people.*
                def approval = new ApprovalItem('%s')
                def staging = new EnvironmentItem('staging', '''%s''')
                staging.jobs = 'rg-*'
                %s
                staging.approval = approval
                def all = EnvironmentConfiguration.get()
                all.setPeople([])
                all.setGroups([new GroupItem('rg-sre', 'rg-anna')])
                all.setEnvironments([staging])
                """.formatted(rule, Environments.POLICY, more));
    }

    /** Which other account is Anna's, in quotes; none where it is empty. */
    void people(String other) {
        jenkins.script("def anna = new io.jenkins.plugins.releasegates.people.PersonItem('rg-anna')\n"
                + (other.isEmpty() ? "" : "anna.accounts = " + other + "\n")
                + "io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get().setPeople([anna])");
    }

    /** Adds a person with an address to the table. */
    void addresses(String account, String address) {
        jenkins.script("def person = new io.jenkins.plugins.releasegates.people.PersonItem('" + account + "')\n"
                + "person.emails = '" + address + "'\n"
                + "def all = io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get()\n"
                + "all.setPeople(all.people + [person])");
    }

    /** Who is in the group. */
    void group(String member) {
        jenkins.script("io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get().setGroups("
                + "[new io.jenkins.plugins.releasegates.people.GroupItem('rg-sre', '" + member + "')])");
    }

    /** A job that asks outside of its node, and deploys when people have approved; its build waits. */
    String waiting(String name, String between) {
        jenkins.create(
                "",
                name,
                Jobs.pipeline("node {\n deleteDir()\n" + Jobs.FILES + BUILT + "ask()\n}\n" + between
                        + "def answer = releaseApproval 'staging'\necho \"admitted ${answer.admitted}\"\n"
                        + "node { deployTo('staging') { echo 'deployed' } }\n"));
        begin("/job/" + name);
        return "/job/" + name;
    }

    /** Its build waits for people. */
    void begin(String job) {
        jenkins.post(job + "/build?delay=0sec", Map.of());
        awaitQuestion(job, 1);
    }

    /** The same, started by that user. */
    void begin(String job, String user) {
        start(job, user);
        awaitQuestion(job, 1);
    }

    /** Starts a build as that user would. */
    void start(String job, String user) {
        jenkins.script("def job = jenkins.model.Jenkins.get().getItemByFullName('" + job.substring("/job/".length())
                + "')\njob.scheduleBuild2(0, new hudson.model.CauseAction(new hudson.model.Cause.UserIdCause('" + user
                + "')))");
    }

    void awaitQuestion(String job, int number) {
        awaitQuestion(job, number, request -> true);
    }

    void awaitQuestion(String job, int number, Predicate<JsonNode> which) {
        jenkins.eventually(
                () -> job + " asks: "
                        + jenkins.get(job + "/" + number + "/consoleText").body(),
                () -> {
                    JsonNode request = request(job, number);
                    return request.path("status").asText().equals("WAITING") && which.test(request);
                });
    }

    /** The newest request of a build. */
    JsonNode request(String job, int number) {
        return jenkins.get(job + "/" + number + "/release-approval/json").statusCode() == 200
                ? jenkins.json(job + "/" + number + "/release-approval/json").at("/requests/0")
                : MissingNode.getInstance();
    }

    /** Somebody answers the newest request of the first build; the status and what was said to that. */
    String decide(JenkinsUnderTest who, String job, String answer, String reason) {
        return decide(who, job, 1, answer, reason);
    }

    String decide(JenkinsUnderTest who, String job, int number, String answer, String reason) {
        JsonNode request = request(job, number);
        return answer(
                who,
                job + "/" + number,
                request.path("request").asText(),
                answer,
                request.path("content").asText(),
                reason);
    }

    String answer(JenkinsUnderTest who, String build, String request, String answer, String shown, String reason) {
        HttpResponse<String> response = who.post(
                build + "/release-approval/decide",
                Map.of("request", request, "answer", answer, "shown", shown, "reason", reason));
        return response.statusCode() + " " + response.body();
    }

    /** Ends a build that waits. */
    void stop(String job) {
        jenkins.post(job + "/1/stop", Map.of());
        assertThat(jenkins.end(job, 1).result()).isEqualTo("ABORTED");
    }
}
