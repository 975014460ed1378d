package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The page \"Release audit\"")
class AuditPageScenarios extends Scenario {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @BeforeEach
    void needsBrowser() {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
    }

    private Build judged() {
        return jenkins().build(gated("rg-page", """
                junit(5, 1); jacoco(60)
                catchError(buildResult: 'FAILURE') {
                    qualityGate policy: 'release-policy.yaml', reports: reports, name: 'Quality'
                }
                """));
    }

    @Test
    @DisplayName(
            "is linked from a build that has a record, and shows decision, gates, evidence and the strength of the record")
    void shouldShowTheRecord() {
        Build build = judged();
        try (Browser browser = new Browser(jenkins())) {
            browser.width(1_280);
            browser.open(build.path() + "/");
            assertThat(browser.all("a[href$='release-audit']")).isNotEmpty();

            browser.open(build.path() + "/release-audit/");

            String page = browser.one("#main-panel").getText();
            assertThat(page)
                    .contains("Failed", "Coverage", "60", "80", "Tests", "target/jacoco.xml")
                    .contains("reported by the pipeline itself")
                    .containsIgnoringCase("not protected against");
            assertThat(browser.all("#main-panel table th[scope]")).isNotEmpty();
            assertThat(browser.all("#main-panel h1, #main-panel .jenkins-app-bar h1"))
                    .hasSize(1);
            assertThat(browser.complaints()).isEmpty();
            browser.picture("audit-page");
        }
    }

    @Test
    @DisplayName("works under Jenkins' content security policy")
    void shouldWorkUnderAContentSecurityPolicy() {
        Build build = judged();

        String page = jenkins().text(build.path() + "/release-audit/");
        String ours = page.substring(page.indexOf("rg-"));

        assertThat(ours).doesNotContain("onclick=", "onload=", "javascript:").doesNotContain(" style=\"");
    }

    @ParameterizedTest(name = "is readable at {0} pixels")
    @ValueSource(ints = {400, 768, 1_600})
    void shouldBeReadable(int width) {
        Build build = judged();
        try (Browser browser = new Browser(jenkins())) {
            browser.width(width);
            browser.open(build.path() + "/release-audit/");

            assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo("true");
            browser.picture("audit-page-" + width);
        }
    }

    @Test
    @DisplayName("shows hostile names as the text that they are")
    void shouldShowHostileNamesAsText() {
        Build build = jenkins()
                .build(
                        gated(
                                "rg-hostile",
                                "junit(1, 0)\nqualityGate name: '" + HOSTILE
                                        + "', reports: reports.take(1), qualityGates: [[metric: 'tests.failed', threshold: 1]]"));
        try (Browser browser = new Browser(jenkins())) {
            browser.open(build.path() + "/release-audit/");

            assertThat(browser.one("#main-panel").getText()).contains(HOSTILE);
            assertThat(browser.all("#main-panel img[src='x']")).isEmpty();
        }
    }

    @Test
    @DisplayName("can be taken along as one file that loads nothing and runs nothing")
    void shouldBeOneFile() {
        Build build = judged();

        HttpResponse<String> file = jenkins().get(build.path() + "/release-audit/html");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body())
                .startsWithIgnoringCase("<!doctype html>")
                .contains("Coverage")
                .doesNotContain("<script", "<link", "src=\"http");
    }

    @Test
    @DisplayName("isn't there for a build without a record")
    void shouldNotBeThereWithoutARecord() {
        Build build = jenkins().build(pipeline("rg-none", "echo 'nothing is judged'"));

        assertThat(jenkins().get(build.path() + "/release-audit/").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest(name = "has enough contrast in the {0} theme")
    @ValueSource(strings = {"light", "dark"})
    void shouldHaveEnoughContrast(String theme) {
        Build build = judged();
        try (Browser browser = new Browser(jenkins())) {
            browser.width(1_280);
            browser.open(build.path() + "/release-audit/");
            browser.run("document.documentElement.dataset.theme = '" + (theme.equals("dark") ? "dark" : "none") + "'");
            boolean dark = browser.run(Contrast.IS_DARK).equals("true");
            assumeTrue(dark == theme.equals("dark"), "no " + theme + " theme in this Jenkins");

            assertThat(browser.run(Contrast.TOO_LITTLE)).isEqualTo("[]");
            browser.picture("audit-page-" + theme);
        }
    }
}
