package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A job or a build that the trail knows isn't where it was.
 *
 * @param what a job, or a build
 * @param change what became of it
 * @param before its full name before
 * @param after its full name now; empty when it is gone
 */
public record SubjectChanged(What what, Change change, String before, Optional<String> after) implements Event {

    /** What has changed; each is a kind of its own. */
    public enum What {
        JOB("job-changed"),
        BUILD("build-changed");

        private final String kind;

        What(String kind) {
            this.kind = kind;
        }

        /** The kind as it stands in the entry. */
        public String kind() {
            return kind;
        }
    }

    /** What became of it. */
    public enum Change {
        RENAMED,
        MOVED,
        DELETED,
        /** It was gone when somebody looked, and nobody has told of it: its files were removed, or its controller was off. */
        FOUND_MISSING
    }

    @Override
    public String kind() {
        return what.kind();
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("change", change.name()).put("before", before);
        after.ifPresent(name -> body.put("after", name));
        return body;
    }

    static SubjectChanged read(What what, ObjectNode body) {
        return new SubjectChanged(
                what,
                Change.valueOf(EventJson.text(body, "change")),
                EventJson.text(body, "before"),
                EventJson.optional(body, "after"));
    }
}
