package io.jenkins.plugins.releasegates.build;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.LedgerSearch;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged.Change;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged.What;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.EventRow;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Records what becomes of jobs and builds that have a record: renamed, moved, deleted, and gone without a word. What can't be recorded stops
 * nobody: the record of the builds stays, and that they are gone is found later.
 */
@Restricted(NoExternalUse.class)
public final class JobChanges {

    private static final int PAGE = 100;
    private static final Logger LOGGER = Logger.getLogger(JobChanges.class.getName());

    /** Who acts where something is found and nobody has told of it. */
    static final Actor NOBODY = new Actor("", "nobody: found by Release Gates", Actor.Means.UNKNOWN);

    private JobChanges() {}

    /** Whether the record knows this job by that id; a new one under an old name isn't. */
    public static boolean isKnownAs(Job<?, ?> job, String id) {
        try {
            return JobIdentity.known(job).filter(id::equals).isPresent();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The id of a job can't be read", e);
            return false;
        }
    }

    /** The full name that the job of an entry has now: its name then, followed through all renames and moves that the record knows of. */
    public static String nameNow(Ledger ledger, TrailEntry entry) throws LedgerException {
        List<TrailEntry> changes = new ArrayList<>();
        LedgerQuery query =
                LedgerQuery.ALL.ofJob(entry.subject().path("job").asText()).ofKind(What.JOB.kind());
        OptionalLong before = OptionalLong.of(Long.MAX_VALUE);
        while (before.isPresent() && before.getAsLong() > entry.seq()) {
            LedgerSearch.Page page = ledger.find(query, before.getAsLong(), PAGE);
            page.entries().stream()
                    .filter(change -> change.seq() > entry.seq())
                    .forEach(change -> changes.add(0, change));
            before = page.next();
        }
        String name = entry.subject().path("jobName").asText();
        for (TrailEntry change : changes) {
            if (change.body().path("before").asText().equals(name)) {
                name = change.body().path("after").asText(name);
            }
        }
        return name;
    }

    /** Records, in the background, which of these are gone although nobody has told of it. */
    public static void reconcile(List<EventRow> rows) {
        Map<String, EventRow> builds = new LinkedHashMap<>();
        for (EventRow row : rows) {
            if (!row.build().isEmpty() && row.number() > 0) {
                builds.putIfAbsent(row.build(), row);
            }
        }
        Timer.get().execute(() -> builds.values().forEach(JobChanges::reconcile));
    }

    private static synchronized void reconcile(EventRow row) {
        try {
            Optional<Job<?, ?>> job = ReleaseGatesHome.get().anyJob(row.jobName());
            boolean same = job.isPresent()
                    && JobIdentity.known(job.get()).filter(row.job()::equals).isPresent();
            Ledger ledger = ReleaseGatesHome.get().ledger();
            if (!same) {
                if (!isTold(ledger, row.job(), row.jobName())) {
                    record(
                            new SubjectChanged(What.JOB, Change.FOUND_MISSING, row.jobName(), Optional.empty()),
                            EntrySubject.job(row.job(), row.jobName()),
                            NOBODY);
                }
            } else if (job.get().getBuildByNumber(row.number()) == null
                    && ledger.entriesOf(row.build()).stream()
                            .noneMatch(entry -> entry.kind().equals(What.BUILD.kind()))) {
                record(
                        new SubjectChanged(
                                What.BUILD,
                                Change.FOUND_MISSING,
                                row.jobName() + " #" + row.number(),
                                Optional.empty()),
                        EntrySubject.build(row.job(), row.jobName(), row.build(), row.number()),
                        NOBODY);
            }
        } catch (IOException | LedgerException e) {
            LOGGER.log(Level.FINE, "Not looked after: " + row.about(), e);
        }
    }

    /** Whether the record says already that this job isn't there under that name any more. */
    private static boolean isTold(Ledger ledger, String job, String name) throws LedgerException {
        LedgerQuery query = LedgerQuery.ALL.ofJob(job).ofKind(What.JOB.kind());
        for (TrailEntry entry : ledger.find(query, Long.MAX_VALUE, 100).entries()) {
            if (entry.body().path("before").asText().equals(name)
                    && !entry.body().path("change").asText().equals(Change.CONFIGURED.name())) {
                return true;
            }
        }
        return false;
    }

    private static synchronized void record(SubjectChanged event, EntrySubject subject, Actor actor) {
        try {
            Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
            if (ledger.isPresent()) {
                ledger.get()
                        .record(
                                event,
                                subject,
                                actor,
                                Map.of(),
                                Clock.systemUTC().instant());
            }
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, "Not recorded: {0} {1}: {2}", new Object[] {
                event.before(), event.change(), e.getMessage()
            });
        }
    }

    /** Hears of jobs. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Jobs extends ItemListener {

        /** Ids of jobs that are about to be deleted, by their full names: when they are, their directories are gone. */
        private final Map<String, String> leaving = new ConcurrentHashMap<>();

        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            identity(item).ifPresent(id -> {
                boolean renamed = parent(oldFullName).equals(parent(newFullName));
                record(
                        new SubjectChanged(
                                What.JOB,
                                renamed ? Change.RENAMED : Change.MOVED,
                                oldFullName,
                                Optional.of(newFullName)),
                        EntrySubject.job(id, newFullName),
                        ReleaseGates.actor());
            });
        }

        @Override
        public void onCheckDelete(Item item) {
            identity(item).ifPresent(id -> leaving.put(item.getFullName(), id));
        }

        @Override
        public void onDeleted(Item item) {
            String id = leaving.remove(item.getFullName());
            if (id != null) {
                record(
                        new SubjectChanged(What.JOB, Change.DELETED, item.getFullName(), Optional.empty()),
                        EntrySubject.job(id, item.getFullName()),
                        ReleaseGates.actor());
            }
        }

        private static Optional<String> identity(Item item) {
            try {
                return item instanceof Job<?, ?> job ? JobIdentity.known(job) : Optional.empty();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "The id of a job can't be read", e);
                return Optional.empty();
            }
        }

        private static String parent(String fullName) {
            return fullName.substring(0, fullName.lastIndexOf('/') + 1);
        }
    }

    /** Hears of builds. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Builds extends RunListener<Run<?, ?>> {

        @Override
        public void onDeleted(Run<?, ?> run) {
            ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
            if (audit == null || !audit.isRecorded()) {
                return;
            }
            try {
                Optional<String> job = JobIdentity.known(run.getParent());
                if (job.isPresent()) {
                    String name = run.getParent().getFullName();
                    record(
                            new SubjectChanged(
                                    What.BUILD, Change.DELETED, name + " #" + run.getNumber(), Optional.empty()),
                            EntrySubject.build(job.get(), name, audit.getBuildId(), run.getNumber()),
                            ReleaseGates.actor());
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "The id of a job can't be read", e);
            }
        }
    }
}
