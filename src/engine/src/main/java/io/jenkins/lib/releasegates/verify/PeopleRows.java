package io.jenkins.lib.releasegates.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.VerificationReport.PeopleCount;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import io.jenkins.lib.releasegates.verify.files.Line;
import io.jenkins.lib.releasegates.verify.files.LineSource;
import io.jenkins.lib.releasegates.verify.files.RefusedLineException;
import io.jenkins.lib.releasegates.verify.files.StrictJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the clear values of persons are what entries commit to. Their files are ordered as the trail is, so both are walked side by side and
 * one row is in memory at a time.
 */
final class PeopleRows implements Closeable {

    private static final String DIRECTORY = "people";

    /** Values are cut to 4,000 characters, and a policy that they come from has at most 1 MiB. */
    private static final int MAX_ROW = 4 * 1024 * 1024;

    private static final Pattern SALT = Pattern.compile("[0-9a-f]{32}");

    private final LedgerDirectory ledger;
    private final Findings findings;
    private final TreeSet<Long> files;
    private @Nullable LineSource source;
    private long file = -1;
    private Optional<Row> pending = Optional.empty();
    private long lastRow = -1;
    private long asked = -1;
    private boolean gap;
    private long verified;
    private long erased;
    private long mismatched;

    PeopleRows(LedgerDirectory ledger, Findings findings) throws IOException {
        this.ledger = ledger;
        this.findings = findings;
        this.files = NumberedFiles.isDirectory(ledger, DIRECTORY, findings)
                ? NumberedFiles.in(ledger, DIRECTORY, findings)
                : new TreeSet<>();
    }

    private record Row(String place, long seq, JsonNode values) {}

    PeopleCount count() {
        return new PeopleCount(verified, erased, mismatched);
    }

    /** Entries could not be read here, so their rows say nothing. */
    void gap() {
        gap = true;
    }

    /** Holds the row of this entry against it, if there is one. Entries that stand out of order are passed over. */
    void entry(Entry entry) {
        if (entry.seq() <= asked) {
            return;
        }
        boolean skipped = gap || entry.seq() != asked + 1;
        asked = entry.seq();
        gap = false;
        JsonNode commitments = entry.body().path("people");
        Optional<Row> row = row();
        while (row.isPresent() && row.get().seq() < entry.seq()) {
            if (!skipped) {
                findings.add(
                        row.get().place(),
                        "found values of entry " + row.get().seq() + " for which nothing was expected");
                mismatched++;
            }
            pending = Optional.empty();
            row = row();
        }
        if (row.isPresent() && row.get().seq() == entry.seq()) {
            compare(row.get(), commitments);
            pending = Optional.empty();
        } else {
            erased += commitments.size();
        }
    }

    /** Looks at what is left; after all entries, the last of which is {@code entries - 1}. */
    void end(long entries) {
        for (Optional<Row> row = row(); row.isPresent(); row = row()) {
            if (row.get().seq() >= entries) {
                findings.remark(Findings.Remark.BEYOND_THE_END, row.get().place());
            } else if (!gap) {
                findings.add(
                        row.get().place(),
                        "found values of entry " + row.get().seq() + " for which nothing was expected");
                mismatched++;
            }
            pending = Optional.empty();
        }
    }

    private void compare(Row row, JsonNode commitments) {
        Set<String> kept = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        String first = "";
        for (Iterator<Map.Entry<String, JsonNode>> fields = row.values().fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            String name = field.getKey();
            kept.add(name);
            String salt = field.getValue().path("salt").asText();
            String expected = commitments.path(name).asText("nothing");
            String found = SALT.matcher(salt).matches()
                            && field.getValue().path("value").isTextual()
                    ? commitment(salt, name, field.getValue().path("value").textValue())
                    : "neither salt nor value";
            if (found.equals(expected)) {
                verified++;
            } else {
                wrong.add(name);
                if (wrong.size() == 1) {
                    first = "the commitment of the first is " + found + ", expected " + expected;
                }
            }
        }
        if (!wrong.isEmpty()) {
            mismatched += wrong.size();
            findings.add(
                    row.place(),
                    "found other values than entry " + row.seq() + " commits to, of " + String.join(", ", wrong) + ": "
                            + first);
        }
        for (Iterator<String> names = commitments.fieldNames(); names.hasNext(); ) {
            if (!kept.contains(names.next())) {
                erased++;
            }
        }
    }

    /** SHA-256 over the bytes of the salt, a zero byte, the name of the field, a zero byte and the value. */
    private static String commitment(String salt, String field, String value) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(HexFormat.of().parseHex(salt));
        sha256.update((byte) 0);
        sha256.update(field.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        sha256.update(value.getBytes(StandardCharsets.UTF_8));
        return Digest.from(sha256).toString();
    }

    /** The row that wasn't dealt with yet. */
    private Optional<Row> row() {
        while (pending.isEmpty()) {
            if (source == null && !openNext()) {
                break;
            }
            try {
                Optional<Line> line = source == null ? Optional.empty() : source.next();
                if (line.isPresent()) {
                    pending = read(line.get());
                } else if (files.higher(file) == null) {
                    break;
                } else {
                    close();
                }
            } catch (IOException e) {
                findings.add(NumberedFiles.name(DIRECTORY, file), "can't be read: " + LedgerDirectory.reason(e));
                close();
            }
        }
        return pending;
    }

    private boolean openNext() {
        Long next = files.higher(file);
        if (next == null) {
            return false;
        }
        file = next;
        String name = NumberedFiles.name(DIRECTORY, next);
        try {
            if (ledger.kind(name) != Kind.NOTHING) {
                source = new LineSource(ledger.open(name), MAX_ROW);
            }
        } catch (IOException e) {
            findings.add(name, "can't be read: " + LedgerDirectory.reason(e));
        }
        return true;
    }

    /** The row in a line; empty when the line holds none, which is told. */
    private Optional<Row> read(Line line) {
        String place = NumberedFiles.name(DIRECTORY, file) + ":" + line.number();
        if (!line.finished()) {
            findings.note(place + " ends with " + line.length()
                    + " bytes of a row that was never finished; the entry of such a row was never acknowledged");
            return Optional.empty();
        }
        try {
            if (line.tooLong()) {
                throw new RefusedLineException("the row has " + line.length() + " bytes, allowed are " + MAX_ROW);
            }
            ObjectNode json = StrictJson.read(line.bytes());
            JsonNode seq = json.path("seq");
            if (json.size() != 2
                    || !seq.isIntegralNumber()
                    || !seq.canConvertToLong()
                    || !json.path("values").isObject()) {
                throw new RefusedLineException("found no row, expected {\"seq\":number,\"values\":{...}}");
            }
            if (seq.longValue() <= lastRow || seq.longValue() / NumberedFiles.ENTRIES * NumberedFiles.ENTRIES != file) {
                throw new RefusedLineException("found the row of entry " + seq + " behind that of entry " + lastRow
                        + ", expected rows in order, each once, from " + file + " to "
                        + (file + NumberedFiles.ENTRIES - 1));
            }
            lastRow = seq.longValue();
            return Optional.of(new Row(place, lastRow, json.path("values")));
        } catch (RefusedLineException e) {
            findings.add(place, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (source != null) {
            try {
                source.close();
            } catch (IOException e) {
                findings.note(
                        NumberedFiles.name(DIRECTORY, file) + " could not be closed: " + LedgerDirectory.reason(e));
            }
            source = null;
        }
    }
}
