package io.jenkins.lib.releasegates.audit.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.Piece;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.SaltedValues;
import io.jenkins.lib.releasegates.audit.trail.LineReader;
import io.jenkins.lib.releasegates.audit.trail.Segments;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The clear values of persons beside the trail: one line of JSON per entry that has any, in files numbered as those of the trail, small enough
 * to be written anew when a value is erased.
 */
final class PeopleFiles {

    static final String DIRECTORY = "people";

    /** Files that the rows of one round of appends reach into, and more: no more than one can be unfinished. */
    private static final int ONE_ROUND = 64;

    /** Longer than an entry may be: of a policy, which has at most 1 MiB, all that persons have typed stands in one row. */
    private static final int MAX_ROW = 4 * 1024 * 1024;

    private static final String SEQ = "{\"seq\":";

    private static final byte[] BEGIN = SEQ.getBytes(StandardCharsets.US_ASCII);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Disk disk;

    PeopleFiles(Disk disk) {
        this.disk = disk;
    }

    /** What the files grow by when they take the values of these entries, which ascend. */
    List<Piece> growth(SortedMap<Long, SaltedValues> bySeq, JournaledFiles files) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (Map.Entry<Long, SaltedValues> values : bySeq.entrySet()) {
            long seq = values.getKey();
            rows.writeBytes(values.getValue().row(seq));
            rows.write('\n');
            if (seq == bySeq.lastKey() || bySeq.tailMap(seq + 1).firstKey() >= Segments.first(seq) + Segments.ENTRIES) {
                pieces.add(new Piece(file(seq), files.length(file(seq)), rows.toByteArray()));
                rows.reset();
            }
        }
        return pieces;
    }

    /** What is kept for that entry. */
    People of(long seq) throws IOException {
        Map<String, String> values = new TreeMap<>();
        rowsOf(
                seq,
                (entry, row, line) -> row.fields()
                        .forEachRemaining(field -> values.put(
                                field.getKey(), field.getValue().path("value").asText())));
        return new People(values);
    }

    /** The row of that entry as it stands there, without its line feed. */
    Optional<byte[]> row(long seq) throws IOException {
        List<byte[]> found = new ArrayList<>();
        rowsOf(seq, (entry, values, line) -> {
            if (LineReader.whole(line)) {
                found.add(LineReader.bare(line));
            }
        });
        return found.stream().findFirst();
    }

    /** Shows the rows of that entry, and reads no others, as far as they begin as they are written here. */
    private void rowsOf(long seq, Rows sink) throws IOException {
        byte[] begin = (SEQ + seq + ",").getBytes(StandardCharsets.US_ASCII);
        lines(file(seq), line -> {
            if (beginsWith(line, begin) || !beginsWith(line, BEGIN)) {
                JsonNode row = readable(line);
                if (row.path("seq").asLong(-1) == seq) {
                    sink.row(seq, row.path("values"), line);
                }
            }
        });
    }

    private static boolean beginsWith(byte[] line, byte[] begin) {
        return line.length > begin.length && Arrays.equals(line, 0, begin.length, begin, 0, begin.length);
    }

    /** Shows the rows of the file in which that entry stands. */
    private void rows(String file, Rows sink) throws IOException {
        lines(file, line -> {
            JsonNode row = readable(line);
            sink.row(row.path("seq").asLong(-1), row.path("values"), line);
        });
    }

    private void lines(String file, Lines sink) throws IOException {
        if (disk.size(file).isEmpty()) {
            return;
        }
        try {
            LineReader lines = new LineReader(disk, file, 0, MAX_ROW);
            for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
                sink.line(line);
            }
        } catch (FileNotFoundException e) {
            // Erased meanwhile.
        }
    }

    private interface Lines {

        void line(byte[] line) throws IOException;
    }

    private interface Rows {

        void row(long seq, JsonNode values, byte[] line) throws IOException;
    }

    /** The ids of persons that are kept for the entries of one file of the trail, by the number of the entry. */
    Map<Long, List<String>> personsAround(long seq) throws IOException {
        Map<Long, List<String>> persons = new HashMap<>();
        rows(file(seq), (entry, values, line) -> persons.put(entry, persons(values)));
        return persons;
    }

    /** Entries that keep this id, ascending. */
    List<Long> entriesOf(String id) throws IOException {
        List<Long> entries = new ArrayList<>();
        for (String name : disk.list(DIRECTORY)) {
            rows(DIRECTORY + "/" + name, (entry, values, line) -> {
                if (persons(values).contains(id)) {
                    entries.add(entry);
                }
            });
        }
        entries.sort(null);
        return entries;
    }

    private static List<String> persons(JsonNode values) {
        List<String> persons = new ArrayList<>();
        values.fields().forEachRemaining(field -> {
            String value = field.getValue().path("value").asText();
            if (People.namesPerson(field.getKey()) && !value.isEmpty() && !persons.contains(value)) {
                persons.add(value);
            }
        });
        return persons;
    }

    /** Keeps the rows of these entries no longer; durable on return. */
    void erase(Collection<Long> entries) throws IOException {
        Map<String, Set<Long>> byFile = new TreeMap<>();
        entries.forEach(seq ->
                byFile.computeIfAbsent(file(seq), file -> new HashSet<>()).add(seq));
        for (Map.Entry<String, Set<Long>> erased : byFile.entrySet()) {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            rows(erased.getKey(), (entry, values, line) -> {
                if (!erased.getValue().contains(entry)) {
                    kept.writeBytes(line);
                }
            });
            replace(erased.getKey().substring(DIRECTORY.length() + 1), kept.toByteArray());
        }
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
        LineReader lines = new LineReader(disk, file(first), 0, MAX_ROW);
        for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
            long seq = readable(line).path("seq").asLong(-1);
            if (LineReader.whole(line) && seq >= 0 && seq < entries) {
                kept.writeBytes(line);
            }
        }
        replace(Segments.name(first), kept.toByteArray());
    }

    private void replace(String name, byte[] rows) throws IOException {
        if (rows.length > 0) {
            WholeFile.place(disk, DIRECTORY, name, rows);
        } else if (disk.size(DIRECTORY + "/" + name).isPresent()) {
            disk.delete(DIRECTORY + "/" + name);
            disk.forceDirectory(DIRECTORY);
        }
    }

    private static String file(long seq) {
        return DIRECTORY + "/" + Segments.name(seq);
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
