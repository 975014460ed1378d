package io.jenkins.plugins.securityscan.database;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import io.jenkins.lib.releasegates.launcher.Installation;
import io.jenkins.lib.releasegates.launcher.ScanWorker;
import io.jenkins.lib.releasegates.launcher.UpdateOrder;
import io.jenkins.lib.releasegates.launcher.WebProxy;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.SecurityScanHome;
import io.jenkins.plugins.securityscan.worker.ScannerBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Brings the database up to date, in a process of its own, one update at a time. It asks nobody but what is configured; where an update fails, the
 * snapshots stay as they are, and the next attempt comes later each time.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class DatabaseUpdater extends AsyncPeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(DatabaseUpdater.class.getName());
    private static final long ENDING_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private volatile boolean asked;
    private volatile boolean ending;
    private volatile @Nullable Thread thread;
    private volatile @Nullable UpdateProgress running;
    private @Nullable UpdateHistory history;

    /** Makes the work known. */
    public DatabaseUpdater() {
        super("Security Scan: update the vulnerability database");
    }

    /** The only instance. */
    public static DatabaseUpdater get() {
        return ExtensionList.lookupSingleton(DatabaseUpdater.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return Duration.ofMinutes(1).toMillis();
    }

    @Override
    public long getInitialDelay() {
        return TimeUnit.SECONDS.toMillis(10);
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    @Override
    protected Level getSlowLoggingLevel() {
        return Level.FINE;
    }

    /** Somebody wants an update at once; there is none besides one that runs. */
    void begin() {
        if (running == null) {
            asked = true;
            doRun();
        }
    }

    /** The update that runs at this moment. */
    Optional<UpdateProgress> running() {
        return Optional.ofNullable(running);
    }

    /** What became of the updates so far. */
    synchronized UpdateHistory history() {
        if (history == null) {
            try {
                history = UpdateHistory.read(file());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "What became of earlier updates can''t be read: {0}", e.toString());
                history = UpdateHistory.NONE;
            }
            if (history.began() != null) {
                remember(history.failure(history.began(), Messages.DatabaseUpdater_Broken()));
            }
        }
        return history;
    }

    private synchronized void remember(UpdateHistory now) {
        history = now;
        try {
            now.write(file());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "What became of the update can''t be written: {0}", e.toString());
        }
    }

    private static Path file() {
        return SecurityScanHome.directory().resolve("database-updates.json");
    }

    /** When the next update is due, if any. */
    Optional<Instant> next() {
        VulnerabilityDatabaseConfiguration configuration = VulnerabilityDatabaseConfiguration.get();
        return configuration.isUpdated()
                ? Optional.of(history().next(configuration.asked(), configuration.period()))
                : Optional.empty();
    }

    @Override
    protected void execute(TaskListener listener) {
        if (ending || ReleaseGatesHome.get().isShuttingDown()) {
            return;
        }
        CurrentDatabase.get().look();
        boolean due = next().filter(at -> !at.isAfter(now())).isPresent();
        if (VulnerabilityDatabaseConfiguration.get().isUpdated() && (asked || due)) {
            asked = false;
            thread = Thread.currentThread();
            try {
                update(listener);
            } finally {
                running = null;
                thread = null;
            }
        }
    }

    private void update(TaskListener listener) {
        UpdateProgress progress = new UpdateProgress(now(), listener.getLogger());
        try {
            if (SnapshotFolder.isBusy(CurrentDatabase.directory())) {
                progress.log(Messages.DatabaseUpdater_Busy());
                return;
            }
            VulnerabilityDatabaseConfiguration configuration = VulnerabilityDatabaseConfiguration.get();
            remember(history().begun(progress.began(), configuration.asked()));
            running = progress;
            Path made = run(configuration, progress);
            remember(history().success(now()));
            CurrentDatabase.get().prune(configuration.getKeep());
            LOGGER.log(Level.INFO, "New snapshot of the vulnerability database: {0}", made.getFileName());
        } catch (InterruptedException e) {
            // Jenkins goes down; the update comes again with it.
            remember(history().dropped());
        } catch (WorkerException | IOException | RuntimeException e) {
            if (ending) {
                remember(history().dropped());
                return;
            }
            String words = progress.shown(e.getMessage() == null ? e.toString() : e.getMessage());
            progress.warning(words);
            remember(history().failure(now(), words));
            LOGGER.log(Level.WARNING, "The vulnerability database isn''t updated: {0}", words);
        }
    }

    private static Path run(VulnerabilityDatabaseConfiguration configuration, UpdateProgress progress)
            throws WorkerException, IOException, InterruptedException {
        UpdateSource.Place place = configuration
                .getSource()
                .place(configuration.isAllowPrivateAddresses())
                .orElseThrow(() -> new IllegalStateException("There is no source"));
        Optional<SourceAddress> exploited = configuration.exploited();
        Optional<String> key = configuration.getSource().key();
        key.ifPresent(progress::hide);
        WayIntoTheWeb way = WayIntoTheWeb.ofJenkins();
        place.address().check(way::isIndirect);
        if (exploited.isPresent()) {
            exploited.get().check(way::isIndirect);
        }
        Optional<WebProxy> proxy = way.to(
                Stream.concat(Stream.of(place.address()), exploited.stream()).toList());
        proxy.ifPresent(one -> progress.log(Messages.DatabaseUpdater_Proxy(one.host(), String.valueOf(one.port()))));
        proxy.flatMap(WebProxy::credentials).ifPresent(login -> progress.hide(login.substring(login.indexOf(':') + 1)));
        ScannerBundle bundle = ScannerBundle.get();
        Installation installation = new Installation(
                bundle.onController(),
                bundle.manifest(),
                SecurityScanHome.directory(),
                Installation.sameJava(),
                configuration.getHeapMegabytes());
        UpdateOrder order = new UpdateOrder(
                place.kind(),
                place.address().uri(),
                key,
                proxy,
                exploited.map(SourceAddress::uri),
                CurrentDatabase.directory(),
                CurrentDatabase.get().current().map(CurrentDatabase.Snapshot::folder),
                (int) TimeUnit.MINUTES.toSeconds(configuration.getMinutes()));
        return new ScanWorker(installation).update(order, progress);
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    /** Ends the update and its process when Jenkins goes down, also where Jenkins starts anew in the same process. */
    private void end() throws InterruptedException {
        ending = true;
        Thread updating = thread;
        if (updating != null) {
            updating.interrupt();
            updating.join(ENDING_MILLIS);
        }
    }

    /** Told when Jenkins goes down. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Closing extends ItemListener {
        @Override
        public void onBeforeShutdown() {
            try {
                get().end();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
