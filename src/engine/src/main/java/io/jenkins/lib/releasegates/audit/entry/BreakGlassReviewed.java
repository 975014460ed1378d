package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.util.List;

/**
 * A third person looked afterwards whether it was right to break the glass. Why they think so is a commitment beside it.
 *
 * @param environment its name
 * @param breakGlass id of the entry that asked for it
 * @param artifacts those that it was about
 */
public record BreakGlassReviewed(String environment, String breakGlass, List<Artifact> artifacts, Finding finding)
        implements Event {

    public static final String KIND = "break-glass-reviewed";

    /** Field of what the one who reviews has typed. */
    public static final String REASON = "reason";

    /** What came of the review. */
    public enum Finding {
        JUSTIFIED,
        NOT_JUSTIFIED
    }

    public BreakGlassReviewed {
        artifacts = List.copyOf(artifacts);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = EventJson.toEnvironment(environment, artifacts);
        return body.put("breakGlass", breakGlass).put("finding", finding.name());
    }

    static BreakGlassReviewed read(ObjectNode body) {
        return new BreakGlassReviewed(
                EventJson.text(body.path("environment"), "name"),
                EventJson.text(body, "breakGlass"),
                EventJson.artifacts(body),
                Finding.valueOf(EventJson.text(body, "finding")));
    }
}
