package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What scenarios about the readiness of a service begin with: a service of their own, two people who may answer for it, and how they do. */
abstract class ReadinessScenario extends Scenario {

    static final String TWO_ITEMS = """
            apiVersion: release-gates/v1
            kind: ReadinessChecklist
            metadata: {name: production}
            spec:
              role: operations
              validFor: 30d
              sections:
                - title: Recovery
                  items:
                    - {id: restore, question: 'Was a backup restored?', why: 'A backup that was never restored is a hope.', severity: blocking}
                    - {id: canary, question: 'Is there a canary?', why: 'All at once hurts all at once.', severity: blocking, evidence: optional, followUp: allowed}
            """;

    @SuppressWarnings("NullAway.Init")
    JenkinsUnderTest anna;

    @SuppressWarnings("NullAway.Init")
    JenkinsUnderTest ben;

    /** Each scenario has a service of its own, since answers are kept. */
    String service = "";

    @BeforeEach
    void people() {
        Users users = new Users(jenkins());
        anna = users.user("rg-anna");
        ben = users.user("rg-ben");
        service = "shop-" + Long.toString(Clock.systemUTC().millis(), 36);
    }

    @AfterEach
    void clear() {
        JenkinsUnderTest.given().ifPresent(jenkins -> {
            jenkins.script("io.jenkins.plugins.releasegates.readiness.ServiceConfiguration.get().setServices([])");
            Environments.clear(jenkins);
        });
    }

    /** As code. */
    final void define(String checklist, String authors) {
        jenkins().script("""
                def file = File.createTempFile('services', '.yaml')
                file.text = '''
                unclassified:
                  releaseServices:
                    services:
                      - name: "%s"
                        tier: 1
                        %s
                        jobs: "rg-*"
                        roles:
                          - {name: operations, users: "rg-anna\\\\nrg-ben"}
                        checklists:
                          - yaml: |
                %s
                '''
                io.jenkins.plugins.casc.ConfigurationAsCode.get().configure(file.path)
                file.delete()
                """.formatted(service, authors, checklist.indent(14)));
    }

    final void define() {
        define(TWO_ITEMS, "authors: ignored");
    }

    final String page() {
        return "/release-services/service/" + service + "/checklist/production/";
    }

    final JsonNode item(String id) {
        for (JsonNode item : anna.json(page() + "json").path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no item " + id);
    }

    final HttpResponse<String> say(JenkinsUnderTest who, String item, String what, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("item", item);
        form.putIfAbsent("itemDigest", item(item).path("itemDigest").asText());
        form.put("what", what);
        return who.post(page() + "answer", form);
    }

    final String said(JenkinsUnderTest who, String item, String what, Map<String, String> more) {
        HttpResponse<String> answer = say(who, item, what, more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    final String yes(JenkinsUnderTest who, String item) {
        return said(who, item, "YES", Map.of("reason", "tried it", "link", "https://wiki.example.com/" + item));
    }

    final void begin(String job) {
        assertThat(jenkins().post(job + "/build?delay=0sec", Map.of()).statusCode())
                .isEqualTo(201);
        says(job, "Waits until");
    }

    final void says(String job, String words) {
        jenkins()
                .eventually(
                        () -> "the log says " + words + ": "
                                + jenkins().get(job + "/1/consoleText").body(),
                        () -> jenkins().get(job + "/1/consoleText").body().contains(words));
    }
}
