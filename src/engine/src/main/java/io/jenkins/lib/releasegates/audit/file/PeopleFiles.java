package io.jenkins.lib.releasegates.audit.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.SaltedValue;
import io.jenkins.lib.releasegates.audit.trail.LineReader;
import io.jenkins.lib.releasegates.audit.trail.Segments;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clear values of persons beside the trail: one line of JSON per entry that has any, in files numbered as those of the trail, small enough
 * to be written anew when a value is erased.
 */
final class PeopleFiles {

    static final String DIRECTORY = "people";

    /** Files that the rows of one round of appends reach into, and more: no more than one can be unfinished. */
    private static final int ONE_ROUND = 64;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Disk disk;

    PeopleFiles(Disk disk) {
        this.disk = disk;
    }

    /** Appends the values of these entries, durable on return. */
    void append(Map<Long, Map<String, SaltedValue>> bySeq) throws IOException {
        Map<String, ByteArrayOutputStream> byFile = new TreeMap<>();
        new TreeMap<>(bySeq).forEach((seq, values) -> {
            if (!values.isEmpty()) {
                ByteArrayOutputStream rows = byFile.computeIfAbsent(file(seq), file -> new ByteArrayOutputStream());
                rows.writeBytes(row(seq, values));
                rows.write('\n');
            }
        });
        for (Map.Entry<String, ByteArrayOutputStream> rows : byFile.entrySet()) {
            boolean isNew = disk.size(rows.getKey()).isEmpty();
            disk.append(rows.getKey(), rows.getValue().toByteArray());
            disk.force(rows.getKey());
            if (isNew) {
                disk.forceDirectory(DIRECTORY);
            }
        }
    }

    /** What is kept for that entry. */
    People of(long seq) throws IOException {
        Map<String, String> values = new TreeMap<>();
        if (disk.size(file(seq)).isEmpty()) {
            return new People(values);
        }
        try {
            LineReader lines = new LineReader(disk, file(seq), 0);
            for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
                JsonNode row = readable(line);
                if (row.path("seq").asLong(-1) == seq) {
                    row.path("values")
                            .fields()
                            .forEachRemaining(field -> values.put(
                                    field.getKey(),
                                    field.getValue().path("value").asText()));
                }
            }
        } catch (FileNotFoundException e) {
            return new People(values);
        }
        return new People(values);
    }

    /**
     * After an end that wasn't orderly: forgets the values of entries that were never finished, and writes the last file anew, so that all of it
     * is known to be on the disk.
     */
    void mend(long entries) throws IOException {
        long last = Segments.first(Math.max(0, entries - 1));
        for (int i = 0; i < ONE_ROUND; i++) {
            long first = last + (long) i * Segments.ENTRIES;
            if (disk.size(file(first)).isPresent()) {
                mend(first, entries);
            }
        }
    }

    private void mend(long first, long entries) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        LineReader lines = new LineReader(disk, file(first), 0);
        for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
            long seq = readable(line).path("seq").asLong(-1);
            if (LineReader.whole(line) && seq >= 0 && seq < entries) {
                kept.writeBytes(line);
            }
        }
        if (kept.size() == 0) {
            disk.delete(file(first));
            disk.forceDirectory(DIRECTORY);
        } else {
            WholeFile.place(disk, DIRECTORY, Segments.name(first), kept.toByteArray());
        }
    }

    private static String file(long seq) {
        return DIRECTORY + "/" + Segments.name(seq);
    }

    private static byte[] row(long seq, Map<String, SaltedValue> values) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("seq", seq);
        ObjectNode fields = row.putObject("values");
        values.forEach((field, salted) ->
                fields.putObject(field).put("salt", salted.salt()).put("value", salted.value()));
        return CanonicalJson.bytes(row);
    }

    /** The row in a line; one without members when the line holds none. */
    private static JsonNode readable(byte[] line) {
        try {
            return MAPPER.readTree(LineReader.bare(line));
        } catch (IOException e) {
            // Nothing is read from a disk here: zeros, as a power cut leaves them, pass for another encoding.
            return MAPPER.missingNode();
        }
    }
}
