package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.time.Instant;
import java.util.List;

/**
 * Somebody declared an emergency and asked to break the glass for these artifacts; a second person has to confirm it. Why, and by which ticket, are
 * commitments beside it.
 *
 * @param environment its name
 * @param decision id of the decision that refuses them
 * @param deadline it can't be confirmed from then on
 */
public record BreakGlassAsked(String environment, String decision, List<Artifact> artifacts, Instant deadline)
        implements ExemptionAsked {

    public static final String KIND = "break-glass-asked";

    public BreakGlassAsked {
        artifacts = List.copyOf(artifacts);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Instant open() {
        return deadline;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = EventJson.toEnvironment(environment, artifacts);
        return body.put("decision", decision).put("deadline", Instants.text(deadline));
    }

    static BreakGlassAsked read(ObjectNode body) {
        return new BreakGlassAsked(
                EventJson.text(body.path("environment"), "name"),
                EventJson.text(body, "decision"),
                EventJson.artifacts(body),
                Instant.parse(EventJson.text(body, "deadline")));
    }
}
