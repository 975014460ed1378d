package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.util.List;

/**
 * Artifacts begin to go to an environment.
 *
 * @param environment its name
 * @param decision id of the decision that admits all of them
 * @param artifacts with the digests that were computed right before
 */
public record DeploymentStarted(String environment, String decision, List<Artifact> artifacts) implements Event {

    public static final String KIND = "deployment-started";

    public DeploymentStarted {
        artifacts = List.copyOf(artifacts);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = EventJson.toEnvironment(environment, artifacts);
        body.put("decision", decision);
        return body;
    }

    static DeploymentStarted read(ObjectNode body) {
        return new DeploymentStarted(
                EventJson.text(body.path("environment"), "name"),
                EventJson.text(body, "decision"),
                EventJson.artifacts(body));
    }
}
