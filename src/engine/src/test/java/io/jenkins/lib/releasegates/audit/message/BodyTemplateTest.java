package io.jenkins.lib.releasegates.audit.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTemplateTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String HOSTILE = "shop/ \"x\\\" {{job}} [1] </script> <!channel>\uFFFD\uFFFD";

    private static TrailEntry sample(String kind) {
        return SampleEntries.all().stream()
                .filter(entry -> entry.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static TrailEntry hostile(String kind) {
        return SampleEntries.all().stream()
                .filter(entry -> entry.kind().equals(kind)
                        && entry.subject().path("jobName").asText().contains("{{job}}"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode render(String template, TrailEntry entry) throws InvalidTemplateException, IOException {
        return MAPPER.readTree(BodyTemplate.parse(template)
                .render(entry, Optional.of("https://j.example/"), Optional.of("Anna"), "secret-key"));
    }

    @Test
    void shouldTryTemplatesOnEveryKindOfEvent() {
        assertThat(SampleEntries.all().stream()
                        .map(TrailEntry::kind)
                        .distinct()
                        .sorted()
                        .toList())
                .containsExactlyElementsOf(Event.kinds());
        assertThat(SampleEntries.all())
                .allSatisfy(
                        entry -> assertThat(Event.of(entry)).as(entry.kind()).isPresent());
    }

    @Test
    void shouldTellWhatWasDecided() throws InvalidTemplateException, IOException {
        JsonNode json = render("""
                {"kind": "{{kind}}", "time": "{{time}}", "job": "{{job}}", "number": {{number}}, "url": "{{url}}",
                 "verdict": "{{verdict}}", "failed": {{failed}}, "gates": [{{#gates}}"{{name}}={{verdict}}"{{^-last}},{{/-last}}{{/gates}}],
                 "counts": [{{gateCount}}, {{failedCount}}, {{artifactCount}}], "summary": "{{summary}}"}
                """, sample("decision-made"));

        assertThat(json.path("time").asText()).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(json.path("url").asText()).isEqualTo("https://j.example/job/shop/job/checkout/12/");
        assertThat(json.path("gates").toString()).isEqualTo("[\"tests=PASSED\",\"coverage=FAILED\"]");
        assertThat(json.path("counts").toString()).isEqualTo("[2,1,0]");
        assertThat(json.path("failed").asBoolean()).isTrue();
        assertThat(json.path("summary").asText()).isEqualTo("decision made: FAILED, shop/checkout #12");
    }

    @Test
    void shouldTellWhoIsAskedByWhen() throws InvalidTemplateException, IOException {
        JsonNode json = render(
                "[\"{{environment}}\", \"{{request}}\", \"{{deadline}}\", {{commits}}, \"{{person}}\", \"{{key}}\"]",
                sample("approval-asked"));
        assertThat(json.toString())
                .isEqualTo("[\"production\",\"0123456789abcdef/"
                        + sample("approval-asked").seq()
                        + "\",\"2026-11-23T10:00:00.000Z\",3,\"Anna\",\"secret-key\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"{{job}}\"}",
                "{\"a\": \"{{{job}}}\"}",
                "{\"a\": \"{{&job}}\"}",
                "{{=<% %>=}}{\"a\": \"<%& job %>\"}",
                "{\"a\": \"{{#job}}{{{.}}}{{/job}}\"}",
            })
    void shouldEscapeWhateverTheTag(String template) throws InvalidTemplateException, IOException {
        JsonNode json = render(template, hostile("approval-asked"));
        assertThat(json.path("a").asText()).isEqualTo(HOSTILE);
        assertThat(json).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": {{job}}}",
                "{\"a\": {{#environment}}\"x\"{{/environment}}}",
                "{\"a\": \"{{job}}\"",
                "{\"a\": 1} {\"b\": 2}",
                "{\"a\": 1, \"a\": 2}",
                "\"{{job}}\"",
                "12",
                "",
                "{\"a\": [{{#gates}}\"{{name}}\",{{/gates}}]}",
            })
    void shouldRefuseWhatMakesNoDocument(String template) {
        assertThatThrownBy(() -> BodyTemplate.parse(template))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessageMatching(
                        "(?s)Found (no JSON in what it makes of an event of the kind [a-z-]+: .*|neither .*)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{nobody}}",
                "{{#nobody}}{{/nobody}}",
                "{{^nobody}}{{/nobody}}",
                "{{job.class}}",
                "{{job.length}}",
                "{{kind.getClass.getClassLoader}}",
                "{{gates.size}}",
                "{{entrySet}}",
            })
    void shouldReachNothingButItsValues(String tag) {
        assertThatThrownBy(() -> BodyTemplate.parse("{\n\"a\": \"" + tag + "\"}"))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessageContaining("Line 2: found '")
                .hasMessageContaining("allowed: admits, answer, artifactCount");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"{{> other}}\"}",
                "{\"a\": \"{{gates}}\"}",
                "{\"a\": \"{{.}}\"}",
                "{\"a\": {{#gates}}}",
                "{\"a\": \"{{"
            })
    void shouldSayWhatCannotBeRead(String template) {
        assertThatThrownBy(() -> BodyTemplate.parse(template))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessageMatching("(?s)(Found|It can't be filled|Line).*");
    }

    @Test
    void shouldBoundWhatItMakes() {
        String nested = "{{#gates}}".repeat(20) + "x".repeat(10) + "{{/gates}}".repeat(20);
        assertThatThrownBy(() -> BodyTemplate.parse("{\"a\": \"" + nested + "\"}"))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessageContaining("its sections go more than 20000 rounds");
        assertThatThrownBy(() -> BodyTemplate.parse(" ".repeat(20_001)))
                .hasMessageContaining("Found 20001 characters; allowed: at most 20000");
    }

    @Test
    void shouldNameNoSecretWhereItCannotBeSent() throws InvalidTemplateException {
        BodyTemplate template = BodyTemplate.parse("{\"{{job}}\": 1, \"checkout\": \"{{key}}\"}");
        TrailEntry same = sample("decision-made");
        same.subject().put("jobName", "checkout");
        assertThatThrownBy(() -> template.render(same, Optional.empty(), Optional.empty(), "secret-key"))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage("the template makes no JSON of an entry of the kind decision-made");
    }

    @Test
    void shouldSelectByKindAndEnvironment() {
        Selection asked = Selection.parse("approval-asked, deployment-ended\napproval-ended", "");
        assertThat(asked.has(sample("approval-asked"))).isTrue();
        assertThat(asked.has(sample("decision-made"))).isFalse();
        Selection production = Selection.parse("", "staging, production");
        assertThat(production.has(sample("approval-asked"))).isTrue();
        assertThat(production.has(sample("key-rotated"))).isFalse();
        assertThat(production.has(hostile("decision-made"))).isFalse();
        assertThat(Selection.all().has(sample("key-rotated"))).isTrue();
        assertThatThrownBy(() -> Selection.parse("approval-asked aproval", ""))
                .hasMessageContaining(
                        "Found 'aproval' as a kind of events; allowed: approval-answered, approval-asked");
    }
}
