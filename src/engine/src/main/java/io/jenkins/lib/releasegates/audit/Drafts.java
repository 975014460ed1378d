package io.jenkins.lib.releasegates.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.Draft;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.Instants;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.SaltedValue;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Makes entries ready for the trail: what persons typed becomes commitments, and what is too large is cut and kept in full beside it. */
final class Drafts {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final SecureRandom salts;
    private final EvidenceBlobs blobs;

    Drafts(SecureRandom salts, EvidenceBlobs blobs) {
        this.salts = salts;
        this.blobs = blobs;
    }

    /** Without anybody who acted. */
    Draft draft(Event event, EntrySubject subject, Instant at) throws IOException, LedgerException {
        return draft(event, event.body(), subject, at, Map.of());
    }

    /**
     * With the one who acted.
     *
     * @param typed what else persons typed, by field
     */
    Draft draft(Event event, EntrySubject subject, Instant at, Actor actor, Map<String, String> typed)
            throws IOException, LedgerException {
        Map<String, SaltedValue> people = new TreeMap<>();
        people.put(People.ACTOR_ID, SaltedValue.of(actor.id(), salts));
        people.put(People.ACTOR_NAME, SaltedValue.of(actor.name(), salts));
        typed.forEach((field, value) -> people.put(field, SaltedValue.of(value, salts)));
        ObjectNode body = event.body();
        body.putObject("actor").put("means", actor.means().name());
        ObjectNode commitments = body.putObject("people");
        people.forEach((field, salted) ->
                commitments.put(field, salted.commitment(field).toString()));
        return draft(event, body, subject, at, people);
    }

    private Draft draft(Event event, ObjectNode body, EntrySubject subject, Instant at, Map<String, SaltedValue> people)
            throws IOException, LedgerException {
        byte[] canonicalSubject = CanonicalJson.bytes(subject.json());
        int room = EntryLine.MAX_BYTES - EntryLine.FRAME_BYTES - canonicalSubject.length;
        byte[] canonicalBody = CanonicalJson.bytes(body);
        if (canonicalBody.length > room) {
            canonicalBody = cut(body, canonicalBody, room);
        }
        return new Draft(
                event,
                Instants.cut(at),
                canonicalSubject,
                (ObjectNode) MAPPER.readTree(canonicalSubject),
                canonicalBody,
                (ObjectNode) MAPPER.readTree(canonicalBody),
                people);
    }

    /** Keeps the full body as evidence, and of every text and list only the beginning; commitments stay whole as long as they fit. */
    private byte[] cut(ObjectNode body, byte[] full, int room) throws IOException, LedgerException {
        String name = blobs.store(full).name().toString();
        for (int size = 512; size > 0; size /= 2) {
            ObjectNode cut = (ObjectNode) shortened(body, Math.max(size, 72), size);
            cut.put(EntryLine.CUT, name);
            byte[] bytes = CanonicalJson.bytes(cut);
            if (bytes.length <= room) {
                return bytes;
            }
        }
        throw new LedgerException(
                "An entry can't be cut to " + EntryLine.MAX_BYTES + " bytes: it has too many members");
    }

    private static JsonNode shortened(JsonNode node, int characters, int items) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(EntrySubject.cut(node.textValue(), characters));
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < Math.min(items, node.size()); i++) {
                array.add(shortened(node.get(i), characters, items));
            }
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.fields()
                    .forEachRemaining(
                            field -> object.set(field.getKey(), shortened(field.getValue(), characters, items)));
            return object;
        }
        return node;
    }
}
