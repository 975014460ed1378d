package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.Receiver.Request;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A webhook")
class WebhookScenarios extends Scenario {

    private static final String TOKEN = "a-token-of-the-receiver";
    private static final String SECRET = "a secret of the scenario";
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
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
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

    /** Adds the receiver in the form, as one that is told from now on. */
    private void connect(Browser browser) {
        Form page = Form.of(browser, Settings.PAGE);
        Settings.webhook(page, "hub", receiver.url())
                .type("token", TOKEN)
                .type("secret", SECRET)
                .tick("fromNowOn");
        page.save();
        jenkins().eventually("the webhook is told that there is one", () -> receiver.has("configuration-changed", ""));
    }

    /** Numbers of entries without a gap, from that one on; what came twice came in order, too. */
    private static void assertNothingIsMissing(List<Long> numbers) {
        assertThat(numbers).isNotEmpty().isSorted();
        assertThat(numbers.stream().distinct())
                .containsExactlyElementsOf(LongStream.rangeClosed(numbers.get(0), numbers.get(numbers.size() - 1))
                        .boxed()
                        .toList());
    }

    @Test
    @DisplayName("is added in the form, told of every entry in order, signed, and of nothing once it is taken away")
    void shouldBeToldOfEveryEntry() {
        try (Browser browser = new Browser(jenkins())) {
            connect(browser);
            jenkins().build(gated("rg-told", GATE));
            jenkins().eventually("the decision", () -> receiver.has("decision-made", "rg-told #1"));

            List<Request> requests = receiver.requests();
            assertNothingIsMissing(receiver.numbers());
            for (int i = 0; i < requests.size(); i++) {
                Request request = requests.get(i);
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.header("Content-Type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
                assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
                assertThat(request.header("X-Release-Gates-Signature")).isEqualTo(request.signature(SECRET));
                if (i > 0) {
                    assertThat(request.events()
                                    .findFirst()
                                    .orElseThrow()
                                    .at("/data/prev")
                                    .asText())
                            .as("what the entry says of the one before it")
                            .isEqualTo(requests.get(i - 1).hashOfEntry());
                }
            }
            JsonNode decision = receiver.taken().stream()
                    .filter(event -> event.path("type").asText().endsWith("decision-made")
                            && event.path("subject").asText().equals("rg-told #1"))
                    .findFirst()
                    .orElseThrow();
            String origin = decision.at("/data/origin").asText();
            assertThat(decision.path("specversion").asText()).isEqualTo("1.0");
            assertThat(decision.path("source").asText()).isEqualTo("urn:release-gates:" + origin);
            assertThat(decision.path("id").asText())
                    .isEqualTo(origin + "/" + decision.at("/data/seq").asLong());
            assertThat(decision.at("/data/body/outcome").asText()).isEqualTo("PASSED");
            assertThat(receiver.taken().toString())
                    .as("names of persons, and secrets")
                    .doesNotContain("\"admin\"", TOKEN, SECRET, "inmyaddress");

            jenkins()
                    .eventually(
                            "how far it is",
                            () -> jenkins()
                                    .text(Settings.PAGE)
                                    .matches("(?s).*Entries behind it: [0-9.,]+, to come: 0\\D.*"));
            Form page = Form.of(browser, Settings.PAGE);
            page.parts(Settings.WEBHOOKS).get(0).remove();
            page.save();
            int told = receiver.requests().size();
            jenkins().build(gated("rg-untold", GATE));
            assertThat(receiver.requests().stream().skip(told).map(Request::text))
                    .noneMatch(text -> text.contains("rg-untold"));
        }
    }

    @Test
    @DisplayName("that refuses loses nothing, and administrators are told how far it is behind")
    void shouldLoseNothingWhereItRefuses() {
        try (Browser browser = new Browser(jenkins())) {
            connect(browser);
            receiver.refuse();
            jenkins().build(gated("rg-refused", GATE));

            jenkins().eventually("it is sent again", () -> receiver.refused().size() >= 2);
            assertThat(receiver.refused().get(1).text())
                    .isEqualTo(receiver.refused().get(0).text());
            receiver.refuseForASecond();
            jenkins().eventually("the notice", () -> jenkins().text("/manage/").contains("entries behind"));
            browser.open("/manage/");
            assertThat(browser.one("#main-panel").getText())
                    .contains("http://127.0.0.1", "answered")
                    .containsPattern("It is [1-9][0-9]* entries behind, the first of them of 20")
                    .doesNotContain(TOKEN, SECRET, "inmyaddress");
            assertThat(Form.of(browser, Settings.PAGE)
                            .parts(Settings.WEBHOOKS)
                            .get(0)
                            .text())
                    .containsPattern("Entries behind it: [0-9.,]+, to come: [1-9]");
            assertThat(receiver.has("decision-made", "rg-refused #1")).isFalse();

            receiver.take();
            jenkins().eventually("the decision", () -> receiver.has("decision-made", "rg-refused #1"));
            assertNothingIsMissing(receiver.numbers());
            jenkins()
                    .eventually(
                            "no notice any more",
                            () -> !jenkins().text("/manage/").contains("entries behind"));
        }
    }

    @Test
    @DisplayName("goes on after a restart with the entry behind the last one that it took")
    void shouldGoOnAfterARestart() {
        assumeTrue(JenkinsUnderTest.mayRestart(), "JENKINS_MAY_RESTART isn't set");
        try (Browser browser = new Browser(jenkins())) {
            connect(browser);
        }
        jenkins().build(gated("rg-told-before", GATE));
        jenkins().eventually("the decision", () -> receiver.has("decision-made", "rg-told-before #1"));
        receiver.refuseForASecond();
        jenkins().build(gated("rg-told-after", GATE));
        jenkins().eventually("it refuses", () -> !receiver.refused().isEmpty());
        List<Long> before = receiver.numbers();

        jenkins().restart();
        receiver.take();

        jenkins().eventually("the decision", () -> receiver.has("decision-made", "rg-told-after #1"));
        List<Long> all = receiver.numbers();
        assertNothingIsMissing(all);
        assertThat(all.get(before.size())).isEqualTo(before.get(before.size() - 1) + 1);
    }

    @Test
    @DisplayName("that is new may be sent the whole ledger first, in arrays")
    void shouldBeSentTheWholeLedger() {
        jenkins().build(gated("rg-long-ago", GATE));
        long entries =
                jenkins().json("/release-audit/json?limit=1").path("entries").asLong();
        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, Settings.PAGE);
            // Its place is remembered under its name, so that only a new name begins with the first entry.
            String name = "archive-" + UUID.randomUUID().toString().substring(0, 8);
            Settings.webhook(page, name, receiver.url())
                    .advanced()
                    .type("batch", "100")
                    .type("source", "https://ci.example.com/");
            page.save();
        }

        jenkins().eventually("all entries", () -> receiver.numbers().size() >= entries);

        assertThat(receiver.numbers().get(0)).isZero();
        assertNothingIsMissing(receiver.numbers());
        for (Request request : receiver.requests()) {
            assertThat(request.header("Content-Type")).isEqualTo("application/cloudevents-batch+json; charset=UTF-8");
            assertThat(request.headers()).doesNotContainKeys("Authorization", "X-Release-Gates-Signature");
            assertThat(request.events().count()).isBetween(1L, 100L);
        }
        assertThat(receiver.taken())
                .allMatch(event -> event.path("source").asText().equals("https://ci.example.com/"));
    }
}
