package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.RecordCheck;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks each entry that a report stands on, once, and adds up what that came to. Keeps numbers of entries, never entries. */
final class CheckedEntries {

    private static final int MAX_FAULTS = 200;

    private final Ledger ledger;
    private final Instant now;
    /** Where the trail ended when the report was begun. */
    private final Head head;

    private final Set<Long> checked = new HashSet<>();
    private final Set<String> faults = new LinkedHashSet<>();
    private int included;
    private long last = -1;
    private boolean signedAll = true;
    private Optional<RecordCheck.Signed> signed = Optional.empty();

    CheckedEntries(Ledger ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
        this.head = ledger.head();
    }

    /** Where the trail ended when the report was begun. */
    Head head() {
        return head;
    }

    /** What is wrong with these; nothing where they were looked at before. */
    List<String> check(List<TrailEntry> entries) {
        // Evidence is looked at apart: reading all of it can take long.
        List<TrailEntry> fresh = entries.stream()
                .filter(entry -> !entry.kind().equals(Event.EvidenceRecorded.KIND) && checked.add(entry.seq()))
                .toList();
        if (fresh.isEmpty()) {
            return List.of();
        }
        RecordCheck check = RecordCheck.of(ledger, fresh, now);
        fresh.forEach(entry -> last = Math.max(last, entry.seq()));
        check.faults().stream().limit(MAX_FAULTS - faults.size()).forEach(faults::add);
        included += check.signed().map(RecordCheck.Signed::included).orElse(0);
        signedAll = signedAll && check.signed().isPresent();
        signed = check.signed().or(() -> signed);
        return check.faults();
    }

    /**
     * All of them together.
     *
     * @param more that is wrong
     * @param kept pieces of evidence that are what the entries say
     * @param gone pieces of evidence that aren't kept any more
     */
    RecordCheck all(List<String> more, int kept, int gone) {
        Set<String> wrong = new LinkedHashSet<>(faults);
        wrong.addAll(more);
        if (checked.isEmpty()) {
            signed = RecordCheck.of(ledger, List.of(), now).signed();
        }
        Optional<RecordCheck.Signed> by = signed.filter(one -> signedAll)
                .map(one -> new RecordCheck.Signed(one.checkpoint(), included, one.key(), one.witnesses()));
        return new RecordCheck(
                now.truncatedTo(ChronoUnit.MILLIS), checked.size(), last, new ArrayList<>(wrong), kept, gone, head, by);
    }
}
