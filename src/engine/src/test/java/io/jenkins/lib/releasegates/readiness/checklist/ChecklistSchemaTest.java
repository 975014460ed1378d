package io.jenkins.lib.releasegates.readiness.checklist;

import static io.jenkins.lib.releasegates.readiness.checklist.ChecklistFiles.COMPLETE;
import static io.jenkins.lib.releasegates.readiness.checklist.ChecklistFiles.withCheck;
import static io.jenkins.lib.releasegates.readiness.checklist.ChecklistFiles.withItem;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema and the parser agree about structure; about meaning the parser knows more. */
class ChecklistSchemaTest {

    private static boolean fitsSchema(String yaml) throws IOException {
        Path file = Path.of(System.getProperty("project.root"), "docs", "formats", "readiness-checklist.schema.json");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
        return schema.validate(yaml, InputFormat.YAML).isEmpty();
    }

    static Stream<String> goodFiles() throws IOException {
        Stream<String> starters = StarterChecklists.names().stream()
                .map(name -> new String(StarterChecklists.read(name), StandardCharsets.UTF_8));
        return Stream.concat(
                starters,
                Stream.of(
                        COMPLETE,
                        withItem("role: sre\nvalidFor: 9d\ntiers: [4]"),
                        withCheck("{value: {path: a/b.json, pointer: '', condition: '== \"x\"'}}"),
                        withCheck("{value: {path: a.yml, pointer: /a~1b/~0/0, condition: '!= true'}}"),
                        withCheck("{file: {path: ..a/...b}}"),
                        withCheck("{metric: {connection: a, query: up, condition: '<-1.5'}}"),
                        documented()));
    }

    /** The checklist of the documentation. */
    private static String documented() throws IOException {
        String page = Files.readString(
                Path.of(System.getProperty("project.root"), "docs", "formats", "readiness-checklist.md"));
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        return page.substring(start, page.indexOf("```", start));
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void shouldBothAcceptAGoodFile(String yaml) throws IOException {
        assertThat(ChecklistValidation.ofYaml(yaml, "launch.yaml").issues()).isEmpty();
        assertThat(fitsSchema(yaml)).isTrue();
    }

    static Stream<String> badFiles() {
        return Stream.of(
                "[]",
                COMPLETE.replace("release-gates/v1", "v1"),
                COMPLETE.replace("ReadinessChecklist", "Checklist"),
                COMPLETE.replace("name: launch", "name: 12"),
                COMPLETE.replace("high: warns", "high: maybe"),
                COMPLETE.replace("longestFollowUp: 60d", "longestFollowUp: 60"),
                COMPLETE.replace("title: People answer", "name: People answer"),
                COMPLETE.replace("id: restore", "id: Restore"),
                COMPLETE.replace("severity: blocking", "severity: critical"),
                COMPLETE.replace("tiers: [1, 2]", "tiers: [1, 5]"),
                COMPLETE.replace("tiers: [1, 2]", "tiers: [1, 1]"),
                COMPLETE.replace("tiers: [1, 2]", "tiers: []"),
                COMPLETE.replace("tiers: [1, 2]", "tiers: ['1']"),
                COMPLETE.replace("validFor: 90d", "validFor: 90"),
                COMPLETE.replace("evidence: optional", "evidence: maybe"),
                COMPLETE.replace("evidence: optional", "provenance: observed"),
                COMPLETE.replace("followUp: allowed", "followUp: true"),
                COMPLETE.replace("provenance: observed", "provenance: OBSERVED"),
                COMPLETE.replace("provenance: observed", "evidence: required"),
                COMPLETE.replaceAll("(?s)  sections:.*", "  sections: []\n"),
                COMPLETE.replaceAll("(?s)items:.*", "items: []\n"),
                withCheck("{}"),
                withCheck("{gate: a, connection: b}"),
                withCheck("{url: 'https://a'}"),
                withCheck("{connection: 'https://a'}"),
                withCheck("{metric: {connection: a, query: up}}"),
                withCheck("{metric: {connection: a, query: up, condition: exists}}"),
                withCheck("{metric: {connection: a, query: up, condition: '> high'}}"),
                withCheck("{file: {path: /a}}"),
                withCheck("{file: {path: ../a}}"),
                withCheck("{file: {path: a/../b}}"),
                withCheck("{file: {path: a/.}}"),
                withCheck("{file: {path: 'a\\b'}}"),
                withCheck("{file: {path: a.md, sections: []}}"),
                withCheck("{file: {path: a.md, minBytes: 0}}"),
                withCheck("{value: {path: a.json, pointer: a, condition: exists}}"),
                withCheck("{value: {path: a.json, pointer: /a~2, condition: exists}}"),
                withCheck("{value: {path: a.json, pointer: /a, condition: '> \"b\"'}}"),
                withCheck("{value: {path: a.json, pointer: /a, condition: size == true}}"),
                withCheck("{loadTest: {name: a}}"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void shouldBothRefuseABadFile(String yaml) throws IOException {
        assertThat(ChecklistValidation.ofYaml(yaml, "launch.yaml").issues()).isNotEmpty();
        assertThat(fitsSchema(yaml)).isFalse();
    }

    @Test
    void shouldLeaveMeaningToTheParser() throws IOException {
        for (String yaml : new String[] {
            COMPLETE.replace("id: on-call", "id: restore"), withItem("role: sre"), withItem("validFor: 9d")
        }) {
            assertThat(fitsSchema(yaml)).isTrue();
            assertThat(ChecklistValidation.ofYaml(yaml, "launch.yaml").issues()).isNotEmpty();
        }
    }
}
