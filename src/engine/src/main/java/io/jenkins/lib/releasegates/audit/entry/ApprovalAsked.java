package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * People were asked to approve that artifacts go to an environment. The rule, and the digest of the kept request, are commitments beside it.
 *
 * @param environment its name
 * @param decision id of the decision that lacks nothing but their approval
 * @param content digest of what an approval is about
 * @param changes what goes there with it
 * @param deadline nothing counts from then on
 * @param enforced grounds on which somebody may not answer
 * @param involved how many have had a part in it on each ground
 * @param doubts what isn't known of that
 */
public record ApprovalAsked(
        String environment,
        String decision,
        List<Artifact> artifacts,
        Digest content,
        Changes changes,
        Instant deadline,
        Set<Ground> enforced,
        Map<Ground, Integer> involved,
        Set<Doubt.Kind> doubts)
        implements Event {

    public static final String KIND = "approval-asked";

    /** Field of the rule that is to be fulfilled. */
    public static final String RULE = "rule";

    /** Field of the digest of the request as it is kept with the build. */
    public static final String STATE = "state";

    /**
     * The changes since what was promoted last.
     *
     * @param digest over their revisions
     * @param from the revision that was promoted last; empty where none was
     * @param to the revision of what is asked about; empty where nobody knows it
     * @param commits how many are known
     * @param complete whether these are all
     * @param verified of how many of them signatures show author and committer; empty where nobody's would count, and in older entries
     */
    public record Changes(
            Digest digest,
            Optional<String> from,
            Optional<String> to,
            int commits,
            boolean complete,
            Optional<Integer> verified) {

        /** Those where nobody's signature counts. */
        public Changes(Digest digest, Optional<String> from, Optional<String> to, int commits, boolean complete) {
            this(digest, from, to, commits, complete, Optional.empty());
        }
    }

    public ApprovalAsked {
        artifacts = List.copyOf(artifacts);
        enforced = sorted(enforced, Ground.class);
        doubts = sorted(doubts, Doubt.Kind.class);
        Map<Ground, Integer> counts = new EnumMap<>(Ground.class);
        counts.putAll(involved);
        involved = Collections.unmodifiableMap(counts);
    }

    private static <E extends Enum<E>> Set<E> sorted(Set<E> given, Class<E> type) {
        EnumSet<E> all = EnumSet.noneOf(type);
        all.addAll(given);
        return Collections.unmodifiableSet(all);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = EventJson.toEnvironment(environment, artifacts);
        body.put("decision", decision).put("content", content.toString());
        ObjectNode span = body.putObject("changes");
        span.put("digest", changes.digest().toString());
        changes.from().ifPresent(from -> span.put("from", from));
        changes.to().ifPresent(to -> span.put("to", to));
        span.put("commits", changes.commits()).put("complete", changes.complete());
        changes.verified().ifPresent(verified -> span.put("verified", verified));
        body.put("deadline", Instants.text(deadline));
        ObjectNode exclusions = body.putObject("exclusions");
        ArrayNode grounds = exclusions.putArray("enforced");
        enforced.forEach(ground -> grounds.add(ground.name()));
        ObjectNode counts = exclusions.putObject("involved");
        involved.forEach((ground, count) -> counts.put(ground.name(), count));
        ArrayNode unknown = exclusions.putArray("doubts");
        doubts.forEach(doubt -> unknown.add(doubt.name()));
        return body;
    }

    static ApprovalAsked read(ObjectNode body) {
        JsonNode span = body.path("changes");
        JsonNode exclusions = body.path("exclusions");
        Map<Ground, Integer> involved = new EnumMap<>(Ground.class);
        exclusions
                .path("involved")
                .fields()
                .forEachRemaining(field -> involved.put(
                        Ground.valueOf(field.getKey()), field.getValue().asInt()));
        return new ApprovalAsked(
                EventJson.text(body.path("environment"), "name"),
                EventJson.text(body, "decision"),
                EventJson.artifacts(body),
                Digest.parse(EventJson.text(body, "content")),
                new Changes(
                        Digest.parse(EventJson.text(span, "digest")),
                        EventJson.optional(span, "from"),
                        EventJson.optional(span, "to"),
                        span.path("commits").asInt(),
                        EventJson.flag(span, "complete"),
                        verified(span)),
                Instant.parse(EventJson.text(body, "deadline")),
                EventJson.constants(exclusions.path("enforced"), Ground.class),
                involved,
                EventJson.constants(exclusions.path("doubts"), Doubt.Kind.class));
    }

    private static Optional<Integer> verified(JsonNode span) {
        if (!span.has("verified")) {
            return Optional.empty();
        }
        if (!span.path("verified").isInt()) {
            throw new IllegalArgumentException("Found no number in verified");
        }
        return Optional.of(span.path("verified").intValue());
    }
}
