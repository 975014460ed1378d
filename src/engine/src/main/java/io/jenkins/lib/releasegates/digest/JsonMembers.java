package io.jenkins.lib.releasegates.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Members of objects that a version doesn't know, which it keeps and writes again. Arrays are taken as a whole. */
public final class JsonMembers {

    private JsonMembers() {}

    /** What is in one and not in the other, at any depth of objects. */
    public static ObjectNode without(ObjectNode found, ObjectNode known) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : found.properties()) {
            JsonNode ours = known.get(member.getKey());
            if (ours == null) {
                rest.set(member.getKey(), member.getValue());
            } else if (ours instanceof ObjectNode inner && member.getValue() instanceof ObjectNode foundInner) {
                ObjectNode innerRest = without(foundInner, inner);
                if (!innerRest.isEmpty()) {
                    rest.set(member.getKey(), innerRest);
                }
            }
        }
        return rest;
    }

    /** Adds the members that the object doesn't have, at any depth of objects; none is replaced. */
    public static void addMissing(ObjectNode json, ObjectNode rest) {
        for (Map.Entry<String, JsonNode> member : rest.properties()) {
            JsonNode ours = json.get(member.getKey());
            if (ours == null) {
                json.set(member.getKey(), member.getValue());
            } else if (ours instanceof ObjectNode inner && member.getValue() instanceof ObjectNode innerRest) {
                addMissing(inner, innerRest);
            }
        }
    }
}
