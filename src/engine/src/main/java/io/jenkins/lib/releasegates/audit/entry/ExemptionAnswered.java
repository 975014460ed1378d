package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Somebody answered whether there is an exception. Why is a commitment beside it.
 *
 * @param environment its name
 * @param asked id of the entry that asks
 * @param artifacts those that it is about
 * @param until it doesn't count from then on; only where it was granted
 */
public record ExemptionAnswered(
        What what, String environment, String asked, List<Artifact> artifacts, Answer answer, Optional<Instant> until)
        implements Event {

    /** Field of what the one who answers has typed. */
    public static final String REASON = "reason";

    /** What was asked for. */
    public enum What {
        WAIVER("waiver-answered", "waiver"),
        BREAK_GLASS("break-glass-answered", "breakGlass");

        private final String kind;
        private final String member;

        What(String kind, String member) {
            this.kind = kind;
            this.member = member;
        }

        /** Kind of the event. */
        public String kind() {
            return kind;
        }

        /** Member with the id of the entry that asks. */
        public String member() {
            return member;
        }

        /** The one with events of that kind. */
        static Optional<What> of(String kind) {
            return Arrays.stream(values())
                    .filter(what -> what.kind.equals(kind))
                    .findFirst();
        }
    }

    /** What somebody said. */
    public enum Answer {
        /** From then on it counts. */
        GRANTED,
        /** It never counts. */
        REFUSED,
        /** From then on it doesn't count any more. */
        WITHDRAWN
    }

    public ExemptionAnswered {
        artifacts = List.copyOf(artifacts);
        if (until.isPresent() != (answer == Answer.GRANTED)) {
            throw new IllegalArgumentException("What is granted ends, and nothing else does; found " + answer);
        }
    }

    @Override
    public String kind() {
        return what.kind;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = EventJson.toEnvironment(environment, artifacts);
        body.put(what.member, asked).put("answer", answer.name());
        until.ifPresent(end -> body.put("until", Instants.text(end)));
        return body;
    }

    static ExemptionAnswered read(What what, ObjectNode body) {
        return new ExemptionAnswered(
                what,
                EventJson.text(body.path("environment"), "name"),
                EventJson.text(body, what.member),
                EventJson.artifacts(body),
                Answer.valueOf(EventJson.text(body, "answer")),
                EventJson.optional(body, "until").map(Instant::parse));
    }
}
