package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether each entry follows from the one before. After a line that doesn't fit it finds its way back, so that one wrong line is told once and
 * not again with every line behind it.
 */
final class Chain {

    private static final Digest NONE = new Digest("0".repeat(64));

    private final Findings findings;
    private long expected;
    /** Where else the trail may go on after a line that didn't fit: it was one too many, or in place of another, or the first of others. */
    private Set<Long> alternatives = Set.of();

    private long lastSeq = -1;
    private Optional<Digest> lastHash = Optional.of(NONE);
    private @Nullable Entry last;
    private long entries;
    private Digest head = NONE;

    Chain(Findings findings) {
        this.findings = findings;
    }

    /** Number of the entry that belongs next. */
    long expected() {
        return expected;
    }

    /** Lines that were read as entries. */
    long entries() {
        return entries;
    }

    /** Hash of the last of them. */
    Digest head() {
        return head;
    }

    /** Files are missing: the trail goes on with that entry. */
    void skipTo(long seq) {
        expected = seq;
        alternatives = Set.of();
        lastHash = Optional.empty();
    }

    /** A line is there, and nobody knows which entry it was. */
    void unreadable() {
        alternatives = Set.of(expected);
        expected++;
        lastHash = Optional.empty();
    }

    /** Takes the entry up; tells whether it stands right behind the one taken up before. */
    boolean follow(String place, Entry entry) {
        boolean fits = follows(place, entry);
        if (last != null && entry.at().compareTo(last.at()) < 0) {
            findings.remark(Findings.Remark.BACKWARDS, place);
        }
        last = entry;
        lastSeq = entry.seq();
        lastHash = Optional.of(entry.hash());
        head = entry.hash();
        entries++;
        return fits;
    }

    private boolean follows(String place, Entry entry) {
        long seq = entry.seq();
        if (seq != expected && !alternatives.contains(seq)) {
            findings.add(place, strayed(seq));
            alternatives = seq > expected ? Set.of(expected, expected + 1) : Set.of(expected + 1, seq + 1);
            expected = seq > expected ? seq + 1 : expected;
            return false;
        }
        expected = seq + 1;
        alternatives = Set.of();
        if (lastHash.isEmpty() || seq != lastSeq + 1) {
            return false;
        }
        if (!entry.prev().equals(lastHash.get())) {
            findings.add(
                    place,
                    seq == 0
                            ? "found " + entry.prev() + " in prev of the first entry, expected 64 zeros"
                            : "entry " + seq + " follows a line with the hash " + entry.prev()
                                    + ", the line before it has " + lastHash.get()
                                    + ": one of the two lines was changed");
            return false;
        }
        if (last != null && !last.origin().equals(entry.origin())) {
            findings.add(
                    place,
                    "found the origin " + entry.origin() + ", the entry before it has " + last.origin()
                            + ": a trail has one");
            return false;
        }
        return true;
    }

    private String strayed(long seq) {
        if (seq < expected) {
            return "found entry " + seq + ", expected " + expected
                    + ": an entry stands here out of its order or a second time";
        }
        return "found entry " + seq + ", expected " + expected + ": "
                + (seq == expected + 1
                        ? "one entry is missing here or stands elsewhere"
                        : seq - expected + " entries are missing here or stand elsewhere");
    }
}
