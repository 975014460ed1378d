package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.util.List;

/**
 * A request for approval came to its end without an answer that ended it, or an approval that was given doesn't hold any more. It may also be approved
 * without one more answer, when somebody is in a group again. Why is a commitment beside it.
 *
 * @param environment its name
 * @param request id of the entry that asks
 * @param artifacts those that it was about
 * @param status not WAITING
 */
public record ApprovalEnded(String environment, String request, List<Artifact> artifacts, Status status)
        implements Event {

    public static final String KIND = "approval-ended";

    /** Field of the sentence that says why. */
    public static final String WORDS = "words";

    public ApprovalEnded {
        artifacts = List.copyOf(artifacts);
        if (status == Status.WAITING) {
            throw new IllegalArgumentException("A request that has ended, found " + status);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = EventJson.toEnvironment(environment, artifacts);
        return body.put("request", request).put("status", status.name());
    }

    static ApprovalEnded read(ObjectNode body) {
        return new ApprovalEnded(
                EventJson.text(body.path("environment"), "name"),
                EventJson.text(body, "request"),
                EventJson.artifacts(body),
                Status.valueOf(EventJson.text(body, "status")));
    }
}
