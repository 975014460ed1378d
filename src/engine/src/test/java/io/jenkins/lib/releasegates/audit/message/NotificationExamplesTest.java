package io.jenkins.lib.releasegates.audit.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What docs/notifications.md offers has the form that each service documents; the sources of these forms are named there. */
class NotificationExamplesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path EXAMPLES = Path.of(System.getProperty("project.root"), "examples", "notifications");
    private static final String KEY = "R0UT1NGKEY0123456789012345678901";

    private static List<JsonNode> bodies(String file) throws IOException, InvalidTemplateException {
        BodyTemplate template = BodyTemplate.parse(Files.readString(EXAMPLES.resolve(file)));
        List<JsonNode> bodies = new ArrayList<>();
        for (TrailEntry entry : SampleEntries.all()) {
            for (Optional<String> jenkins : List.of(Optional.<String>empty(), Optional.of("https://j.example/"))) {
                bodies.add(MAPPER.readTree(template.render(entry, jenkins, Optional.empty(), KEY)));
            }
        }
        return bodies;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void shouldFitSlackIncomingWebhooks() throws IOException, InvalidTemplateException {
        for (JsonNode body : bodies("slack.json")) {
            assertThat(names(body)).containsExactly("blocks", "text");
            assertThat(body.path("blocks").size()).isBetween(1, 50);
            for (JsonNode block : body.path("blocks")) {
                boolean section = block.path("type").asText().equals("section");
                JsonNode text = section ? block.path("text") : block.at("/elements/0");
                assertThat(names(block)).containsExactly(section ? "text" : "elements", "type");
                assertThat(text.path("text").asText()).isNotBlank().hasSizeLessThan(3_000);
                // Whatever comes from a job's name or a gate's is never read as markup.
                assertThat(text.path("type").asText()).isEqualTo(section ? "plain_text" : "mrkdwn");
                if (!section) {
                    assertThat(text.path("text").asText())
                            .matches("<https://j\\.example/[A-Za-z0-9%/._*-]+\\|Open in Jenkins>");
                }
            }
        }
    }

    @Test
    void shouldFitTeamsWorkflows() throws IOException, InvalidTemplateException {
        for (JsonNode body : bodies("teams.json")) {
            assertThat(body.path("type").asText()).isEqualTo("message");
            JsonNode attachment = body.at("/attachments/0");
            assertThat(attachment.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
            JsonNode card = attachment.path("content");
            assertThat(names(card)).containsExactly("$schema", "actions", "body", "type", "version");
            assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
            for (JsonNode block : card.path("body")) {
                // A TextBlock would read Markdown.
                assertThat(block.path("type").asText()).isEqualTo("RichTextBlock");
                assertThat(block.at("/inlines/0/type").asText()).isEqualTo("TextRun");
                assertThat(block.at("/inlines/0/text").asText()).isNotBlank();
            }
            for (JsonNode action : card.path("actions")) {
                assertThat(names(action)).containsExactly("title", "type", "url");
                assertThat(action.path("url").asText()).startsWith("https://j.example/job/");
            }
        }
    }

    @Test
    void shouldFitAlertmanager() throws IOException, InvalidTemplateException {
        for (JsonNode body : bodies("alertmanager.json")) {
            assertThat(body.isArray()).isTrue();
            JsonNode alert = body.get(0);
            assertThat(names(alert)).isSubsetOf("annotations", "generatorURL", "labels", "startsAt");
            assertThat(names(alert.path("labels")))
                    .contains("alertname")
                    .allMatch(name -> name.matches("[a-zA-Z_][a-zA-Z0-9_]*"));
            alert.path("labels").forEach(value -> assertThat(value.isTextual()).isTrue());
            alert.path("annotations")
                    .forEach(value -> assertThat(value.isTextual()).isTrue());
            assertThat(Instant.parse(alert.path("startsAt").asText())).isNotNull();
            if (alert.has("generatorURL")) {
                assertThat(alert.path("generatorURL").asText()).startsWith("https://j.example/job/");
            }
        }
    }

    @Test
    void shouldFitPagerDutyEvents() throws IOException, InvalidTemplateException {
        for (JsonNode body : bodies("pagerduty.json")) {
            assertThat(names(body)).isSubsetOf("dedup_key", "event_action", "links", "payload", "routing_key");
            assertThat(body.path("routing_key").asText()).isEqualTo(KEY).hasSize(32);
            assertThat(body.path("event_action").asText()).isIn("trigger", "resolve");
            assertThat(body.path("dedup_key").asText()).hasSizeLessThan(256);
            JsonNode payload = body.path("payload");
            assertThat(payload.path("summary").asText()).isNotBlank().hasSizeLessThan(1_024);
            assertThat(payload.path("source").asText()).isNotBlank();
            assertThat(payload.path("severity").asText()).isIn("critical", "error", "warning", "info");
            assertThat(Instant.parse(payload.path("timestamp").asText())).isNotNull();
            body.path("links").forEach(link -> assertThat(names(link)).containsExactly("href", "text"));
        }
    }
}
