package io.jenkins.lib.releasegates.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.readiness.ItemResult.Source;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A result as canonical JSON, for evidence and pages; described in docs/formats/readiness-checklist.md. Holds no name and nothing that people typed.
 *
 * <p>Thread-safe.
 */
public final class ReadinessJson {

    /** The longest result that is read, in UTF-16 units. */
    public static final int MAX_LENGTH = 16 << 20;

    static final int VERSION = 1;

    private ReadinessJson() {}

    /** The result; {@link #read} gives an equal one. Members that were read and aren't known here are written again. */
    public static String write(ReadinessResult result) {
        ObjectNode json = tree(result);
        if (!result.rest().isEmpty()) {
            addMissing(json, ResultReader.tree(result.rest()));
        }
        return text(json);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UnreadableReadinessException naming the member, what was found and what is allowed, for everything else, also for a result whose verdict
     *     doesn't follow from its items
     */
    public static ReadinessResult read(String text) throws UnreadableReadinessException {
        return ResultReader.read(text);
    }

    static String text(ObjectNode json) {
        return new String(CanonicalJson.bytes(json), StandardCharsets.UTF_8);
    }

    static ObjectNode tree(ReadinessResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "readiness").put("version", VERSION);
        json.putObject("service")
                .put("name", result.service().name())
                .put("tier", result.service().tier());
        json.putObject("checklist")
                .put("name", result.checklist())
                .put("digest", result.digest().toString());
        json.put("at", result.at().toString());
        json.put("verdict", result.verdict().kind().name());
        json.put("why", result.verdict().grounds().why());
        ArrayNode items = json.putArray("items");
        result.items().forEach(item -> items.add(item(item)));
        return json;
    }

    private static ObjectNode item(ItemResult item) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", item.id())
                .put("section", item.section())
                .put("question", item.question())
                .put("severity", item.severity().id())
                .put("role", item.role())
                .put("digest", item.digest().toString())
                .put("attested", item.attested())
                .put("status", item.status().name())
                .put("verdict", item.status().verdict().name())
                .put("counts", item.counts().name())
                .put("observed", item.words().observed())
                .put("required", item.words().required())
                .put("why", item.words().why());
        Source source = item.source();
        source.provenance().ifPresent(provenance -> json.put("provenance", provenance.id()));
        ArrayNode evidence = json.putArray("evidence");
        source.evidence().forEach(digest -> evidence.add(digest.toString()));
        ArrayNode by = json.putArray("by");
        source.by().forEach(commitment -> by.add(commitment.toString()));
        source.at().ifPresent(at -> json.put("at", at.toString()));
        source.until().ifPresent(until -> json.put("until", until.toString()));
        return json;
    }

    /** What is in one and not in the other, at any depth; of items in the same order. */
    static ObjectNode without(ObjectNode found, ObjectNode known) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : found.properties()) {
            JsonNode ours = known.get(member.getKey());
            if (ours == null) {
                rest.set(member.getKey(), member.getValue());
            } else {
                JsonNode inner = without(member.getValue(), ours);
                if (!inner.isEmpty()) {
                    rest.set(member.getKey(), inner);
                }
            }
        }
        return rest;
    }

    /** An object of what is in one and not in the other: of an array by index. */
    private static JsonNode without(JsonNode found, JsonNode known) {
        if (found instanceof ObjectNode object && known instanceof ObjectNode ours) {
            return without(object, ours);
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        if (found instanceof ArrayNode && known instanceof ArrayNode) {
            for (int i = 0; i < found.size(); i++) {
                JsonNode inner = without(found.get(i), known.path(i));
                if (!inner.isEmpty()) {
                    rest.set(Integer.toString(i), inner);
                }
            }
        }
        return rest;
    }

    private static void addMissing(JsonNode json, ObjectNode rest) {
        for (Map.Entry<String, JsonNode> member : rest.properties()) {
            JsonNode ours =
                    json instanceof ArrayNode ? json.get(Integer.parseInt(member.getKey())) : json.get(member.getKey());
            if (ours == null && json instanceof ObjectNode object) {
                object.set(member.getKey(), member.getValue());
            } else if (ours != null && member.getValue() instanceof ObjectNode inner) {
                addMissing(ours, inner);
            }
        }
    }
}
