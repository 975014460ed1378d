package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Draft;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SaltedValues;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Group;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gives entries their place in the trail and has them stored. */
final class TrailWriter implements GroupCommit.Writer {

    private final Store store;
    private final String origin;

    TrailWriter(Store store, String origin) {
        this.store = store;
        this.origin = origin;
    }

    @Override
    public void write(List<AppendRequest> round) throws LedgerException {
        Head head = store.head();
        List<AppendRequest> taken = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        Set<String> spent = new HashSet<>();
        for (AppendRequest request : round) {
            Group group = place(request, head);
            if (!spendsSpentBootstrap(request, group.entries(), spent)) {
                taken.add(request);
                groups.add(group);
                head = new Head(group.last().seq() + 1, group.last().hash());
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        try {
            store.append(groups);
        } catch (IOException e) {
            throw new LedgerException(
                    "The ledger in " + store + " could not be written: " + e.getMessage()
                            + ". Nothing of it was acknowledged, and it takes no more entries until it is opened anew",
                    e);
        }
        for (int i = 0; i < taken.size(); i++) {
            taken.get(i).succeed(groups.get(i).entries());
        }
    }

    @Override
    public void tidy() {
        store.tidy();
    }

    private Group place(AppendRequest request, Head before) {
        List<TrailEntry> entries = new ArrayList<>(request.drafts().size());
        List<byte[]> lines = new ArrayList<>(request.drafts().size());
        SortedMap<Long, SaltedValues> people = new TreeMap<>();
        Head next = before;
        for (Draft draft : request.drafts()) {
            byte[] line = draft.line().at(next.entries(), next.last());
            TrailEntry entry = new TrailEntry(
                    next.entries(),
                    draft.at(),
                    draft.kind(),
                    origin,
                    next.last(),
                    draft.subject(),
                    draft.body(),
                    Digest.of(line));
            entries.add(entry);
            lines.add(line);
            if (!draft.people().isEmpty()) {
                people.put(entry.seq(), draft.people());
            }
            next = new Head(next.entries() + 1, entry.hash());
        }
        return new Group(entries, lines, people);
    }

    /** Two builds may have been offered the same bootstrap at the same time; the second to arrive is sent back. */
    private boolean spendsSpentBootstrap(AppendRequest request, List<TrailEntry> entries, Set<String> spent) {
        for (TrailEntry entry : entries) {
            Optional<byte[]> bootstrap = EntryKeys.bootstrapSpentBy(entry);
            if (bootstrap.isEmpty()) {
                continue;
            }
            byte[] key = bootstrap.get();
            String reference = entry.body().at("/baseline/reference").asText("");
            try {
                if (!spent.add(HexFormat.of().formatHex(key))
                        || !store.places(key, 1).isEmpty()) {
                    request.fail(new LedgerException("The bootstrap for reference '" + reference
                            + "' of this job was spent by another build meanwhile; nothing was recorded, judge again"));
                    return true;
                }
            } catch (IOException | LedgerException e) {
                request.fail(new LedgerException(
                        "Whether the bootstrap was spent can't be told: " + e.getMessage() + "; nothing was recorded",
                        e));
                return true;
            }
        }
        return false;
    }
}
