package io.jenkins.lib.releasegates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.policy.Criticality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of docs/formats/decision.md, row by row. */
class EffectTableTest {

    private static final Pattern ROW =
            Pattern.compile("\\| ([A-Z_]+) \\| (\\w+) \\| (\\w+) \\| (\\w+) \\| (yes|no) \\|", Pattern.MULTILINE);

    private static List<Matcher> rows() throws IOException {
        Path page = Path.of(System.getProperty("project.root"), "docs", "formats", "decision.md");
        return Files.readAllLines(page).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    @TestFactory
    List<DynamicTest> shouldDoWhatTheRowSays() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.group(),
                        () -> assertThat(Effect.of(
                                        Verdict.Kind.valueOf(row.group(1)), Criticality.valueOf(row.group(2))))
                                .isEqualTo(new Effect(
                                        mark(row.group(3)),
                                        mark(row.group(4)),
                                        row.group(5).equals("yes")))))
                .toList();
    }

    @Test
    void shouldHaveARowForEachPair() throws IOException {
        assertThat(rows().stream().map(row -> row.group(1) + row.group(2)).distinct())
                .hasSize(Verdict.Kind.values().length * Criticality.values().length);
        assertThat(rows()).hasSize(28);
    }

    private static Effect.Mark mark(String word) {
        return Effect.Mark.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
