package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.Receiver.Request;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A webhook with a template of its own")
class NotificationScenarios extends Scenario {

    private static final String SECRET = "a secret of the scenario";
    private static final String KEY = "r0uting-key-of-the-scenario";
    private static final String TEMPLATE =
            "{\"text\": \"{{summary}}\", \"url\": \"{{url}}\", \"by\": \"{{person}}\", \"key\": \"{{key}}\","
                    + " \"gates\": [{{#gates}}\"{{name}} {{verdict}}\"{{^-last}},{{/-last}}{{/gates}}]}";
    private static final String GATE = """
            junit(2, 0)
            qualityGate name: 'Told', reports: [reports[0]],
                qualityGates: [[metric: 'tests.failed', threshold: 1, criticality: 'FAILURE']]
            """;

    @SuppressWarnings("NullAway.Init")
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(jenkins().isOnLoopback(), "the controller is another machine");
        Settings.clear(jenkins());
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        if (receiver != null) {
            Settings.clear(jenkins());
            receiver.close();
        }
    }

    private void configure(String yaml) {
        jenkins().script("""
                def file = File.createTempFile('ledger', '.yaml')
                file.text = '''%s'''
                io.jenkins.plugins.casc.ConfigurationAsCode.get().configure(file.path)
                file.delete()
                """.formatted(yaml));
    }

    private static JsonNode body(Request request) {
        return request.events().findFirst().orElseThrow();
    }

    @Test
    @DisplayName("is defined in the form, which tries it, and is sent what the owner chose, signed")
    void shouldSendTheFormOfTheOwner() {
        assumeTrue(Browser.isThere(), "no Chromium with its driver is installed here");
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, Settings.PAGE);
            Form webhook = Settings.webhook(page, "chat", receiver.url())
                    .type("secret", SECRET)
                    .tick("fromNowOn")
                    .type("kinds", "decision-made, decision-maid");
            webhook.says("kinds", "Found 'decision-maid' as a kind of events; allowed: approval-answered");
            webhook.type("kinds", "decision-made").type("template", "{\"text\": {{job}}}");
            webhook.says("template", "Found no JSON in what it makes of an event of the kind evidence-recorded");
            webhook.type("template", "{\"text\": \"{{jbo}}\"}");
            webhook.says("template", "Line 1: found 'jbo'; allowed: admits, answer");
            webhook.type("template", TEMPLATE).type("templateKey", KEY);
            webhook.says("template", "");
            browser.picture("notification-form");
            page.save();

            jenkins().build(gated("rg-notified", GATE));
            jenkins().eventually("the decision", () -> !receiver.requests().isEmpty());

            List<Request> requests = receiver.requests();
            assertThat(requests).hasSize(1);
            Request request = requests.get(0);
            assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
            assertThat(request.header("X-Release-Gates-Signature")).isEqualTo(request.signature(SECRET));
            assertThat(body(request).path("text").asText()).isEqualTo("decision made: PASSED, rg-notified #1");
            assertThat(body(request).path("url").asText()).endsWith("/job/rg-notified/1/");
            assertThat(body(request).path("by").asText()).isEmpty();
            assertThat(body(request).path("key").asText()).isEqualTo(KEY);
            assertThat(body(request).path("gates").toString()).contains("PASSED");

            Form again =
                    Form.of(browser, Settings.PAGE).parts(Settings.WEBHOOKS).get(0);
            assertThat(again.value("template")).isEqualTo(TEMPLATE);
            assertThat(again.isConcealed("templateKey")).isTrue();
            assertThat(jenkins()
                            .json("/release-audit/json?kind=configuration-changed&limit=3")
                            .toString())
                    .contains("template")
                    .doesNotContain(KEY, SECRET);
        }
    }

    @Test
    @DisplayName("comes from configuration as code and goes there; names persons only where the owner says so")
    void shouldBeCode() {
        String yaml = """
                unclassified:
                  releaseGatesLedger:
                    webhooks:
                      - name: chat
                        url: "%s"
                        allowPrivateAddresses: true
                        fromNowOn: true
                        kinds: "configuration-changed"
                        templateKey: "%s"
                        persons: true
                        template: >-
                          %s
                """.formatted(receiver.url(), KEY, "{\"text\": \"{{kind}}\", \"by\": \"{{person}}\"}");
        configure(yaml);
        jenkins().eventually("the change", () -> !receiver.requests().isEmpty());
        assertThat(body(receiver.requests().get(0)).path("text").asText()).isEqualTo("configuration-changed");
        assertThat(body(receiver.requests().get(0)).path("by").asText()).isNotEmpty();

        String exported = jenkins().script("""
                def out = new ByteArrayOutputStream()
                io.jenkins.plugins.casc.ConfigurationAsCode.get().export(out)
                print out.toString('UTF-8')
                """);
        assertThat(exported)
                .contains("kinds: \"configuration-changed\"", "persons: true", "{{person}}")
                .doesNotContain(KEY);
    }

    @Test
    @DisplayName("that makes no JSON is told of nothing, and administrators see why")
    void shouldRefuseATemplateThatIsNone() {
        configure("""
                unclassified:
                  releaseGatesLedger:
                    webhooks:
                      - name: chat
                        url: "%s"
                        allowPrivateAddresses: true
                        template: '{"text": "{{nobody}}"}'
                """.formatted(receiver.url()));
        jenkins()
                .eventually(
                        "the notice",
                        () -> jenkins().text("/manage/").contains("Line 1: found &#039;nobody&#039;")
                                || jenkins().text("/manage/").contains("Line 1: found 'nobody'"));
        jenkins().build(gated("rg-unnotified", GATE));
        assertThat(receiver.requests()).isEmpty();
    }
}
