package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.LedgerSearch;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Events of the whole ledger that somebody looked for, a page of them, the newest first.
 *
 * @param entries the same as they stand in the trail
 * @param next where the next page begins: before the entry of that number; empty when there are no more
 * @param total entries of the whole ledger
 */
public record EventPage(List<EventRow> rows, List<TrailEntry> entries, OptionalLong next, long total) {

    public EventPage {
        rows = List.copyOf(rows);
        entries = List.copyOf(entries);
    }

    /** Those that fit and come before that entry, at most so many. */
    public static EventPage of(Ledger ledger, LedgerQuery query, long before, int limit) throws LedgerException {
        LedgerSearch.Page found = ledger.find(query, before, limit);
        List<EventRow> rows = new ArrayList<>();
        for (TrailEntry entry : found.entries()) {
            rows.add(EventRow.of(ledger, entry));
        }
        return new EventPage(rows, found.entries(), found.next(), ledger.head().entries());
    }
}
