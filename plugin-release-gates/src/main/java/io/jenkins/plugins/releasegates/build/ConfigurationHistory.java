package io.jenkins.plugins.releasegates.build;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.LedgerSearch;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.plugins.releasegates.build.ConfigurationEdits.Edits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the record tells of the configuration of a job, read from its end. For one question. */
final class ConfigurationHistory {

    /** Pages that are read to get back to where the question begins; the ledger looks at 5,000 entries of a job for one. */
    private static final int MAX_PAGES = 10;

    private static final int PER_PAGE = 200;
    private static final int MAX_DOUBTS = 3;

    /** So that all of them are one doubt of an approval. */
    private static final int MAX_WORDS = 450;

    private final Ledger ledger;
    private final ConfiguredJob job;

    /** The job's name at the entry that is looked at. */
    private String name;

    private final List<String> persons = new ArrayList<>();
    private final Set<String> doubts = new LinkedHashSet<>();
    private Optional<Digest> newest = Optional.empty();

    /** What it was before the change that was looked at last. */
    private Optional<Digest> before = Optional.empty();

    ConfigurationHistory(Ledger ledger, ConfiguredJob job) {
        this.ledger = ledger;
        this.job = job;
        this.name = job.name();
    }

    /** The newest digest that the record knows, where it isn't too far back. */
    Optional<Digest> last() throws LedgerException {
        read(Long.MAX_VALUE - 1);
        return newest;
    }

    /** Who edited it after that entry, and what isn't known of that. */
    Edits since(long seq, Digest now, KnownConfiguration known) throws LedgerException {
        read(seq);
        if (known.lost()) {
            doubts.add("a change of it could not be recorded");
        } else if (known.digest().isEmpty() && newest.isEmpty()) {
            doubts.add("nobody has looked at it before");
        } else if (differs(known.digest(), now) || differs(newest, now)) {
            doubts.add("it isn't what was saved last, so it was edited on the disk");
        }
        Collections.reverse(persons);
        return new Edits(List.copyOf(new LinkedHashSet<>(persons)), !doubts.isEmpty(), words());
    }

    private static boolean differs(Optional<Digest> digest, Digest now) {
        return digest.isPresent() && !digest.get().equals(now);
    }

    private String words() {
        List<String> shown = doubts.stream().limit(MAX_DOUBTS).toList();
        return EntrySubject.cut(String.join("; ", shown) + (doubts.size() > MAX_DOUBTS ? "; and more" : ""), MAX_WORDS);
    }

    /** Goes back to that entry, and on to the change before it, if that is near. */
    private void read(long seq) throws LedgerException {
        LedgerQuery query = LedgerQuery.ALL.ofJob(job.id()).ofKind(SubjectChanged.What.JOB.kind());
        long end = Long.MAX_VALUE;
        for (int page = 0; page < MAX_PAGES; page++) {
            boolean inside = end > seq + 1;
            LedgerSearch.Page found = ledger.find(query, end, PER_PAGE);
            for (TrailEntry entry : found.entries()) {
                if (isAbout(entry) && !goesOn(entry, entry.seq() > seq)) {
                    return;
                }
            }
            if (!inside || found.next().isEmpty()) {
                return;
            }
            end = found.next().getAsLong();
        }
        if (end > seq + 1) {
            doubts.add("there are more entries than were looked at");
        }
    }

    private boolean isAbout(TrailEntry entry) {
        return entry.subject().path("job").asText().equals(job.id());
    }

    /** Whether there is anything to be learned from older ones. */
    private boolean goesOn(TrailEntry entry, boolean inside) throws LedgerException {
        Optional<Event> event = ledger.event(entry);
        if (event.isEmpty() || !(event.get() instanceof SubjectChanged changed)) {
            if (inside) {
                doubts.add("entry " + entry.seq() + " can't be read");
            }
            return true;
        }
        switch (changed.change()) {
            case RENAMED, MOVED -> {
                if (changed.after().filter(name::equals).isPresent()) {
                    name = changed.before();
                }
            }
            case DELETED, FOUND_MISSING -> {
                // An id of its own goes with the job, so only of others with the same id there may be another job
                // behind it.
                if (job.shared() && changed.before().equals(name)) {
                    if (inside) {
                        doubts.add("it was made anew");
                    }
                    return false;
                }
            }
            case CONFIGURED -> {
                return !isOurs(changed) || configured(entry, changed, inside);
            }
        }
        return true;
    }

    private boolean isOurs(SubjectChanged changed) {
        return !job.shared() || changed.before().equals(name);
    }

    private boolean configured(TrailEntry entry, SubjectChanged changed, boolean inside) throws LedgerException {
        Optional<Digest> now = changed.configuration();
        if (newest.isEmpty()) {
            newest = now;
        } else if (before.isPresent() && !before.equals(now)) {
            doubts.add("between two saves it was edited on the disk");
        }
        before = changed.configurationBefore();
        if (inside) {
            if (before.isEmpty()) {
                doubts.add("what it was before entry " + entry.seq() + " isn't known");
            }
            edited(entry);
        }
        return inside;
    }

    private void edited(TrailEntry entry) throws LedgerException {
        Optional<String> id = ledger.people(entry.seq()).actorId();
        if (id.isEmpty()) {
            doubts.add("who changed it in entry " + entry.seq() + " was erased");
        } else if (id.get().isEmpty()) {
            doubts.add("nobody in particular changed it in entry " + entry.seq());
        } else {
            persons.add(id.get());
        }
    }
}
