package io.jenkins.lib.releasegates.readiness.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checklists to begin with are read as users' own are, and say where they come from. */
class StarterChecklistsTest {

    static Stream<String> names() {
        return StarterChecklists.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeValidAndAnswerPartOfItself(String name) throws Exception {
        ChecklistValidation validation = ChecklistValidation.ofYaml(StarterChecklists.read(name), name);

        assertThat(validation.issues()).isEmpty();
        Checklist checklist = validation.checklistOrThrow();
        assertThat(checklist.name()).isEqualTo(name);
        assertThat(checklist.items()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(checklist.items()).filteredOn(Item::isAttested).isNotEmpty();
        assertThat(checklist.items()).filteredOn(item -> !item.isAttested()).hasSizeGreaterThanOrEqualTo(3);
        for (int tier = 1; tier <= Service.LOWEST_TIER; tier++) {
            assertThat(checklist.items(tier))
                    .filteredOn(item -> item.severity() == ItemSeverity.BLOCKING)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldNameItsSourcesInTheFirstLines(String name) {
        List<String> head = new String(StarterChecklists.read(name), StandardCharsets.UTF_8)
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .toList();

        assertThat(head.get(0)).contains("in our own words").endsWith(", after");
        assertThat(head)
                .filteredOn(line -> line.matches("#  - \".+\".*: https://\\S+"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldReadTheExample() throws Exception {
        Path example = Path.of(System.getProperty("project.root"), "examples", "readiness", "production.yaml");
        ChecklistValidation validation = ChecklistValidation.ofYaml(Files.readAllBytes(example), "production.yaml");

        assertThat(validation.issues()).isEmpty();
        assertThat(validation.checklistOrThrow().items()).hasSize(5);
    }

    @Test
    void shouldRefuseAnotherName() {
        assertThatThrownBy(() -> StarterChecklists.read("../web-service"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("web-service");
    }
}
