package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Says how far the sources have moved on since the last run on a real Jenkins, and leaves it as a report for the suite's own policy. */
@DisplayName("The record of the last acceptance run")
class AcceptanceRecordTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    @DisplayName("is complete, and tells how far the sources have moved on")
    void shouldTellHowFarTheSourcesHaveMovedOn() throws IOException {
        ObjectNode report = MAPPER.createObjectNode();
        report.put("release-gates-metrics", 1).put("tool", "acceptance");
        ArrayNode metrics = report.putArray("metrics");
        Optional<Path> newest = newest();
        if (newest.isPresent()) {
            JsonNode record = MAPPER.readTree(newest.get().toFile());
            List<String> changed = changed(record.path("folders"));
            int failed = 0;
            int passed = 0;
            for (JsonNode scenario : record.path("scenarios")) {
                failed += scenario.path("result").asText().equals("failed") ? 1 : 0;
                passed += scenario.path("result").asText().equals("passed") ? 1 : 0;
            }
            assertThat(passed + failed)
                    .as("scenarios of %s that were run", newest.get())
                    .isPositive();
            metrics.addObject().put("name", "acceptance.failed").put("value", failed);
            metrics.addObject().put("name", "acceptance.passed").put("value", passed);
            metrics.addObject().put("name", "acceptance.changed").put("value", changed.size());
            double covered = record.path("lines").path("covered").asDouble();
            double missed = record.path("lines").path("missed").asDouble();
            if (covered + missed > 0) {
                metrics.addObject().put("name", "acceptance.lines").put("value", 100 * covered / (covered + missed));
            }
            System.out.println("Acceptance on Jenkins " + record.path("jenkins").asText() + " at "
                    + record.path("at").asText() + ": " + passed + " passed, " + failed + " failed; "
                    + (changed.isEmpty()
                            ? "the sources are the same"
                            : "sources have changed since in " + changed.size() + " folders: "
                                    + String.join(", ", changed)));
        } else {
            System.out.println("There is no record of an acceptance run on a real Jenkins in docs/acceptance");
        }
        Path target = Project.root().resolve("src/acceptance/target/acceptance-metrics.json");
        Files.createDirectories(target.getParent());
        MAPPER.writeValue(target.toFile(), report);
        assertThat(target).exists();
    }

    private static List<String> changed(JsonNode then) {
        List<String> changed = new ArrayList<>();
        Map<String, String> now = Project.folders();
        now.forEach((folder, digest) -> {
            if (!then.path(folder).asText().equals(digest)) {
                changed.add(folder);
            }
        });
        then.fieldNames().forEachRemaining(folder -> {
            if (!now.containsKey(folder)) {
                changed.add(folder);
            }
        });
        return changed;
    }

    private static Optional<Path> newest() throws IOException {
        Path directory = Project.root().resolve("docs/acceptance");
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .max(Comparator.comparing(AcceptanceRecordTest::at));
        }
    }

    private static String at(Path record) {
        try {
            return MAPPER.readTree(record.toFile()).path("at").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
