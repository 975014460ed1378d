package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.util.List;

/**
 * What became of a deployment.
 *
 * @param environment its name
 * @param deployment id of the entry that says that it began
 * @param outcome how it ended
 * @param artifacts those that it was about
 */
public record DeploymentEnded(String environment, String deployment, Outcome outcome, List<Artifact> artifacts)
        implements Event {

    public static final String KIND = "deployment-ended";

    /** How a deployment ended; only the first one means that the artifacts are there. */
    public enum Outcome {
        SUCCEEDED("ended well"),
        FAILED("failed"),
        /** Somebody stopped the build. */
        ABORTED("was aborted"),
        /** The build was gone when somebody looked; nobody knows what it has done. */
        LOST("was lost: nobody knows how it ended");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** Completes the sentence "the deployment ...". */
        public String words() {
            return words;
        }
    }

    public DeploymentEnded {
        artifacts = List.copyOf(artifacts);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = EventJson.toEnvironment(environment, artifacts);
        body.put("deployment", deployment).put("outcome", outcome.name());
        return body;
    }

    static DeploymentEnded read(ObjectNode body) {
        return new DeploymentEnded(
                EventJson.text(body.path("environment"), "name"),
                EventJson.text(body, "deployment"),
                Outcome.valueOf(EventJson.text(body, "outcome")),
                EventJson.artifacts(body));
    }
}
