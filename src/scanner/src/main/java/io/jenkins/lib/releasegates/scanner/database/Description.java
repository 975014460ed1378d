package io.jenkins.lib.releasegates.scanner.database;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.releasegates.scanner.json.Json;
import io.jenkins.lib.releasegates.scanner.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code snapshot.json} says; instants as ISO 8601 in UTC. The format is docs/formats/scan-database.md.
 *
 * @param source the address that it comes from
 * @param marks what the next update from there wants to know
 */
record Description(
        int format,
        String version,
        Part database,
        long records,
        String lastModified,
        String lastChecked,
        String source,
        Map<String, String> marks,
        @Nullable Part exploited) {

    private static final int FORMAT = 1;
    private static final Set<String> MEMBERS = Set.of(
            "format", "version", "database", "records", "lastModified", "lastChecked", "source", "marks", "exploited");
    private static final Set<String> PART = Set.of("sha256", "bytes");

    /** One file of a snapshot. */
    record Part(String sha256, long bytes) {}

    /**
     * Reads one.
     *
     * @return null where it is of another format, or lacks what it has to have, or describes an empty database
     * @throws IOException when it isn't JSON of this form
     */
    static @Nullable Description read(byte[] bytes) throws IOException {
        JsonObject json = JsonObject.of(Json.read(bytes), MEMBERS);
        Integer format = json.count("format");
        Long records = json.whole("records");
        String version = json.text("version");
        Part database = part(json.member("database"));
        String lastModified = json.text("lastModified");
        String lastChecked = json.text("lastChecked");
        String source = json.text("source");
        Map<String, String> marks = marks(json.member("marks"));
        Part exploited = part(json.member("exploited"));
        if (format == null
                || format != FORMAT
                || records == null
                || records < 1
                || version == null
                || database == null
                || lastModified == null
                || lastChecked == null
                || source == null
                || marks == null) {
            return null;
        }
        return new Description(format, version, database, records, lastModified, lastChecked, source, marks, exploited);
    }

    private static @Nullable Part part(@Nullable Object value) throws IOException {
        if (value == null) {
            return null;
        }
        JsonObject part = JsonObject.of(value, PART);
        return new Part(part.mustText("sha256"), JsonObject.must("bytes", part.whole("bytes")));
    }

    private static @Nullable Map<String, String> marks(@Nullable Object value) throws IOException {
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw new IOException("marks: found " + value + ", allowed: an object");
        }
        Map<String, String> marks = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getValue() instanceof String text)) {
                throw new IOException(
                        "marks." + member.getKey() + ": found " + member.getValue() + ", allowed: a text");
            }
            marks.put(String.valueOf(member.getKey()), text);
        }
        return marks;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.FACTORY.createGenerator(bytes).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            out.writeNumberField("format", format);
            out.writeStringField("version", version);
            write(out, "database", database);
            out.writeNumberField("records", records);
            out.writeStringField("lastModified", lastModified);
            out.writeStringField("lastChecked", lastChecked);
            out.writeStringField("source", source);
            out.writeObjectFieldStart("marks");
            for (Map.Entry<String, String> mark : marks.entrySet()) {
                out.writeStringField(mark.getKey(), mark.getValue());
            }
            out.writeEndObject();
            if (exploited != null) {
                write(out, "exploited", Objects.requireNonNull(exploited));
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, String name, Part part) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("sha256", part.sha256());
        out.writeNumberField("bytes", part.bytes());
        out.writeEndObject();
    }
}
