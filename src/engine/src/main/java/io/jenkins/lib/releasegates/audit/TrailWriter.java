package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.entry.Draft;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SaltedValue;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.index.EntryIndex;
import io.jenkins.lib.releasegates.audit.index.IndexKeys;
import io.jenkins.lib.releasegates.audit.trail.Segments;
import io.jenkins.lib.releasegates.audit.trail.Trail;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Gives entries their place and puts them on the disk: clear values of persons first, then the trail, then the index. */
final class TrailWriter implements GroupCommit.Writer {

    private final Disk disk;
    private final Trail trail;
    private final PeopleStore people;
    private final EntryIndex index;
    private final String origin;

    TrailWriter(Disk disk, Trail trail, PeopleStore people, EntryIndex index, String origin) {
        this.disk = disk;
        this.trail = trail;
        this.people = people;
        this.index = index;
        this.origin = origin;
    }

    @Override
    public void write(List<AppendRequest> round) throws LedgerException {
        Head head = trail.end().head();
        long begin = head.entries();
        List<byte[]> lines = new ArrayList<>();
        Map<Long, Map<String, SaltedValue>> values = new TreeMap<>();
        List<AppendRequest> taken = new ArrayList<>();
        List<List<TrailEntry>> placed = new ArrayList<>();
        Set<String> spent = new HashSet<>();
        for (AppendRequest request : round) {
            List<TrailEntry> entries = new ArrayList<>();
            List<byte[]> ofRequest = new ArrayList<>();
            Head next = head;
            for (Draft draft : request.drafts()) {
                byte[] line = EntryLine.write(
                        next.entries(),
                        draft.at(),
                        draft.event().kind(),
                        origin,
                        next.last(),
                        draft.subject(),
                        draft.body());
                TrailEntry entry = entry(next, draft, line);
                entries.add(entry);
                ofRequest.add(line);
                next = new Head(next.entries() + 1, entry.hash());
            }
            if (spendsSpentBootstrap(request, entries, spent)) {
                continue;
            }
            entries.forEach(entry -> values.put(
                    entry.seq(),
                    request.drafts()
                            .get((int) (entry.seq() - entries.get(0).seq()))
                            .people()));
            lines.addAll(ofRequest);
            taken.add(request);
            placed.add(entries);
            head = next;
        }
        if (taken.isEmpty()) {
            return;
        }
        List<Integer> offsets;
        try {
            people.append(values);
            offsets = trail.append(lines, head, origin);
        } catch (IOException e) {
            throw new LedgerException(
                    "The ledger in " + disk + " could not be written: " + e.getMessage()
                            + ". Nothing of it was acknowledged, and it takes no more entries until it is opened anew",
                    e);
        }
        for (int i = 0; i < taken.size(); i++) {
            List<TrailEntry> entries = placed.get(i);
            int from = (int) (entries.get(0).seq() - begin);
            index.add(entries, offsets.subList(from, from + entries.size()));
        }
        if (Segments.first(begin) != Segments.first(head.entries())) {
            index.mark();
        }
        for (int i = 0; i < taken.size(); i++) {
            taken.get(i).succeed(placed.get(i));
        }
    }

    private TrailEntry entry(Head before, Draft draft, byte[] line) {
        return new TrailEntry(
                before.entries(),
                draft.at(),
                draft.event().kind(),
                origin,
                before.last(),
                draft.subjectNode(),
                draft.bodyNode(),
                Digest.of(line));
    }

    /** Two builds may have been offered the same bootstrap at the same time; the second to arrive is sent back. */
    private boolean spendsSpentBootstrap(AppendRequest request, List<TrailEntry> entries, Set<String> spent) {
        for (TrailEntry entry : entries) {
            Optional<byte[]> bootstrap = IndexKeys.bootstrapSpentBy(entry);
            if (bootstrap.isEmpty()) {
                continue;
            }
            byte[] key = bootstrap.get();
            String reference = entry.body().at("/baseline/reference").asText("");
            try {
                if (!spent.add(HexFormat.of().formatHex(key))
                        || !index.places(key, 1).isEmpty()) {
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
