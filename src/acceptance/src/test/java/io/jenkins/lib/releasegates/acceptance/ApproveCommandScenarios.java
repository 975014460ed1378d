package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The command release-gates approve")
class ApproveCommandScenarios extends Scenario {

    private static final Path COMMAND = Path.of("../../bin/release-gates").toAbsolutePath();
    private static final Path JAR = Path.of("../cli/target/release-gates.jar").toAbsolutePath();

    @SuppressWarnings("NullAway.Init")
    private Approvals approvals;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest anna;

    @SuppressWarnings("NullAway.Init")
    private JenkinsUnderTest ben;

    @BeforeEach
    void people() {
        assumeTrue(Files.exists(JAR), "the command isn't built");
        Users users = new Users(jenkins());
        anna = users.user("rg-anna", "Approve");
        ben = users.user("rg-ben", "Approve");
        approvals = new Approvals(jenkins());
        approvals.define(
                "1 of group rg-sre AND 2 distinct people",
                "approval.authorsMayApprove = true; approval.ticket = 'CHG-[0-9]+'");
    }

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    @Test
    @DisplayName("shows what waits, and answers with a person's own token and the digest of what was shown")
    void shouldApprove() {
        String job = approvals.waiting("rg-appr-command", "");
        String build = jenkins().url() + job + "/1/";
        String content = approvals.request(job, 1).path("content").asText();

        assertThat(run(anna, jenkins().url(), "--inbox").words())
                .contains("rg-appr-command #1 to staging", build + "release-approval/", "1 of group rg-sre");
        assertThat(run(anna, build, "--list").words())
                .contains("To staging, WAITING until", "target/ship.jar", "environment: job", content)
                .contains("1 asked, 1 of them waiting");

        assertThat(run(anna, build).code()).isEqualTo(2);
        assertThat(run(anna, build, "--digest", "sha256:" + "0".repeat(64), "--reason", "CHG-1"))
                .matches(answer -> answer.code() == 1 && answer.words().contains("is not what was shown"));
        assertThat(run(anna, build, "--digest", content, "--reason", "soon"))
                .matches(answer ->
                        answer.code() == 1 && answer.words().contains("Jenkins says: The reason has to name a ticket"));
        assertThat(approvals.request(job, 1).path("answers")).isEmpty();

        assertThat(run(ben, build, "--digest", content, "--reason", "CHG-1"))
                .matches(answer -> answer.code() == 0 && answer.words().contains("The request is WAITING now"));
        assertThat(run(ben, build, "--digest", content, "--withdraw").code()).isZero();
        assertThat(run(ben, build, "--digest", content, "--reason", "CHG-1").code())
                .isZero();
        assertThat(run(anna, build, "--digest", content, "--reason", "CHG-2"))
                .matches(answer -> answer.code() == 0 && answer.words().contains("The request is APPROVED now"));

        Build ended = jenkins().end(job, 1);
        assertThat(ended.result()).as(ended.log()).isEqualTo("SUCCESS");
        assertThat(run(anna, build, "--digest", content, "--reason", "CHG-2"))
                .matches(answer -> answer.code() == 1 && answer.words().contains("Nothing waits"));
    }

    @Test
    @DisplayName("refuses for all, and tells a wrong token and a build that isn't to be seen")
    void shouldRefuse() {
        String job = approvals.waiting("rg-appr-command-no", "");
        String build = jenkins().url() + job + "/1/";
        String content = approvals.request(job, 1).path("content").asText();

        assertThat(run(jenkins().as("rg-anna", "no-token-of-hers"), build, "--list"))
                .matches(answer -> answer.code() == 2 && answer.words().contains("doesn't know the account rg-anna"));
        assertThat(run(new Users(jenkins()).stranger("rg-stranger"), build, "--list"))
                .matches(answer -> answer.code() == 2 && answer.words().contains("found nothing that the account"));
        assertThat(run(new Users(jenkins()).user("rg-reader"), build, "--digest", content, "--reason", "CHG-1"))
                .matches(answer -> answer.code() == 1
                        && answer.words().contains("the permission Release Gates/Approve is missing"));
        assertThat(run(anna, build, "--digest", content, "--refuse", "--reason", "CHG-3"))
                .matches(answer -> answer.code() == 0 && answer.words().contains("The request is REJECTED now"));
        assertThat(jenkins().end(job, 1).result()).isEqualTo("FAILURE");
    }

    /** How it ended, and all that it said. */
    private record Answer(int code, String words) {}

    /** Runs it as that person, with the token in the environment. */
    private static Answer run(JenkinsUnderTest who, String... arguments) {
        List<String> command = new ArrayList<>(List.of(COMMAND.toString(), "approve"));
        command.addAll(List.of(arguments));
        String[] account = new String(
                        Base64.getDecoder().decode(who.authorization().substring("Basic ".length())),
                        StandardCharsets.UTF_8)
                .split(":", 2);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JENKINS_USER_ID", account[0]);
        builder.environment().put("JENKINS_API_TOKEN", account[1]);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(words).doesNotContain(account[1]);
            return new Answer(process.waitFor(), words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
