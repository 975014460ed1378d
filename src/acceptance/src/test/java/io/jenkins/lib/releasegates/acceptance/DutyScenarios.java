package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of duties")
class DutyScenarios extends Scenario {

    private static final String PAGE = Environments.PAGE + "/duties";

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(jenkins -> {
            Environments.clear(jenkins);
            new Approvals(jenkins).people("");
        });
    }

    private JsonNode find(JsonNode all, String array, String field, String value) {
        for (JsonNode one : all.path(array)) {
            if (one.path(field).asText().equals(value)) {
                return one;
            }
        }
        return all.path("nothing");
    }

    @Test
    @DisplayName(
            "says who holds what by Jenkins' own authorization, which pairs conflict, and whether anybody could approve")
    void shouldSayWhoHoldsWhat() {
        Approvals approvals = new Approvals(jenkins());
        approvals.define("1 of group rg-sre AND 3 of rg-anna, rg-ben, rg-zoe", "approval.configurersMayApprove = true");
        pipeline("rg-duty-job", "echo 'x'");
        Users users = new Users(jenkins());
        users.user("rg-anna", "Approve");
        users.user("rg-anna2", "ConfigureEnvironment");
        users.user("rg-ben", "Approve");
        users.editor("rg-duty-editor");
        approvals.people("'rg-anna2'");
        JenkinsUnderTest auditor = users.user("rg-duty-auditor", "ViewAudit");
        JenkinsUnderTest other = users.user("rg-duty-other", "ConfigureEnvironment");

        assertThat(other.get(PAGE + "/").statusCode()).isEqualTo(403);
        assertThat(other.get(PAGE + "/json").statusCode()).isEqualTo(403);
        JsonNode duties = auditor.json(PAGE + "/json");
        assertThat(find(duties, "people", "person", "rg-anna").path("accounts").toString())
                .isEqualTo("[\"rg-anna\",\"rg-anna2\"]");
        assertThat(find(duties, "people", "person", "rg-duty-editor")
                        .at("/duties/CONFIGURE_JOBS/everywhere")
                        .asBoolean())
                .isTrue();
        // Two accounts, and one person who may change the rule and fulfil it.
        JsonNode conflict = find(duties, "conflicts", "person", "rg-anna");
        assertThat(conflict.path("one").asText()).isEqualTo("CONFIGURE_ENVIRONMENT");
        assertThat(conflict.path("openIn").toString()).isEqualTo("[\"staging\"]");
        assertThat(find(duties, "conflicts", "person", "rg-ben").isMissingNode())
                .isTrue();
        assertThat(find(duties, "approvers", "demand", "1 of group rg-sre")
                        .path("people")
                        .toString())
                .isEqualTo("[\"rg-anna\"]");
        assertThat(find(duties, "approvers", "demand", "3 of rg-anna, rg-ben, rg-zoe")
                        .path("tooFew")
                        .asBoolean())
                .isTrue();
        assertThat(auditor.text(PAGE + "/"))
                .contains("Pairs that conflict", "change the rule and then fulfil it", "2 of 3");
        assertThat(auditor.text(Environments.PAGE + "/")).contains("href=\"duties/\"");

        assumeTrue(Browser.isThere(), "there is no browser");
        try (Browser browser = new Browser(auditor)) {
            browser.width(400);
            browser.open(PAGE + "/");
            browser.picture("duties-narrow");
            assertThat(browser.run("return document.documentElement.scrollWidth <= 400 ? 'fits' : 'too wide'"))
                    .isEqualTo("fits");
            browser.width(1200);
            browser.open(PAGE + "/");
            browser.picture("duties");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
