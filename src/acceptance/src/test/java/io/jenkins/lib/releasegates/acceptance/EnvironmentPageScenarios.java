package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of environments")
class EnvironmentPageScenarios extends Scenario {

    @BeforeEach
    void define() {
        Environments.define(jenkins());
    }

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    @Test
    @DisplayName("shows everybody what is where, and nobody jobs that he may not see")
    void shouldShowWhatTheReaderMaySee() {
        Build build = jenkins().build(gated("rg-env-seen", """
                junit(5, 0); jacoco(85)
                writeFile file: 'target/ship.jar', text: UUID.randomUUID().toString()
                releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports
                deployTo('staging') { echo 'deployed' }
                """));
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(jenkins()
                        .json("/job/rg-env-seen/lastPromoted-staging/api/json?tree=number")
                        .path("number")
                        .asInt())
                .isEqualTo(1);
        assertThat(jenkins()
                        .get("/job/rg-env-seen/lastPromoted-production/api/json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(jenkins().text("/job/rg-env-seen/buildHistory/ajax")).contains("Deployed to staging");
        Users users = new Users(jenkins());
        JenkinsUnderTest reader = users.user("rg-env-reader");
        JenkinsUnderTest stranger = users.stranger("rg-env-stranger");
        JenkinsUnderTest owner = users.user("rg-env-owner", "ConfigureEnvironment");

        assertThat(reader.json(Environments.PAGE + "/json")
                        .at("/environments/0/current/job")
                        .asText())
                .isEqualTo("rg-env-seen");
        assertThat(stranger.json(Environments.PAGE + "/json")
                        .at("/environments/0/current")
                        .has("job"))
                .isFalse();
        assertThat(jenkins()
                        .json("/release-audit/json?environment=staging&limit=2")
                        .toString())
                .contains("deployment-ended", "rg-env-seen");
        assertThat(reader.text(Environments.PAGE + "/")).contains("rg-env-seen #1", "Latest events", "Open");
        assertThat(stranger.text(Environments.PAGE + "/"))
                .contains("staging", "a build that you may not see")
                .doesNotContain("rg-env-seen");
        assertThat(reader.get(Environments.PAGE + "/configure").statusCode()).isEqualTo(403);
        assertThat(reader.post(Environments.PAGE + "/configSubmit", Map.of("json", "{}"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(owner.text(Environments.PAGE + "/configure"))
                .contains("Define environments")
                .doesNotContain("s3cr3t-of-production");
        assertThat(owner.get(Environments.PAGE + "/configSubmit").statusCode()).isIn(404, 405);
    }

    @Test
    @DisplayName("has a form that takes everything an owner says, and keeps what is wrong without using it")
    void shouldDefineByForm() {
        try (Browser browser = new Browser(jenkins())) {
            Form form = Form.of(browser, Environments.PAGE + "/configure");
            Form added = form.add("environments", "Add environment");
            added.type("name", "canary")
                    .type("policy", Environments.POLICY.replace("coverage.line", "coverage.lin"))
                    .type("jobs", "rg-*")
                    .type("hours", "Mon-Sun 00:00-24:00");
            form.save();
            assertThat(jenkins().text(Environments.PAGE + "/configure"))
                    .contains("coverage.lin")
                    .contains("did you mean coverage.line?");
            assertThat(jenkins().text(Environments.PAGE + "/")).contains("Can't be used");
            // The page of the whole system knows nothing of them, and leaves them as they are.
            Form.of(browser, "/manage/configure").save();
        }
        assertThat(
                        jenkins()
                                .script(
                                        "print io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get()"
                                                + ".environments.collect { it.name + ' ' + it.secrets.collect { s -> s.value.plainText } }.toString()"))
                .contains("[staging [], production [s3cr3t-of-production], canary []]");
        assertThat(jenkins()
                        .json("/release-audit/json?kind=configuration-changed&limit=1")
                        .toString())
                .contains("canary.policy")
                .doesNotContain("s3cr3t-of-production");
    }

    @Test
    @DisplayName("comes from configuration as code, and goes there")
    void shouldBeConfiguredAsCode() {
        String exported = jenkins().script("""
                def out = new ByteArrayOutputStream()
                io.jenkins.plugins.casc.ConfigurationAsCode.get().export(out)
                print out.toString('UTF-8')
                """);
        assertThat(exported).contains("releaseEnvironments:", "name: \"staging\"", "after: \"staging\"");
        String yaml = """
                unclassified:
                  releaseEnvironments:
                    environments:
                      - name: coded
                        policy: |
                %s
                        jobs: "shop/**"
                        hours: "Mon-Fri 09:00-17:00"
                        timeZone: Europe/Zurich
                        freezes:
                          - {from: "2026-12-24", until: "2027-01-04", reason: end of the year}
                        secrets:
                          - {name: TOKEN, value: coded-secret}
                """.formatted(Environments.POLICY.indent(10));
        String after = jenkins().script("""
                def file = File.createTempFile('environments', '.yaml')
                file.text = '''%s'''
                io.jenkins.plugins.casc.ConfigurationAsCode.get().configure(file.path)
                file.delete()
                def c = io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get()
                print c.environments.collect { it.name + ' ' + it.freezes[0].reason + ' ' + it.secrets[0].value.plainText }.toString() + c.environment('coded').present
                """.formatted(yaml));
        assertThat(after).contains("[coded end of the year coded-secret]true");
    }
}
