package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A calendar of freezes")
class CalendarScenarios extends Scenario {

    private static final String CALENDAR = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//example//EN
            BEGIN:VEVENT
            UID:1@example
            DTSTAMP:20260101T000000Z
            DTSTART;VALUE=DATE:20260101
            RRULE:FREQ=DAILY
            SUMMARY:Stocktaking
            END:VEVENT
            END:VCALENDAR
            """;

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    private void configure(String calendar) {
        String yaml = """
                unclassified:
                  releaseEnvironments:
                    environments:
                      - name: staging
                        jobs: "rg-*"
                        timeZone: Europe/Zurich
                        policy: |
                %s
                        calendar: |
                %s
                """.formatted(Environments.POLICY.indent(10), calendar.indent(10));
        jenkins().script("""
                def file = File.createTempFile('environments', '.yaml')
                file.text = '''%s'''
                io.jenkins.plugins.casc.ConfigurationAsCode.get().configure(file.path)
                file.delete()
                """.formatted(yaml));
    }

    private Build release(String name) {
        return jenkins().build(gated(name, """
                junit(5, 0); jacoco(85)
                writeFile file: 'target/ship.jar', text: UUID.randomUUID().toString()
                releaseGate environment: 'staging', artifact: 'target/ship.jar', reports: reports, waitForApproval: false
                """));
    }

    private JsonNode staging() {
        return jenkins().json(Environments.PAGE + "/json").at("/environments/0");
    }

    @Test
    @DisplayName("keeps everything out while one of its events lasts, and lets it in when that is cancelled")
    void shouldFreeze() {
        configure(CALENDAR);
        assertThat(staging().at("/rules/open").asBoolean()).isFalse();
        assertThat(staging().at("/rules/freezes/0/reason").asText()).isEqualTo("Stocktaking");
        Build frozen = release("rg-cal-frozen");
        assertThat(frozen.log()).contains("an event of the calendar of this environment");
        assertThat(frozen.audit().toString()).doesNotContain("Stocktaking");

        configure(CALENDAR.replace("SUMMARY:", "STATUS:CANCELLED\nSUMMARY:"));
        assertThat(staging().at("/rules/open").asBoolean()).isTrue();
        Build open = release("rg-cal-open");
        assertThat(open.result()).as(open.log()).isEqualTo("SUCCESS");

        String exported = jenkins().script("""
                def out = new ByteArrayOutputStream()
                io.jenkins.plugins.casc.ConfigurationAsCode.get().export(out)
                print out.toString('UTF-8')
                """);
        assertThat(exported).contains("BEGIN:VCALENDAR", "STATUS:CANCELLED");
    }

    @Test
    @DisplayName("that can't be understood keeps the environment shut, and the line is told")
    void shouldFailClosed() {
        configure(CALENDAR.replace("FREQ=DAILY", "FREQ=HOURLY"));
        assertThat(staging().path("usable").asBoolean()).isFalse();
        assertThat(staging().path("troubles").toString()).contains(":8:1: calendar: found", "DAILY, WEEKLY");
        assertThat(release("rg-cal-broken").result()).isEqualTo("FAILURE");
    }

    @Test
    @DisplayName("is tried while it is typed")
    void shouldBeTriedInTheForm() {
        assumeTrue(Browser.isThere(), "no Chromium with its driver is installed here");
        configure(CALENDAR);
        try (Browser browser = new Browser(jenkins())) {
            Form environment = Form.of(browser, Environments.PAGE + "/configure")
                    .parts("environments")
                    .get(0);
            assertThat(environment.value("calendar")).contains("Stocktaking");
            environment.type("calendar", CALENDAR.replace("DTSTART;VALUE=DATE:20260101", "DTSTART:tomorrow"));
            environment.says("calendar", "Line 7: found");
            browser.picture("calendar-form");
        }
    }
}
