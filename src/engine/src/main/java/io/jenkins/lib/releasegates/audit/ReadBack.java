package io.jenkins.lib.releasegates.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node as it will be read back from its canonical form; copied where that leads to the same, and read where it might not. */
final class ReadBack {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReadBack() {}

    static ObjectNode of(ObjectNode node, byte[] canonical) throws IOException {
        return copy(node) instanceof ObjectNode copy ? copy : (ObjectNode) MAPPER.readTree(canonical);
    }

    /** Null where it holds what the canonical form may write in another way: fractions, and text that UTF-8 can't hold. */
    private static @Nullable JsonNode copy(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> isPlain(node.textValue()) ? node : null;
            case NUMBER -> isPlain(node) ? NODES.numberNode(node.intValue()) : null;
            case BOOLEAN -> node;
            default -> null;
        };
    }

    private static @Nullable JsonNode object(JsonNode node) {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        ObjectNode object = NODES.objectNode();
        for (String name : names) {
            JsonNode value = copy(node.get(name));
            if (value == null || !isPlain(name)) {
                return null;
            }
            object.set(name, value);
        }
        return object;
    }

    private static @Nullable JsonNode array(JsonNode node) {
        ArrayNode array = NODES.arrayNode(node.size());
        for (JsonNode item : node) {
            JsonNode value = copy(item);
            if (value == null) {
                return null;
            }
            array.add(value);
        }
        return array;
    }

    private static boolean isPlain(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToInt();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
