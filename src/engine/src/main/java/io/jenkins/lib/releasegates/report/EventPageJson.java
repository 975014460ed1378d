package io.jenkins.lib.releasegates.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;

/** A page of events as JSON, as docs/formats/events.md describes it. */
public final class EventPageJson {

    private EventPageJson() {}

    /** The whole page. */
    public static ObjectNode of(EventPage page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("release-gates-events", 1);
        json.put("entries", page.total());
        ArrayNode events = json.putArray("events");
        for (int i = 0; i < page.rows().size(); i++) {
            events.add(of(page.rows().get(i), page.entries().get(i)));
        }
        page.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    /** One event, with the body and the subject of its entry as they stand in the trail. */
    public static ObjectNode of(EventRow row, TrailEntry entry) {
        ObjectNode json = of(row);
        json.put("hash", entry.hash().toString());
        json.set("subject", entry.subject());
        json.set("body", entry.body());
        return json;
    }

    static ObjectNode of(EventRow row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("record", row.record());
        json.put("seq", row.seq());
        json.put("at", row.at().toString());
        json.put("kind", row.kind());
        json.put("words", row.words());
        row.outcome().ifPresent(outcome -> json.put("outcome", outcome.name()));
        row.actor().ifPresent(actor -> json.set("actor", AuditJson.of(actor)));
        return json;
    }
}
