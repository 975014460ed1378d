package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.store.SearchKey;
import io.jenkins.lib.releasegates.audit.store.SearchKey.By;
import io.jenkins.lib.releasegates.audit.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** Finds entries in the whole ledger, the newest first, a page at a time; each page costs about the same wherever it stands. */
public final class LedgerSearch {

    /** Entries that are looked at for one page at most. */
    private static final int LOOKS = 5_000;

    private static final int STEP = 200;

    /** How far a clock may have gone back. */
    private static final Duration CLOCKS = Duration.ofDays(1);

    /** Days without any entry that are passed over. */
    private static final int EMPTY_DAYS = 4_000;

    private final Store store;

    LedgerSearch(Store store) {
        this.store = store;
    }

    /**
     * A page of what was found.
     *
     * @param entries the newest first
     * @param next where the next page begins: entries before this one; empty when there are no more. With fewer entries than were asked for there
     *     may be more all the same: so many didn't fit that the search was broken off
     */
    public record Page(List<TrailEntry> entries, OptionalLong next) {

        public Page {
            entries = List.copyOf(entries);
        }
    }

    Page find(LedgerQuery query, long before, int limit) throws IOException, LedgerException {
        long end = Math.min(before, store.head().entries());
        if (query.to().isPresent()) {
            end = Math.min(end, endOf(query.to().get()));
        }
        Instant stop = query.from().map(from -> from.minus(CLOCKS)).orElse(Instant.MIN);
        List<TrailEntry> found = new ArrayList<>();
        int looked = 0;
        while (end > 0 && looked < LOOKS) {
            List<TrailEntry> candidates = candidates(query, end);
            if (candidates.isEmpty()) {
                return new Page(found, OptionalLong.empty());
            }
            for (TrailEntry entry : candidates) {
                looked++;
                end = entry.seq();
                if (entry.at().isBefore(stop)) {
                    return new Page(found, OptionalLong.empty());
                }
                if (query.fits(entry) && isTheirs(query, entry)) {
                    found.add(entry);
                    if (found.size() == limit) {
                        return new Page(found, end > 0 ? OptionalLong.of(end) : OptionalLong.empty());
                    }
                }
            }
        }
        return new Page(found, end > 0 ? OptionalLong.of(end) : OptionalLong.empty());
    }

    /** The newest entries before that one that the index takes for what is looked for; with nothing to go by, those that stand there. */
    private List<TrailEntry> candidates(LedgerQuery query, long end) throws IOException, LedgerException {
        List<SearchKey> keys = query.keys();
        List<TrailEntry> entries = new ArrayList<>();
        if (keys.isEmpty()) {
            store.lines(Math.max(0, end - STEP), end, (seq, line) -> entries.add(read(seq, line)));
            Collections.reverse(entries);
            return entries;
        }
        for (Place place : store.search(keys.get(0), end, STEP)) {
            entries.addAll(store.entries(place));
        }
        return entries;
    }

    private boolean isTheirs(LedgerQuery query, TrailEntry entry) throws IOException {
        if (query.person().isEmpty() || query.keys().get(0).by() == By.PERSON) {
            return true;
        }
        return store.people(entry.seq()).persons().contains(query.person().get());
    }

    private static TrailEntry read(long seq, byte[] line) throws LedgerException {
        try {
            return EntryLine.read(line);
        } catch (EntryLine.MalformedLine e) {
            throw new LedgerException(
                    "Entry " + seq + " can't be read: " + e.getMessage()
                            + "; `release-gates verify` lists all that is wrong",
                    e);
        }
    }

    /** The number behind the last entry that may be earlier than that. */
    private long endOf(Instant to) throws IOException, LedgerException {
        LocalDate day = to.plus(CLOCKS).atZone(ZoneOffset.UTC).toLocalDate();
        if (store.head().entries() > 0) {
            TrailEntry last = store.entry(store.head().entries() - 1).orElseThrow();
            if (!last.at().isAfter(to)) {
                return store.head().entries();
            }
        }
        for (int i = 0; i < EMPTY_DAYS; i++) {
            List<Place> places = store.search(SearchKey.day(day.minusDays(i)), Long.MAX_VALUE, 1);
            if (!places.isEmpty()) {
                return places.get(0).first() + 1;
            }
        }
        return 0;
    }
}
