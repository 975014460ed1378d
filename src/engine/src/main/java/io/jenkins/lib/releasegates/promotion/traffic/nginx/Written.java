package io.jenkins.lib.releasegates.promotion.traffic.nginx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is kept beside the included file of its last change, before it is made: which workers had not seen it.
 *
 * @param content digest of the file as it was to be
 * @param before workers that were there
 * @param at when
 */
record Written(String content, Set<String> before, Instant at) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    String text() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("version", 1).put("content", content).put("at", at.toString());
        before.forEach(json.putArray("before")::add);
        return json + "\n";
    }

    /** Nothing where it can't be read: then the file is held against the workers as if anybody had written it. */
    static Optional<Written> read(Path file) {
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
            Set<String> before = new TreeSet<>();
            json.path("before").forEach(worker -> before.add(worker.asText()));
            return json.path("version").asInt() == 1
                    ? Optional.of(new Written(
                            json.path("content").asText(),
                            before,
                            Instant.parse(json.path("at").asText())))
                    : Optional.empty();
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
