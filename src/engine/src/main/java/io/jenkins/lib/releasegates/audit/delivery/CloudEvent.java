package io.jenkins.lib.releasegates.audit.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.EntryLine.MalformedLine;
import io.jenkins.lib.releasegates.audit.entry.Instants;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An entry as an event of CloudEvents 1.0 in its JSON format, the line of the trail byte for byte as its data; docs/formats/cloudevents.md.
 *
 * @param json the event
 * @param entry what it is of
 * @param person name, or else account, of who acted; empty unless the target is told of persons and the value is kept. Never in the event
 */
public record CloudEvent(byte[] json, TrailEntry entry, Optional<String> person) {

    private static final String VERSION = "1.0";
    private static final String TYPE = "io.jenkins.release-gates.";
    private static final String SOURCE = "urn:release-gates:";
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * Of a line of the trail, without its line feed.
     *
     * @param source of the event; empty for the log itself
     * @throws MalformedLine when it is none
     */
    static CloudEvent of(byte[] line, Optional<String> source) throws MalformedLine {
        TrailEntry entry = EntryLine.read(line);
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.put("specversion", VERSION);
        attributes.put("id", entry.id());
        attributes.put("source", source.orElse(SOURCE + entry.origin()));
        attributes.put("type", TYPE + entry.kind());
        attributes.put("time", Instants.text(entry.at()));
        attributes.put("datacontenttype", "application/json");
        // Sorts as text like the numbers do, which the extension asks for.
        attributes.put("sequence", String.format(Locale.ROOT, "%012d", entry.seq()));
        about(entry).ifPresent(subject -> attributes.put("subject", subject));
        byte[] frame = CanonicalJson.bytes(attributes);
        ByteArrayOutputStream json = new ByteArrayOutputStream(frame.length + line.length + 16);
        json.write(frame, 0, frame.length - 1);
        json.writeBytes(",\"data\":".getBytes(StandardCharsets.US_ASCII));
        json.writeBytes(line);
        json.write('}');
        return new CloudEvent(json.toByteArray(), entry, Optional.empty());
    }

    /** The same, with who acted beside it. */
    CloudEvent by(Optional<String> who) {
        return new CloudEvent(json, entry, who);
    }

    /** Number of the entry. */
    public long seq() {
        return entry.seq();
    }

    /** Several as one array, the batch of the JSON format. */
    public static byte[] batch(List<CloudEvent> events) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.write('[');
        for (CloudEvent event : events) {
            if (json.size() > 1) {
                json.write(',');
            }
            json.writeBytes(event.json);
        }
        json.write(']');
        return json.toByteArray();
    }

    /** What people know the job or the build by; empty for the ledger itself. */
    private static Optional<String> about(TrailEntry entry) {
        String jobName = permitted(entry.subject().path("jobName").asText(""));
        int number = entry.subject().path("number").asInt();
        if (jobName.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(number > 0 ? jobName + " #" + number : jobName);
    }

    /** Without what a string of CloudEvents may not hold: control characters, noncharacters, halves of pairs. */
    private static String permitted(String text) {
        StringBuilder permitted = new StringBuilder(text.length());
        text.codePoints().map(point -> isPermitted(point) ? point : REPLACEMENT).forEach(permitted::appendCodePoint);
        return permitted.toString();
    }

    private static boolean isPermitted(int point) {
        boolean nonCharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
        return !Character.isISOControl(point)
                && !nonCharacter
                && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    }
}
