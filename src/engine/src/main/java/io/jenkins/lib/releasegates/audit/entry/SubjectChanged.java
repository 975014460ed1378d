package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import java.util.Optional;

/**
 * A job or a build that the trail knows isn't where it was, or a job isn't configured as it was.
 *
 * @param what a job, or a build
 * @param change what became of it
 * @param before its full name before
 * @param after its full name now; empty when it is gone, and when only its configuration is another one
 * @param configurationBefore of {@link Change#CONFIGURED} alone: digest of what it was; empty when that isn't known
 * @param configuration of {@link Change#CONFIGURED} alone: digest of what it is now
 */
public record SubjectChanged(
        What what,
        Change change,
        String before,
        Optional<String> after,
        Optional<Digest> configurationBefore,
        Optional<Digest> configuration)
        implements Event {

    private static final String CONFIGURATION_BEFORE = "configurationBefore";
    private static final String CONFIGURATION = "configuration";

    public SubjectChanged {
        boolean configured = change == Change.CONFIGURED;
        if (configured != configuration.isPresent() || !configured && configurationBefore.isPresent()) {
            throw new IllegalArgumentException("Digests of a configuration belong to CONFIGURED, found " + change);
        }
        if (configured && (what != What.JOB || after.isPresent())) {
            throw new IllegalArgumentException("A job is configured under its name, found " + what + " and " + after);
        }
    }

    /** It isn't where it was. */
    public SubjectChanged(What what, Change change, String before, Optional<String> after) {
        this(what, change, before, after, Optional.empty(), Optional.empty());
    }

    /**
     * A job is configured otherwise.
     *
     * @param name its full name
     * @param before digest of its configuration before; empty when that isn't known
     * @param now digest of its configuration now
     */
    public static SubjectChanged configured(String name, Optional<Digest> before, Digest now) {
        return new SubjectChanged(What.JOB, Change.CONFIGURED, name, Optional.empty(), before, Optional.of(now));
    }

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
        FOUND_MISSING,
        /** Its configuration was saved, and is another one, or was found to be another one. */
        CONFIGURED
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
        configurationBefore.ifPresent(digest -> body.put(CONFIGURATION_BEFORE, digest.toString()));
        configuration.ifPresent(digest -> body.put(CONFIGURATION, digest.toString()));
        return body;
    }

    static SubjectChanged read(What what, ObjectNode body) {
        return new SubjectChanged(
                what,
                Change.valueOf(EventJson.text(body, "change")),
                EventJson.text(body, "before"),
                EventJson.optional(body, "after"),
                EventJson.optional(body, CONFIGURATION_BEFORE).map(Digest::parse),
                EventJson.optional(body, CONFIGURATION).map(Digest::parse));
    }
}
