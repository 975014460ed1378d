package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import java.util.List;
import java.util.stream.StreamSupport;

/** Something was taken out of the ledger on purpose; the entries that name it or commit to it stay. */
public sealed interface Erased extends Event {

    /**
     * Evidence isn't kept any more.
     *
     * @param evidence name of the blob
     */
    record Evidence(Digest evidence) implements Erased {

        public static final String KIND = "evidence-erased";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public ObjectNode body() {
            return JsonNodeFactory.instance.objectNode().put("evidence", evidence.toString());
        }

        static Evidence read(ObjectNode body) {
            return new Evidence(Digest.parse(EventJson.text(body, "evidence")));
        }
    }

    /**
     * The clear values of persons of these entries aren't kept any more.
     *
     * @param entries their numbers, ascending
     */
    record Persons(List<Long> entries) implements Erased {

        public static final String KIND = "persons-erased";

        /** Numbers that one entry has room for. */
        public static final int MAX_ENTRIES = 2_000;

        public Persons {
            entries = entries.stream().sorted().toList();
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public ObjectNode body() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            ArrayNode numbers = body.putArray("entries");
            entries.forEach(numbers::add);
            return body;
        }

        static Persons read(ObjectNode body) {
            return new Persons(StreamSupport.stream(body.path("entries").spliterator(), false)
                    .map(number -> number.asLong())
                    .toList());
        }
    }
}
