package io.jenkins.lib.releasegates.audit.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Entries of every kind, and of every outcome that matters, for trying a template; among them names that would break out of a text. */
public final class SampleEntries {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final String FILE = "samples.jsonl";

    private SampleEntries() {}

    /** All of them, in the order of the file. */
    public static List<TrailEntry> all() {
        ObjectMapper mapper = new ObjectMapper();
        List<TrailEntry> all = new ArrayList<>();
        try (InputStream stream = SampleEntries.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("The jar has lost " + FILE);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                all.add(entry(all.size(), mapper.readTree(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static TrailEntry entry(int seq, JsonNode json) {
        Digest none = Digest.of(new byte[0]);
        return new TrailEntry(
                seq,
                AT,
                json.path("kind").asText(),
                "0123456789abcdef",
                none,
                (ObjectNode) json.path("subject"),
                (ObjectNode) json.path("body"),
                none);
    }
}
