package io.jenkins.lib.releasegates.cli.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What stands in a result, in numbers.
 *
 * @param open findings that nothing suppresses, by severity from the worst on
 * @param problems files that should have been looked at and could not
 * @param cached files whose result was known from an earlier scan
 */
record ScanCounts(Map<String, Integer> open, int suppressed, int problems, long files, long cached) {

    private static final List<String> SEVERITIES = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Reads a result that the worker has just written, line by line. */
    static ScanCounts of(Path result) throws IOException {
        Map<String, Integer> open = new LinkedHashMap<>();
        SEVERITIES.forEach(severity -> open.put(severity, 0));
        int suppressed = 0;
        int problems = 0;
        JsonNode end = MAPPER.missingNode();
        try (BufferedReader lines = Files.newBufferedReader(result)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                JsonNode line = MAPPER.readTree(text);
                switch (line.path("type").asText()) {
                    case "finding" -> {
                        if (line.has("suppressed")) {
                            suppressed++;
                        } else {
                            open.merge(line.path("severity").asText(), 1, Integer::sum);
                        }
                    }
                    case "problem" -> problems++;
                    case "end" -> end = line;
                    default -> {}
                }
            }
        }
        if (end.isMissingNode()) {
            throw new IOException("The worker has left a result without its end");
        }
        return new ScanCounts(
                open,
                suppressed,
                problems,
                end.path("files").asLong(),
                end.path("cached").asLong());
    }

    int total() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }

    String words() {
        String bySeverity = open.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return total() + " findings (" + bySeverity + "), " + suppressed + " suppressed; " + files
                + " files looked at, " + cached + " of them known"
                + (problems == 0 ? "" : "; " + problems + " could NOT be looked at");
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode findings = json.putObject("findings");
        open.forEach((severity, count) -> findings.put(severity.toLowerCase(Locale.ROOT), count));
        return json.put("suppressed", suppressed)
                .put("problems", problems)
                .put("files", files)
                .put("cached", cached);
    }
}
