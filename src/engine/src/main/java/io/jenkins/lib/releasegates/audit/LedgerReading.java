package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.Instants;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.policy.Policy;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a ledger shows of what it holds; {@link Ledger} tells what each of it promises. */
final class LedgerReading {

    private final Store store;
    private final EvidenceBlobs blobs;
    private final BaselineSearch baselines;
    private final LedgerSearch search;

    LedgerReading(Store store, EvidenceBlobs blobs) {
        this.store = store;
        this.blobs = blobs;
        this.baselines = new BaselineSearch(store, blobs);
        this.search = new LedgerSearch(store);
    }

    Baseline baseline(Lineage runs, Policy policy, Instant at) throws LedgerException {
        try {
            return policy.compares() ? baselines.find(runs, policy, at) : Baseline.notNeeded();
        } catch (IOException e) {
            throw notRead(e);
        }
    }

    Baseline baseline(Lineage runs, Policy policy, Evidence run, Instant at) throws LedgerException {
        if (policy.compares() || !run.suppresses()) {
            return baseline(runs, policy, at);
        }
        try {
            Baseline found = baselines.find(runs, policy, at);
            return found.evidence().isEmpty()
                    ? Baseline.notNeeded()
                    : new Baseline(
                            Baseline.Source.NOT_NEEDED,
                            found.evidence(),
                            found.record(),
                            found.at(),
                            Baseline.notNeeded().words() + ", and what is suppressed with "
                                    + found.record().orElse("") + " from "
                                    + found.at().map(Instants::text).orElse(""));
        } catch (IOException e) {
            throw notRead(e);
        }
    }

    List<TrailEntry> entriesOf(String build) throws LedgerException {
        List<LedgerException> faults = new ArrayList<>();
        List<TrailEntry> entries = entriesOf(build, faults::add);
        if (!faults.isEmpty()) {
            throw faults.get(0);
        }
        return entries;
    }

    List<TrailEntry> entriesOf(String build, Consumer<? super LedgerException> faults) throws LedgerException {
        try {
            List<Place> places = new ArrayList<>(store.places(EntryKeys.build(build), Integer.MAX_VALUE));
            Collections.reverse(places);
            List<TrailEntry> entries = new ArrayList<>();
            for (Place place : places) {
                for (TrailEntry entry : readable(place, faults)) {
                    if (entry.build().equals(build)) {
                        entries.add(entry);
                    } else {
                        faults.accept(
                                new LedgerException(
                                        "Entry " + entry.id() + " stands where one about this build"
                                                + " was written, and is about another; `release-gates verify` lists all that is wrong"));
                    }
                }
            }
            return entries;
        } catch (IOException e) {
            throw notRead(e);
        }
    }

    private List<TrailEntry> readable(Place place, Consumer<? super LedgerException> faults) throws IOException {
        try {
            return store.entries(place);
        } catch (LedgerException e) {
            // One by one, so that a damaged line hides no other.
            List<TrailEntry> entries = new ArrayList<>();
            for (long seq = place.first(); seq < place.first() + place.count(); seq++) {
                try {
                    store.entry(seq).ifPresent(entries::add);
                } catch (LedgerException damaged) {
                    faults.accept(damaged);
                }
            }
            return entries;
        }
    }

    Optional<Event> event(TrailEntry entry) throws LedgerException {
        try {
            String cut = entry.body().path(EntryLine.CUT).asText("");
            if (cut.isEmpty()) {
                return Event.of(entry);
            }
            return blobs.json(Digest.parse(cut)).flatMap(body -> Event.of(entry.kind(), body));
        } catch (IOException e) {
            throw notRead(e);
        }
    }

    LedgerSearch.Page find(LedgerQuery query, long before, int limit) throws LedgerException {
        try {
            return search.find(query, before, limit);
        } catch (IOException e) {
            throw notRead(e);
        }
    }

    Optional<TrailEntry> entry(long seq) throws LedgerException {
        try {
            return store.entry(seq);
        } catch (IOException e) {
            throw notRead(e);
        }
    }

    Optional<TrailEntry> entryOf(String id) throws LedgerException {
        int slash = id.indexOf('/');
        if (slash < 0 || !id.substring(slash + 1).matches("0|[1-9][0-9]{0,15}")) {
            return Optional.empty();
        }
        return entry(Long.parseLong(id.substring(slash + 1)))
                .filter(found -> found.id().equals(id));
    }

    Optional<Evidence> evidence(Digest digest, Consumer<Finding> each) throws LedgerException {
        try {
            return blobs.read(digest, each);
        } catch (IOException e) {
            throw notRead(e);
        }
    }

    People people(long seq) throws LedgerException {
        try {
            return store.people(seq);
        } catch (IOException e) {
            throw notRead(e);
        }
    }

    LedgerException notRead(IOException e) {
        return new LedgerException("The ledger in " + store + " could not be read: " + LedgerException.reason(e), e);
    }
}
