package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.EntryLine.MalformedLine;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The clear values of persons that one entry commits to, by field, and the row that they are kept in. */
public final class SaltedValues {

    /** No persons. */
    public static final SaltedValues NONE = new SaltedValues(new TreeMap<>());

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SortedMap<String, SaltedValue> values;

    /** Canonical JSON of all that the row holds besides the number of its entry. */
    private final byte[] json;

    /** With these values, by field. */
    public SaltedValues(Map<String, SaltedValue> values) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        this.json = values.isEmpty() ? new byte[0] : CanonicalJson.bytes(json(this.values));
    }

    /** With a new salt for each of these clear values, by field. */
    public static SaltedValues of(Map<String, String> clear, Salts salts) {
        Map<String, SaltedValue> values = new TreeMap<>();
        clear.forEach((field, value) -> values.put(field, SaltedValue.of(value, salts.next(SaltedValue.SALT_BYTES))));
        return new SaltedValues(values);
    }

    /**
     * The values in a row, as it lies there.
     *
     * @throws MalformedLine when it is none
     */
    public static SaltedValues read(byte[] row) throws MalformedLine {
        try {
            Map<String, SaltedValue> values = new TreeMap<>();
            MAPPER.readTree(row)
                    .path("values")
                    .fields()
                    .forEachRemaining(field -> values.put(
                            field.getKey(),
                            new SaltedValue(
                                    EventJson.text(field.getValue(), "salt"),
                                    EventJson.text(field.getValue(), "value"))));
            return new SaltedValues(values);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedLine("no row of values with their salts");
        }
    }

    /**
     * The clear values, each of which that entry commits to.
     *
     * @throws MalformedLine when there is one that it doesn't commit to
     */
    public People heldBy(TrailEntry entry) throws MalformedLine {
        Map<String, String> clear = new TreeMap<>();
        for (Map.Entry<String, SaltedValue> value : values.entrySet()) {
            String field = value.getKey();
            if (!isHeld(
                    field,
                    value.getValue(),
                    entry.body().path("people").path(field).asText())) {
                throw new MalformedLine("another " + field + " than entry " + entry.id() + " commits to");
            }
            clear.put(field, value.getValue().value());
        }
        return new People(clear);
    }

    private static boolean isHeld(String field, SaltedValue value, String commitment) {
        try {
            return value.commitment(field).toString().equals(commitment);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The values by field, sorted. */
    public SortedMap<String, SaltedValue> values() {
        return values;
    }

    /** Bytes of its row but for the number of the entry; 0 where there is none. */
    public int bytes() {
        return json.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * The row of the entry of that number: canonical JSON without a line feed.
     *
     * @throws IllegalStateException when there are no values
     */
    public byte[] row(long seq) {
        if (isEmpty()) {
            throw new IllegalStateException("No values, no row");
        }
        byte[] begin = ("{\"seq\":" + seq + ",\"values\":").getBytes(StandardCharsets.US_ASCII);
        byte[] row = Arrays.copyOf(begin, begin.length + json.length + 1);
        System.arraycopy(json, 0, row, begin.length, json.length);
        row[row.length - 1] = '}';
        return row;
    }

    private static ObjectNode json(Map<String, SaltedValue> values) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((field, salted) ->
                json.putObject(field).put("salt", salted.salt()).put("value", salted.value()));
        return json;
    }
}
