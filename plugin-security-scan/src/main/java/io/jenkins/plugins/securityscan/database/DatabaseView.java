package io.jenkins.plugins.securityscan.database;

import hudson.Util;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.SecurityScanHome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What is known of the database at one moment, for the page and for programs. Instants are ISO 8601 in UTC. */
@ExportedBean(defaultVisibility = 2)
public final class DatabaseView {

    private final Instant now;
    private final CurrentDatabase.Found found;
    private final UpdateHistory history;
    private final VulnerabilityDatabaseConfiguration configuration;
    private final Optional<Instant> next;
    private final Optional<UpdateProgress> running;

    private DatabaseView(
            Instant now,
            CurrentDatabase.Found found,
            VulnerabilityDatabaseConfiguration configuration,
            DatabaseUpdater updater) {
        this.now = now;
        this.found = found;
        this.configuration = configuration;
        this.history = updater.history();
        this.next = updater.next();
        this.running = updater.running();
    }

    static DatabaseView now() {
        return new DatabaseView(
                Clock.systemUTC().instant(),
                CurrentDatabase.get().look(),
                VulnerabilityDatabaseConfiguration.get(),
                DatabaseUpdater.get());
    }

    /** The snapshot that scans take; nothing when there is none. */
    @Exported
    public @Nullable Item getCurrent() {
        return found.current().map(snapshot -> new Item(snapshot, now)).orElse(null);
    }

    /** All that can be used, the newest first. */
    @Exported
    public List<Item> getSnapshots() {
        return found.whole().stream().map(snapshot -> new Item(snapshot, now)).toList();
    }

    /** A sentence for each folder that doesn't count. */
    @Exported
    public List<String> getRefused() {
        List<String> sentences = new ArrayList<>();
        new TreeMap<>(found.refused()).forEach((name, why) -> sentences.add(Messages.DatabaseView_Refused(name, why)));
        return sentences;
    }

    /** Where snapshots lie on the controller. */
    public String getFolder() {
        return CurrentDatabase.directory().toString();
    }

    /** Whether somebody has configured a source. */
    @Exported
    public boolean isUpdated() {
        return configuration.isUpdated();
    }

    /** Where it comes from, in words. */
    @Exported
    public String getSource() {
        return configuration.getSource().words();
    }

    /** The catalog of known exploited vulnerabilities; empty when it isn't asked for. */
    @Exported
    public String getKev() {
        return configuration.getKev().isEmpty() ? "" : SourceAddress.shown(configuration.getKev());
    }

    /** When the next update is due; nothing when there is none, empty when it is due now. */
    @Exported
    public @Nullable String getNext() {
        return next.map(at -> at.isAfter(now) ? moment(at) : "").orElse(null);
    }

    /** When an update has made a snapshot last. */
    @Exported
    public @Nullable String getLastSuccess() {
        return history.succeeded() == null ? null : moment(history.succeeded());
    }

    /** When an update has failed last. */
    @Exported
    public @Nullable String getLastFailure() {
        return history.failed() == null ? null : moment(history.failed());
    }

    /** Why. */
    @Exported
    public String getLastError() {
        return history.words();
    }

    /** Updates that failed since one succeeded. */
    @Exported
    public int getFailures() {
        return history.failures();
    }

    /** What administrators have to know, a sentence each. */
    @Exported
    public List<String> getTroubles() {
        return configuration.isUpdated() ? DatabaseTroubles.of(found.current(), history, now) : List.of();
    }

    /** The update that runs. */
    @Exported
    public @Nullable Running getRunning() {
        return running.map(Running::new).orElse(null);
    }

    /** Whether the one who looks may update. */
    public boolean isUpdatable() {
        return configuration.isUpdated() && running.isEmpty() && SecurityScanHome.mayConfigure();
    }

    private static String moment(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond()).toString();
    }

    /** One snapshot. */
    @ExportedBean(defaultVisibility = 2)
    public static final class Item {

        private final CurrentDatabase.Snapshot snapshot;
        private final Instant now;

        Item(CurrentDatabase.Snapshot snapshot, Instant now) {
            this.snapshot = snapshot;
            this.now = now;
        }

        @Exported
        public String getVersion() {
            return snapshot.version();
        }

        @Exported
        public String getDigest() {
            return snapshot.digest();
        }

        @Exported
        public String getLastChecked() {
            return moment(snapshot.lastChecked());
        }

        @Exported
        public String getLastModified() {
            return moment(snapshot.lastModified());
        }

        /** Since it was compared with its source, in seconds. */
        @Exported
        public long getAge() {
            return Math.max(0, Duration.between(snapshot.lastChecked(), now).toSeconds());
        }

        /** The same for people. */
        public String getAgeInWords() {
            return Util.getTimeSpanString(Duration.ofSeconds(getAge()).toMillis());
        }

        @Exported
        public String getSource() {
            return snapshot.source();
        }

        @Exported
        public long getRecords() {
            return snapshot.records();
        }

        /** Entries of the catalog of known exploited vulnerabilities; nothing without the catalog. */
        @Exported
        public @Nullable Integer getKnownExploited() {
            return snapshot.knownExploited().isPresent()
                    ? snapshot.knownExploited().getAsInt()
                    : null;
        }

        @Exported
        public long getBytes() {
            return snapshot.bytes();
        }
    }

    /** An update that runs. */
    @ExportedBean(defaultVisibility = 2)
    public static final class Running {

        private final UpdateProgress progress;

        Running(UpdateProgress progress) {
            this.progress = progress;
        }

        @Exported
        public String getBegan() {
            return moment(progress.began());
        }

        @Exported
        public String getWhat() {
            return progress.what();
        }

        @Exported
        public long getDone() {
            return progress.done();
        }

        /** Zero, when nobody knows yet. */
        @Exported
        public long getOf() {
            return progress.of();
        }

        /** The newest last. */
        @Exported
        public List<String> getLines() {
            return progress.lines();
        }
    }
}
