package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The configuration of a job")
class JobConfigurationScenarios extends Scenario {

    private static final String GATE = """
            junit(1, 0)
            qualityGate name: 'Configured', reports: [reports[0]],
                qualityGates: [[metric: 'tests.failed', threshold: 1, criticality: 'NOTE']]
            """;

    @TempDir
    private Path directory;

    private JsonNode changes(String job) {
        return jenkins()
                .json("/release-audit/json?kind=job-changed&job=" + JenkinsUnderTest.encode(job))
                .path("events");
    }

    /** The newest one, when there are so many of this job since it was made. */
    private JsonNode change(String job, int count) {
        jenkins()
                .eventually(
                        () -> count + " changes of " + job + ", found " + changes(job),
                        () -> changes(job).size() == count);
        return changes(job).get(0);
    }

    private String configured(String job) {
        return "The configuration of job " + job + " was changed.";
    }

    /** Who edited a job since it was made, in the plugin's own words: persons, whether somebody else may have, and why. */
    private String edits(String job) {
        return jenkins()
                .script("def home = io.jenkins.plugins.releasegates.ReleaseGatesHome.get()\n"
                        + "def edits = io.jenkins.plugins.releasegates.build.ConfigurationEdits.since(home.ledger(), "
                        + job(job) + ", -1)\nprint '' + edits.persons() + ' ' + edits.unknown() + ' ' + edits.why()");
    }

    private static String job(String fullName) {
        return "jenkins.model.Jenkins.get().getItemByFullName('" + fullName + "')";
    }

    /** A name that no earlier run has used, since their entries have it as well. */
    private String fresh(String name) {
        return name + "-" + Long.toString(System.nanoTime(), 36);
    }

    private void delete(String name) {
        jenkins().delete("/job/" + name);
    }

