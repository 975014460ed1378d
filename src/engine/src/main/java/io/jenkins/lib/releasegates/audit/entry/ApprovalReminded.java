package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.time.Instant;
import java.util.List;

/**
 * Nobody has decided about a request for approval yet, and those who are missing are to be told again. It changes nothing about the request.
 *
 * @param environment its name
 * @param reminds id of the entry that asks; not called {@code request} as in the others, since those tell how a request stands
 * @param artifacts those that it is about
 * @param deadline of the request
 */
public record ApprovalReminded(String environment, String reminds, List<Artifact> artifacts, Instant deadline)
        implements Event {

    public static final String KIND = "approval-reminded";

    static final String REMINDS = "reminds";

    public ApprovalReminded {
        artifacts = List.copyOf(artifacts);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = EventJson.toEnvironment(environment, artifacts);
        return body.put(REMINDS, reminds).put("deadline", Instants.text(deadline));
    }

    static ApprovalReminded read(ObjectNode body) {
        return new ApprovalReminded(
                EventJson.text(body.path("environment"), "name"),
                EventJson.text(body, REMINDS),
                EventJson.artifacts(body),
                Instant.parse(EventJson.text(body, "deadline")));
    }
}
