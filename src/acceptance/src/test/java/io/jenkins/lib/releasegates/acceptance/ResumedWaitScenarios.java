package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A wait for people, after a restart,")
class ResumedWaitScenarios extends Scenario {

    private static final String RULE = "1 of rg-anna";
    private static final String OPEN = "approval.authorsMayApprove = true";

    @SuppressWarnings("NullAway.Init")
    private Approvals approvals;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest anna;

    @BeforeEach
    void people() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        anna = new Users(jenkins()).user("rg-anna", "Approve");
        approvals = new Approvals(jenkins());
        approvals.define(RULE, OPEN);
    }

    @AfterEach
    void clear() {
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    /** As if Jenkins went down right now: nobody who waits is told anything any more. */
    private void tellNobody() {
        jenkins().script("""
                def loader = jenkins.model.Jenkins.get().pluginManager.uberClassLoader
                hudson.ExtensionList.lookup(loader.loadClass('io.jenkins.plugins.releasegates.approval.ApprovalDesk'))[0].@waiting.clear()
                """);
    }

    private String requestOf(String job) {
        return approvals.request(job, 1).path("request").asText();
    }

    private void awaitInInbox(String job) {
        jenkins()
                .eventually(
                        job + " waits again",
                        () -> jenkins()
                                .get("/release-approvals/json")
                                .body()
                                .contains(job.substring("/job/".length())));
    }

    @Test
    @DisplayName("goes on as it was; what was answered, and what ran out, while Jenkins went down counts")
    void shouldTakeUpWhatHappened() throws InterruptedException {
        approvals.define(RULE, OPEN + "; approval.timeout = '1m'");
        String late = approvals.waiting("rg-resumed-late", "");
        Instant asked = Clock.systemUTC().instant();
        approvals.define(RULE, OPEN);
        String answered = approvals.waiting("rg-resumed-answered", "");
        String unmoved = approvals.waiting("rg-resumed-unmoved", "");
        String held = gated("rg-resumed-held", Approvals.BUILT + """
                releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports
                """);
        approvals.begin(held);
        String before = requestOf(unmoved);

        tellNobody();
        assertThat(approvals.decide(anna, answered, "APPROVE", "")).contains("APPROVED");
        Thread.sleep(Math.max(
                0,
                Duration.between(Clock.systemUTC().instant(), asked.plusSeconds(61))
                        .toMillis()));
        assertThat(jenkins().get(answered + "/1/api/json").body()).contains("\"building\":true");
        assertThat(jenkins().get(late + "/1/api/json").body()).contains("\"building\":true");
        jenkins().restart();

        Build admitted = jenkins().end(answered, 1);
        assertThat(admitted.result()).as(admitted.log()).isEqualTo("SUCCESS");
        Build ended = jenkins().end(late, 1);
        assertThat(ended.result()).isEqualTo("FAILURE");
        assertThat(ended.log()).contains("Nobody decided in time.");
        awaitInInbox(unmoved);
        awaitInInbox(held);
        assertThat(requestOf(unmoved)).isEqualTo(before);
        assertThat(jenkins().get(held + "/1/consoleText").body()).doesNotContain("begins again");
        assertThat(approvals.decide(anna, held, "APPROVE", "")).contains("APPROVED");
        Build gated = jenkins().end(held, 1);
        assertThat(gated.result()).as(gated.log()).isEqualTo("SUCCESS");

        // What the rules are now is seen without an answer.
        approvals.define("1 of group rg-sre", OPEN);
        jenkins().restart();

        approvals.awaitQuestion(
                unmoved, 1, request -> !request.path("request").asText().equals(before));
        assertThat(approvals.request(unmoved, 1).path("rule").asText()).isEqualTo("1 of group rg-sre");
        assertThat(approvals.decide(anna, unmoved, "APPROVE", "")).contains("APPROVED");
        assertThat(jenkins().end(unmoved, 1).result()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("lasts until the environment opens, where people had approved before, and no longer")
    void shouldWaitForTheHour() {
        Instant opens = Clock.systemUTC().instant().plus(Duration.ofMinutes(3)).truncatedTo(ChronoUnit.MINUTES);
        String until = opens.toString().substring(0, "2026-01-01T00:00".length());
        approvals.define(RULE, OPEN + """

                staging.timeZone = 'UTC'
                staging.freezes = [new FreezeItem('2026-01-01T00:00', '%s', 'the books are closed')]
                """.formatted(until));
        String job = approvals.waiting("rg-resumed-closed", "");
        assertThat(approvals.decide(anna, job, "APPROVE", "")).contains("APPROVED");
        jenkins()
                .eventually(
                        "it says that it waits for the hour",
                        () -> jenkins().get(job + "/1/consoleText").body().contains(until));

        jenkins().restart();

        jenkins()
                .within(
                        Duration.ofMinutes(5),
                        () -> job + " goes on",
                        () -> jenkins().get(job + "/1/consoleText").body().contains("admitted true"));
        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(Clock.systemUTC().instant()).isAfter(opens);
    }
}
