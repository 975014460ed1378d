package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who is behind a build")
class PeopleScenarios extends Scenario {

    private static String with(String config, String triggers) {
        return config.replace("</project>", triggers + "</project>");
    }

    private static JsonNode actor(Build build) {
        return PipelineScenarios.decision(build).path("actor");
    }

    @Test
    @DisplayName("is the person who started it, also through the job before it")
    void shouldBeThePersonAtTheBeginning() {
        jenkins().create("", "rg-downstream", Jobs.freestyle(FreestyleScenarios.SHELL, FreestyleScenarios.BUILDER));
        jenkins()
                .create(
                        "",
                        "rg-upstream",
                        with(
                                Jobs.freestyle(FreestyleScenarios.SHELL, FreestyleScenarios.BUILDER),
                                "<publishers><hudson.tasks.BuildTrigger><childProjects>rg-downstream</childProjects><threshold>"
                                        + "<name>SUCCESS</name><ordinal>0</ordinal></threshold></hudson.tasks.BuildTrigger></publishers>"));
        jenkins().script("jenkins.model.Jenkins.get().rebuildDependencyGraph()");
        Build upstream = jenkins().build("/job/rg-upstream");
        Build downstream = jenkins().end("/job/rg-downstream", 1);

        assertThat(actor(upstream).path("id").asText()).isNotEmpty();
        assertThat(actor(upstream).path("means").asText()).isEqualTo("BUILD_START");
        assertThat(actor(downstream).path("id").asText())
                .isEqualTo(actor(upstream).path("id").asText());
        assertThat(actor(downstream).path("means").asText()).isEqualTo("UPSTREAM");
    }

    @Test
    @DisplayName("is nobody where a timer has started it")
    void shouldBeNobodyWhereATimerStartedIt() {
        jenkins()
                .create(
                        "",
                        "rg-timed",
                        with(
                                Jobs.freestyle(FreestyleScenarios.SHELL, FreestyleScenarios.BUILDER),
                                "<triggers><hudson.triggers.TimerTrigger><spec>* * * * *</spec></hudson.triggers.TimerTrigger></triggers>"));
        JsonNode actor;
        try {
            actor = actor(jenkins().end("/job/rg-timed", 1));
        } finally {
            jenkins().delete("/job/rg-timed");
        }

        assertThat(actor.path("means").asText()).isEqualTo("TIMER");
        assertThat(actor.path("id").asText()).isEmpty();
    }

    @Test
    @DisplayName("can abort it while it is judged, and nothing is decided then")
    void shouldBeAborted() {
        String job = pipeline("rg-aborted", RestartScenarios.LONG);
        assertThat(jenkins().post(job + "/build?delay=0sec", Map.of()).statusCode())
                .isEqualTo(201);
        jenkins()
                .eventually(
                        "the step begins",
                        () -> jenkins().get(job + "/1/consoleText").body().contains("now judging"));
        jenkins().post(job + "/1/stop", Map.of());

        Build build = jenkins().end(job, 1);
        assertThat(build.result()).isEqualTo("ABORTED");
        assertThat(jenkins().get(job + "/1/release-audit/json").statusCode()).isEqualTo(404);
    }
}
