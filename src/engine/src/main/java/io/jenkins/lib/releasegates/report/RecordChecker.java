package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.digest.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the entries about one build: that each follows from its predecessor, and that their evidence is what they say. Work for one build, not for the trail. */
final class RecordChecker {

    private final Ledger ledger;
    private int kept;
    private int gone;

    RecordChecker(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * With what was found before.
     *
     * @param goneBefore details of entries that aren't kept any more
     */
    RecordCheck check(List<TrailEntry> entries, List<String> before, int goneBefore, Instant now) {
        List<String> faults = new ArrayList<>(before);
        gone = goneBefore;
        Head head = ledger.head();
        Set<Digest> evidence = new LinkedHashSet<>();
        for (TrailEntry entry : entries) {
            link(entry, head).ifPresent(faults::add);
            // Of a large entry its beginning is enough: it names the evidence.
            Event.ofBeginning(entry)
                    .filter(Event.EvidenceRecorded.class::isInstance)
                    .map(Event.EvidenceRecorded.class::cast)
                    .ifPresent(recorded -> evidence.add(recorded.evidence()));
        }
        evidence.forEach(name -> blob(name).ifPresent(faults::add));
        Optional<RecordCheck.Signed> signed = signed(entries, faults);
        long last = entries.isEmpty() ? -1 : entries.get(entries.size() - 1).seq();
        return new RecordCheck(
                now.truncatedTo(ChronoUnit.MILLIS), entries.size(), last, faults, kept, gone, head, signed);
    }

    private Optional<RecordCheck.Signed> signed(List<TrailEntry> entries, List<String> faults) {
        Optional<Checkpoint> checkpoint = ledger.checkpoint();
        if (checkpoint.isEmpty()) {
            return Optional.empty();
        }
        int included = 0;
        try {
            Optional<LogKey> key = ledger.key();
            if (key.isEmpty() || !checkpoint.get().note().isSignedBy(key.get())) {
                faults.add("The newest checkpoint isn't signed by the key that the record names: "
                        + key.map(LogKey::vkey).orElse("none") + ".");
                return Optional.empty();
            }
            for (TrailEntry entry : entries) {
                if (ledger.prove(entry.seq()).isPresent()) {
                    included++;
                }
            }
            return Optional.of(new RecordCheck.Signed(checkpoint.get(), included, key.get(), ledger.witnesses()));
        } catch (LedgerException e) {
            faults.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> link(TrailEntry entry, Head head) {
        if (entry.seq() == head.entries() - 1 && !entry.hash().equals(head.last())) {
            return Optional.of(
                    "Entry " + entry.id() + " is " + entry.hash() + ", but the trail ends with " + head.last() + ".");
        }
        try {
            Digest before = entry.seq() == 0
                    ? Head.NONE
                    : ledger.entry(entry.seq() - 1).map(TrailEntry::hash).orElse(Head.NONE);
            if (!entry.prev().equals(before)) {
                return Optional.of("Entry " + entry.id() + " follows " + entry.prev() + ", but the one before it is "
                        + before + ".");
            }
            Optional<TrailEntry> next = ledger.entry(entry.seq() + 1);
            return next.isPresent() && !next.get().prev().equals(entry.hash())
                    ? Optional.of("Entry " + entry.id() + " is " + entry.hash() + ", but the one behind it follows "
                            + next.get().prev() + ".")
                    : Optional.empty();
        } catch (LedgerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> blob(Digest name) {
        try {
            if (ledger.evidence(name).isPresent()) {
                kept++;
            } else {
                gone++;
            }
            return Optional.empty();
        } catch (LedgerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
