package io.jenkins.lib.releasegates.audit;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.jenkins.lib.releasegates.audit.entry.SaltedValues;
import io.jenkins.lib.releasegates.audit.entry.Salts;
import io.jenkins.lib.releasegates.audit.entry.UnplacedLine;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Makes entries ready for the trail: what persons typed becomes commitments, and what is too large is cut and kept in full beside it. */
final class Drafts {

    private final String origin;
    private final Salts salts;
    private final EvidenceBlobs blobs;

    /** For the log of that origin. */
    Drafts(String origin, SecureRandom salts, EvidenceBlobs blobs) {
        this.origin = origin;
        this.salts = new Salts(salts);
        this.blobs = blobs;
    }

    /** Without anybody who acted. */
    Draft draft(Event event, EntrySubject subject, Instant at) throws IOException, LedgerException {
        return draft(event, event.body(), subject, at, SaltedValues.NONE);
    }

    /**
     * With the one who acted.
     *
     * @param typed what else persons typed, by field
     */
    Draft draft(Event event, EntrySubject subject, Instant at, Actor actor, Map<String, String> typed)
            throws IOException, LedgerException {
        Map<String, String> clear = new TreeMap<>(typed);
        clear.put(People.ACTOR_ID, actor.id());
        clear.put(People.ACTOR_NAME, actor.name());
        SaltedValues people = SaltedValues.of(clear, salts);
        ObjectNode body = event.body();
        body.putObject("actor").put("means", actor.means().name());
        ObjectNode commitments = body.putObject("people");
        people.values()
                .forEach((field, salted) ->
                        commitments.put(field, salted.commitment(field).toString()));
        return draft(event, body, subject, at, people);
    }

    private Draft draft(Event event, ObjectNode body, EntrySubject subject, Instant at, SaltedValues people)
            throws IOException, LedgerException {
        byte[] canonicalSubject = CanonicalJson.bytes(subject.json());
        int room = EntryLine.MAX_BYTES - EntryLine.FRAME_BYTES - canonicalSubject.length;
        ObjectNode fitting = body;
        byte[] canonicalBody = CanonicalJson.bytes(body);
        if (canonicalBody.length > room) {
            fitting = cut(body, canonicalBody, room);
            canonicalBody = CanonicalJson.bytes(fitting);
        }
        Instant cut = Instants.cut(at);
        return new Draft(
                cut,
                event.kind(),
                ReadBack.of(subject.json(), canonicalSubject),
                ReadBack.of(fitting, canonicalBody),
                UnplacedLine.of(cut, event.kind(), origin, canonicalSubject, canonicalBody),
                people);
    }

    /** Keeps the full body as evidence, and of every text and list only the beginning; commitments stay whole as long as they fit. */
    private ObjectNode cut(ObjectNode body, byte[] full, int room) throws IOException, LedgerException {
        String name = blobs.store(full).name().toString();
        for (int size = 512; size > 0; size /= 2) {
            ObjectNode cut = (ObjectNode) shortened(body, Math.max(size, 72), size);
            cut.put(EntryLine.CUT, name);
            if (CanonicalJson.bytes(cut).length <= room) {
                return cut;
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
