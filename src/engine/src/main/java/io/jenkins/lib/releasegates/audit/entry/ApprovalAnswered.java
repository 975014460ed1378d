package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.util.List;

/**
 * Somebody approved, refused, or took an approval back. Who it was, why, and as a member of which groups are commitments beside it.
 *
 * @param environment its name
 * @param request id of the entry that asks
 * @param artifacts those that it was about
 * @param content digest of what was shown
 * @param answer what was said
 * @param status how the request stands with this answer
 * @param reauthenticated whether the password was given with it, and checked; not so in older entries
 */
public record ApprovalAnswered(
        String environment,
        String request,
        List<Artifact> artifacts,
        Digest content,
        Answer.Kind answer,
        Status status,
        boolean reauthenticated)
        implements Event {

    public static final String KIND = "approval-answered";

    /** Field of the reason that was given. */
    public static final String REASON = "reason";

    /** Field of the groups of the rule that the person was in, one per line. */
    public static final String GROUPS = "groups";

    public ApprovalAnswered {
        artifacts = List.copyOf(artifacts);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = EventJson.toEnvironment(environment, artifacts);
        return body.put("request", request)
                .put("content", content.toString())
                .put("answer", answer.name())
                .put("status", status.name())
                .put("reauthenticated", reauthenticated);
    }

    static ApprovalAnswered read(ObjectNode body) {
        return new ApprovalAnswered(
                EventJson.text(body.path("environment"), "name"),
                EventJson.text(body, "request"),
                EventJson.artifacts(body),
                Digest.parse(EventJson.text(body, "content")),
                Answer.Kind.valueOf(EventJson.text(body, "answer")),
                Status.valueOf(EventJson.text(body, "status")),
                body.has("reauthenticated") && EventJson.flag(body, "reauthenticated"));
    }
}
