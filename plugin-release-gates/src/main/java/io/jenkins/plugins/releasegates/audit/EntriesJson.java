package io.jenkins.plugins.releasegates.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.TrailEntry;
import java.util.List;

/** Entries of the trail as one JSON document. */
final class EntriesJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EntriesJson() {}

    static byte[] of(List<TrailEntry> entries) throws JsonProcessingException {
        ObjectNode document = MAPPER.createObjectNode();
        ArrayNode list = document.putArray("entries");
        for (TrailEntry entry : entries) {
            ObjectNode node = list.addObject();
            node.put("id", entry.id());
            node.put("at", entry.at().toString());
            node.put("kind", entry.kind());
            node.put("hash", entry.hash().toString());
            node.set("subject", entry.subject());
            node.set("body", entry.body());
        }
        return MAPPER.writeValueAsBytes(document);
    }
}
