package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.time.Instant;
import java.util.List;

/**
 * Somebody asked that a gate be waived for these artifacts. Why, and by which ticket, are commitments beside it.
 *
 * @param environment its name
 * @param decision id of the decision in which the gate stands in the way
 * @param gate its name
 * @param grounds digest of what the gate found; where it finds something else, the waiver doesn't count
 * @param expires it doesn't count from then on
 */
public record WaiverAsked(
        String environment, String decision, List<Artifact> artifacts, String gate, Digest grounds, Instant expires)
        implements ExemptionAsked {

    public static final String KIND = "waiver-asked";

    public WaiverAsked {
        artifacts = List.copyOf(artifacts);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Instant open() {
        return expires;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = EventJson.toEnvironment(environment, artifacts);
        body.put("decision", decision).put("gate", gate).put("grounds", grounds.toString());
        return body.put("expires", Instants.text(expires));
    }

    static WaiverAsked read(ObjectNode body) {
        return new WaiverAsked(
                EventJson.text(body.path("environment"), "name"),
                EventJson.text(body, "decision"),
                EventJson.artifacts(body),
                EventJson.text(body, "gate"),
                Digest.parse(EventJson.text(body, "grounds")),
                Instant.parse(EventJson.text(body, "expires")));
    }
}
