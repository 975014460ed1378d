package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A decision doesn't admit any more; why stands in {@link People} as {@link #REASON}.
 *
 * @param decision id of its entry, {@code <origin>/<seq>}
 */
public record DecisionRevoked(String decision) implements Event {

    public static final String KIND = "decision-revoked";

    /** Field of what the one who revoked it has typed. */
    public static final String REASON = "reason";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("decision", decision);
    }

    static DecisionRevoked read(ObjectNode body) {
        return new DecisionRevoked(EventJson.text(body, "decision"));
    }
}