    @Test
    @DisplayName("has authors: whoever saves another one after the first decision")
    void shouldNameWhoSavedAnotherOne() {
        String name = fresh("rg-configured");
        JenkinsUnderTest editor = new Users(jenkins()).editor("rg-editor");
        String path = gated(name, GATE);
        assertThat(editor.postXml(path + "/config.xml", Jobs.pipeline("echo 'early'"))
                        .statusCode())
                .isEqualTo(200);
        gatedAgain(name);
        assertThat(changes(name)).as("before the first decision").isEmpty();
        jenkins().build(path);
        assertThat(edits(name)).isEqualTo("[] false");

        assertThat(editor.postXml(path + "/config.xml", Jobs.pipeline("echo 'other'"))
                        .statusCode())
                .isEqualTo(200);
        JsonNode change = change(name, 1);
        assertThat(change.path("words").asText()).isEqualTo(configured(name));
        assertThat(change.at("/actor/id").asText()).isEqualTo("rg-editor");
        assertThat(change.at("/actor/means").asText()).isEqualTo("API_TOKEN");

        // The same once more is no change.
        assertThat(editor.postXml(path + "/config.xml", jenkins().text(path + "/config.xml"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(jenkins()
                        .post(path + "/submitDescription", Map.of("description", "another one"))
                        .statusCode())
                .isIn(200, 302, 303);
        assertThat(change(name, 2).at("/actor/id").asText()).isEqualTo(me());
        assertThat(edits(name)).isEqualTo("[rg-editor, " + me() + "] false");
        delete(name);
    }

    private void gatedAgain(String name) {
        String xml = Jobs.pipeline("node {\n deleteDir()\n" + Jobs.FILES + GATE + "\n}");
        assertThat(jenkins().postXml("/job/" + name + "/config.xml", xml).statusCode())
                .isEqualTo(200);
    }

    private String me() {
        return jenkins().json("/whoAmI/api/json").path("name").asText();
    }

    @Test
    @DisplayName("is unknown where a pipeline changes it, or somebody on the disk")
    void shouldSayThatNobodyInParticularChangedIt() {
        String name = fresh("rg-by-itself");
        String path = gated(
                name,
                GATE + "properties([buildDiscarder(logRotator(numToKeepStr: env.BUILD_NUMBER == '1' ? '7' : '8'))])\n");
        jenkins().build(path);

        JsonNode change = change(name, 1);
        assertThat(change.path("words").asText()).isEqualTo(configured(name));
        assertThat(change.at("/actor/id").asText()).isEmpty();
        assertThat(change.at("/actor/name").asText()).isEqualTo("Jenkins itself");
        assertThat(edits(name)).startsWith("[] true nobody in particular changed it in entry ");

        jenkins().script("def file = " + job(name) + ".configFile.file\nfile.text = file.text.replace('>7<', '>9<')");
        assertThat(edits(name)).contains("edited on the disk");
        jenkins().build(path);
        // What was found at the decision, and then what the pipeline made of it.
        change(name, 3);
        assertThat(changes(name).get(1).at("/actor/name").asText()).isEqualTo("nobody: found by Release Gates");
        assertThat(edits(name)).startsWith("[] true nobody in particular").doesNotContain("disk");
        delete(name);
    }

    @Test
    @DisplayName("that was edited while Jenkins was down is no part of the next save")
    void shouldFindEditsWhenJenkinsStarts() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        String name = fresh("rg-edited-below");
        String path = gated(name, GATE);
        jenkins().build(path);
        assertThat(edits(name)).isEqualTo("[] false");
        jenkins()
                .script("def file = " + job(name)
                        + ".configFile.file\nfile.text = file.text.replace('Configured', 'Edited')");

        jenkins().restart();

        assertThat(change(name, 1).at("/actor/name").asText()).isEqualTo("nobody: found by Release Gates");
        assertThat(jenkins()
                        .post(path + "/submitDescription", Map.of("description", "innocent"))
                        .statusCode())
                .isIn(200, 302, 303);
        assertThat(change(name, 2).at("/actor/id").asText()).isEqualTo(me());
        assertThat(edits(name)).startsWith("[" + me() + "] true nobody in particular changed it in entry ");
        delete(name);
    }

    @Test
    @DisplayName("of a branch counts for that branch")
    void shouldKeepBranchesApart() throws Exception {
        assumeTrue(jenkins().isOnLoopback(), "this Jenkins isn't on loopback");
        assumeTrue(Files.exists(Path.of("/usr/lib/git-core/git-daemon")), "no git daemon here");
        String name = fresh("rg-configured-branches");
        try (GitServer git = new GitServer(directory)) {
            git.commit("main", "main", List.of("Jenkinsfile", "node {\n" + Jobs.FILES + GATE + "\n}"));
            git.commit("other", "main", List.of("README", "nothing new"));
            jenkins().create("", name, Jobs.multibranch(git.remote()));
            jenkins().post("/job/" + name + "/build?delay=0", Map.of());
            jenkins().end("/job/" + name + "/job/main", 1);
            jenkins().end("/job/" + name + "/job/other", 1);
            assertThat(edits(name + "/main")).isEqualTo("[] false");

            jenkins().script(job(name + "/main") + ".setDescription('another one')");

            assertThat(change(name + "/main", 1).path("words").asText()).isEqualTo(configured(name + "/main"));
            assertThat(edits(name + "/main")).isEqualTo("[" + me() + "] false");
            assertThat(edits(name + "/other")).isEqualTo("[] false");
        }
        delete(name);
    }

    @Test
    @DisplayName("that can't be looked at keeps nobody from saving it")
    void shouldHinderNoSave() {
        String name = fresh("rg-hindered");
        String path = gated(name, GATE);
        jenkins().build(path);
        assertThat(edits(name)).isEqualTo("[] false");
        String file = "new File(" + job(name) + ".rootDir, 'release-gates-";
        jenkins().script(file + "configuration').delete()\n" + file + "configuration').mkdirs()");

        assertThat(jenkins()
                        .post(path + "/submitDescription", Map.of("description", "saved all the same"))
                        .statusCode())
                .isIn(200, 302, 303);

        assertThat(jenkins().text(path + "/config.xml")).contains("saved all the same");
        assertThat(edits(name)).contains("true");
        delete(name);
    }
}
