package io.jenkins.lib.releasegates.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.verify.VerificationReport.PeopleCount;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import io.jenkins.lib.releasegates.verify.files.Line;
import io.jenkins.lib.releasegates.verify.files.LineSource;
import io.jenkins.lib.releasegates.verify.files.RefusedLineException;
import io.jenkins.lib.releasegates.verify.files.StrictJson;
import java.io.Closeable;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the clear values of persons are what entries commit to. Their files are ordered as the trail is, so both are walked side by side and
 * one row is in memory at a time.
 */
final class PeopleRows implements Closeable {

    private static final String DIRECTORY = "people";
    private static final long MAX_MARKED = 1 << 27;

    private final LedgerDirectory ledger;
    private final Findings findings;
    private final Commitments commitments;
    private final TreeSet<Long> files;
    private @Nullable LineSource source;
    private long file = -1;
    private Optional<Row> pending = Optional.empty();
    private long lastRow = -1;
    private long asked = -1;
    private boolean gap;

    /** A bit per entry, so that a side store that is gone as a whole takes 125 KB for a million of them. */
    private final BitSet gone = new BitSet();

    private final BitSet erased = new BitSet();

    PeopleRows(LedgerDirectory ledger, Findings findings) throws IOException {
        this.ledger = ledger;
        this.findings = findings;
        this.commitments = new Commitments(findings);
        this.files = NumberedFiles.isDirectory(ledger, DIRECTORY, findings)
                ? NumberedFiles.in(ledger, DIRECTORY, findings)
                : new TreeSet<>();
    }

    private record Row(String place, long seq, JsonNode values) {}

    PeopleCount count() {
        return commitments.count();
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
        JsonNode committed = entry.body().path("people");
        if (entry.kind().equals(Entry.PERSONS_ERASED)) {
            entry.body().path("entries").forEach(named -> mark(erased, named.asLong(-1)));
        }
        Optional<Row> row = row();
        while (row.isPresent() && row.get().seq() < entry.seq()) {
            if (!skipped) {
                commitments.unexpected(row.get().place(), row.get().seq());
            }
            pending = Optional.empty();
            row = row();
        }
        if (row.isPresent() && row.get().seq() == entry.seq()) {
            if (!commitments.compare(row.get().place(), entry.seq(), row.get().values(), committed)) {
                mark(gone, entry.seq());
            }
            pending = Optional.empty();
        } else {
            commitments.without(committed);
            if (!committed.isEmpty()) {
                mark(gone, entry.seq());
            }
        }
    }

    /** Looks at what is left; after all entries, the last of which is {@code entries - 1}. */
    void end(long entries) {
        for (Optional<Row> row = row(); row.isPresent(); row = row()) {
            if (row.get().seq() >= entries) {
                findings.remark(Findings.Remark.BEYOND_THE_END, row.get().place());
            } else if (!gap) {
                commitments.unexpected(row.get().place(), row.get().seq());
            }
            pending = Optional.empty();
        }
        gone.andNot(erased);
        if (!gone.isEmpty()) {
            findings.note("Clear values of persons that are gone, and no entry says that they were erased: those of "
                    + gone.cardinality() + " entries, the first is entry " + gone.nextSetBit(0)
                    + ". What the entries commit to is unchanged");
        }
    }

    /** Entries beyond aren't marked: a number that a hostile trail names must not cost more than 16 MiB. */
    private static void mark(BitSet entries, long seq) {
        if (seq >= 0 && seq < MAX_MARKED) {
            entries.set((int) seq);
        }
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
                source = new LineSource(ledger.open(name), Commitments.MAX_ROW);
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
                throw new RefusedLineException(
                        "the row has " + line.length() + " bytes, allowed are " + Commitments.MAX_ROW);
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
