package io.jenkins.lib.releasegates.readiness.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answered;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Checked;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.FollowUpDone;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.FollowUpOpened;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Head;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.NotApplicableConfirmed;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Withdrawn;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEventJson.Kept;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what {@link ReadinessEventJson} wrote. */
final class EventReader {

    private static final int MAX_LENGTH = 48 << 10;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectNode json;
    private final Kept kept;

    private EventReader(ObjectNode json, Kept kept) {
        this.json = json;
        this.kept = kept;
    }

    static ReadinessEvent read(String id, Instant at, Digest actor, Kept kept) throws UnreadableEventException {
        if (kept.body().length() > MAX_LENGTH) {
            throw new UnreadableEventException(
                    "Found " + kept.body().length() + " characters, allowed: at most " + MAX_LENGTH);
        }
        try {
            if (!(MAPPER.readTree(kept.body()) instanceof ObjectNode json)) {
                throw new UnreadableEventException("Found no JSON object, allowed: the body of an event");
            }
            return new EventReader(json, kept).event(id, at, actor);
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException("Found no JSON of an event: "
                    + Issues.quoted(e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException(
                    "Found what no event has: " + Issues.quoted(String.valueOf(e.getMessage())));
        }
    }

    private ReadinessEvent event(String id, Instant at, Digest actor) throws UnreadableEventException {
        if (!json.path("version").isInt() || json.path("version").intValue() != ReadinessEventJson.VERSION) {
            throw refused("version", "the number " + ReadinessEventJson.VERSION);
        }
        Head head = new Head(id, text("service"), text("checklist"), text("item"), digest(json, "itemDigest"), at);
        return switch (ReadinessEventJson.KINDS.indexOf(kept.kind())) {
            case 0 ->
                new Answered(
                        head,
                        by(actor),
                        word("answer", ReadinessEvent.Answer.values()),
                        reason(),
                        evidence(),
                        expires());
            case 1 -> new Withdrawn(head, by(actor), text("statement"), reason());
            case 2 -> new NotApplicableConfirmed(head, by(actor), text("statement"), reason());
            case 3 -> new FollowUpOpened(head, by(actor), reason(), owner(), instant("due"));
            case 4 -> new FollowUpDone(head, by(actor), text("statement"), reason(), evidence());
            case 5 -> new Checked(head, word("verdict", Verdict.Kind.values()));
            default ->
                throw new UnreadableEventException("Found the kind " + Issues.quoted(kept.kind()) + ", allowed: "
                        + String.join(", ", ReadinessEventJson.KINDS));
        };
    }

    private Voice by(Digest actor) throws UnreadableEventException {
        return new Voice(actor, clear(ReadinessEventJson.ACTOR), flag("inRole"));
    }

    private Typed reason() throws UnreadableEventException {
        return typed(flag("reasoned"), ReadinessEventJson.REASON);
    }

    private Typed owner() throws UnreadableEventException {
        return typed(flag("owned"), ReadinessEventJson.OWNER);
    }

    private Typed typed(boolean given, String field) {
        Optional<String> text = given ? clear(field) : Optional.empty();
        return given ? text.map(Typed::of).orElse(Typed.erased()) : Typed.NOTHING;
    }

    private Optional<String> clear(String field) {
        return Optional.ofNullable(kept.clear().get(field)).filter(value -> !value.isBlank());
    }

    private List<GivenEvidence> evidence() throws UnreadableEventException {
        JsonNode array = json.path("evidence");
        if (!array.isArray() || array.size() > Answered.MAX_EVIDENCE) {
            throw refused("evidence", "an array of at most " + Answered.MAX_EVIDENCE + " items");
        }
        List<GivenEvidence> evidence = new ArrayList<>();
        for (JsonNode item : array) {
            Optional<Digest> digest = item.has("digest") ? Optional.of(digest(item, "digest")) : Optional.empty();
            GivenEvidence.Kind kind = constant("evidence", item.path("kind").asText(), GivenEvidence.Kind.values());
            evidence.add(new GivenEvidence(kind, digest, typed(true, ReadinessEventJson.EVIDENCE + evidence.size())));
        }
        return evidence;
    }

    private Optional<Instant> expires() throws UnreadableEventException {
        return json.has("expires") ? Optional.of(instant("expires")) : Optional.empty();
    }

    private String text(String name) throws UnreadableEventException {
        if (!json.path(name).isTextual()) {
            throw refused(name, "a text");
        }
        return json.path(name).textValue();
    }

    private boolean flag(String name) throws UnreadableEventException {
        if (!json.path(name).isBoolean()) {
            throw refused(name, "true or false");
        }
        return json.path(name).booleanValue();
    }

    private Instant instant(String name) throws UnreadableEventException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw refused(name, "an instant such as 2026-11-22T10:00:00Z");
        }
    }

    private Digest digest(JsonNode of, String name) throws UnreadableEventException {
        try {
            return Digest.parse(of.path(name).asText());
        } catch (IllegalArgumentException e) {
            throw refused(name, "sha256: and 64 hexadecimal digits");
        }
    }

    private <E extends Enum<E>> E word(String name, E[] words) throws UnreadableEventException {
        return constant(name, text(name), words);
    }

    private <E extends Enum<E>> E constant(String name, String found, E[] words) throws UnreadableEventException {
        for (E word : words) {
            if (word.name().equals(found)) {
                return word;
            }
        }
        throw refused(name, "one of " + Arrays.toString(words));
    }

    private UnreadableEventException refused(String name, String allowed) {
        JsonNode found = json.path(name);
        String shown = found.isMissingNode()
                ? "nothing"
                : found.isValueNode() ? Issues.quoted(found.asText()) : "an array or object";
        return new UnreadableEventException(name + ": found " + shown + ", allowed: " + allowed);
    }
}
