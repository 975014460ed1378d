package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEventJson;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEventJson.Kept;
import io.jenkins.lib.releasegates.readiness.answer.UnreadableEventException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something was said or seen about an item of a service's checklist, as {@link ReadinessEventJson} writes it; the clear values lie in {@link People}.
 * Described in docs/formats/readiness-checklist.md. Immutable.
 */
public final class ReadinessRecorded implements Event {

    /** Kinds of events that people bring about; a check is the other one. */
    public static final List<String> SAID = ReadinessEventJson.KINDS.subList(0, 5);

    /** An item answered itself. */
    public static final String CHECKED = ReadinessEventJson.KINDS.get(5);

    static final Set<String> KINDS = Set.copyOf(ReadinessEventJson.KINDS);

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Digest NOBODY = Digest.of(new byte[0]);

    private final String kind;
    private final ObjectNode body;

    private ReadinessRecorded(String kind, ObjectNode body) {
        this.kind = kind;
        this.body = body;
    }

    /** The event as it is to be recorded; what persons typed is not in it. */
    public static ReadinessRecorded of(ReadinessEvent event) {
        Kept kept = ReadinessEventJson.write(event);
        try {
            return new ReadinessRecorded(kept.kind(), (ObjectNode) MAPPER.readTree(kept.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written can't be read", e);
        }
    }

    /** Whether events of that kind are about readiness. */
    public static boolean isKind(String kind) {
        return KINDS.contains(kind);
    }

    static ReadinessRecorded read(String kind, ObjectNode body) {
        ObjectNode own = body.deepCopy();
        own.remove(List.of("actor", "people"));
        try {
            ReadinessEventJson.read("", Instant.EPOCH, NOBODY, new Kept(kind, own.toString(), Map.of()));
        } catch (UnreadableEventException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return new ReadinessRecorded(kind, own);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public ObjectNode body() {
        return body.deepCopy();
    }

    /** Name of the service. */
    public String service() {
        return body.path("service").asText();
    }

    /** Name of the checklist. */
    public String checklist() {
        return body.path("checklist").asText();
    }

    /** Id of the item. */
    public String item() {
        return body.path("item").asText();
    }

    /** What was answered; empty for other kinds. */
    public String answer() {
        return body.path("answer").asText("");
    }

    /** Until when a no is accepted; empty for other kinds. */
    public String due() {
        return body.path("due").asText("");
    }

    /** What was seen; empty for what people say. */
    public String verdict() {
        return body.path("verdict").asText("");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadinessRecorded that && kind.equals(that.kind) && body.equals(that.body);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + body.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + body;
    }
}
