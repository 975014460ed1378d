package io.jenkins.plugins.releasegates;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.KeyFolder;
import io.jenkins.lib.releasegates.audit.note.MemoryFile;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import io.jenkins.lib.releasegates.report.AuditPage;
import io.jenkins.plugins.releasegates.ledger.LedgerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The directory below {@code $JENKINS_HOME} that holds all that Release Gates keeps on a controller, and the ledger in it. It lies beside the
 * jobs, so that deleting a build or a job leaves the record. The one place that asks for {@code Jenkins.get()}.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ReleaseGatesHome {
    private static final Logger LOGGER = Logger.getLogger(ReleaseGatesHome.class.getName());
    private static final String NAME = "release-gates";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private @Nullable Ledger ledger;
    private volatile boolean closed;
    private volatile List<String> troubles = List.of();
    private volatile String refused = "";

    /** The only instance, once Jenkins has loaded its extensions. */
    public static ReleaseGatesHome get() {
        return ExtensionList.lookupSingleton(ReleaseGatesHome.class);
    }

    /** Where it is, whether or not it exists yet. */
    public Path directory() {
        return Jenkins.get().getRootDir().toPath().resolve(NAME);
    }

    /**
     * The directory, made if need be.
     *
     * @throws IOException when it cannot be made, or something else has its name
     */
    public Path existing() throws IOException {
        return Files.createDirectories(directory());
    }

    /** Whether a record could be written: into the directory, or by making it. */
    public boolean isWritable() {
        Path directory = directory();
        return Files.exists(directory)
                ? Files.isDirectory(directory) && Files.isWritable(directory)
                : Files.isWritable(Jenkins.get().getRootDir().toPath());
    }

    /** Where the ledger is, whether or not it exists yet. */
    public Path ledgerDirectory() {
        return directory().resolve("ledger");
    }

    /**
     * The ledger of this controller, opened when it is first needed, and anew after it had to give up.
     *
     * @throws LedgerException when it can't be opened, or Jenkins shuts down; then nothing can be judged, since nothing could be recorded
     */
    public synchronized Ledger ledger() throws LedgerException {
        if (closed) {
            throw new LedgerException("Jenkins shuts down");
        }
        if (ledger != null && !ledger.takesEntries()) {
            ledger.close();
            ledger = null;
        }
        if (ledger == null) {
            try {
                existing();
            } catch (IOException e) {
                throw new LedgerException("The directory " + directory() + " can't be made: " + e.getMessage(), e);
            }
            LedgerConfiguration configuration = LedgerConfiguration.get();
            try {
                ledger = Ledger.open(
                        ledgerDirectory(),
                        keys(configuration),
                        Clock.systemUTC().instant());
            } catch (IOException e) {
                throw new LedgerException("The ledger can't be signed, and so isn't opened: " + e.getMessage(), e);
            }
            ledger.witnesses(configuration.witnesses(directory()), FIRST_PAUSE);
            ledger.notices().forEach(notice -> LOGGER.log(Level.WARNING, "The ledger was mended: {0}", notice));
        }
        return ledger;
    }

    private SigningKeys keys(LedgerConfiguration configuration) throws IOException {
        return configuration.ownersKey(secrets()).orElseGet(() -> new KeyFolder(secrets(), new SecureRandom()));
    }

    private static Path secrets() {
        return Jenkins.get().getRootDir().toPath().resolve("secrets").resolve(NAME);
    }

    /** Whether there is a ledger, or was one that this controller has signed. */
    private boolean hasLedger() {
        return Files.isDirectory(ledgerDirectory()) || Files.exists(secrets().resolve(MemoryFile.NAME));
    }

    /** Somebody has configured the ledger anew. What can't be done with it the monitor tells, and the former key and witnesses stay. */
    public void configured() {
        Timer.get().execute(() -> {
            adopt();
            look();
        });
    }

    private synchronized void adopt() {
        LedgerConfiguration configuration = LedgerConfiguration.get();
        refused = "";
        if (ledger != null && ledger.takesEntries()) {
            try {
                ledger.witnesses(configuration.witnesses(directory()), FIRST_PAUSE);
                ledger.adoptKeys(keys(configuration), Clock.systemUTC().instant());
            } catch (IOException | LedgerException e) {
                refused = String.valueOf(e.getMessage());
            }
        }
    }

    /** Opens the ledger of an earlier time, so that what hinders it is seen before the first build, and witnesses get what they missed. */
    private void open() {
        try {
            if (hasLedger()) {
                ledger();
            }
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, "The ledger is shut: {0}", e.getMessage());
        }
    }

    /** What keeps the record from being as good as it is meant to be, a sentence each; waits for nobody. */
    public List<String> troubles() {
        return troubles;
    }

    /** Looks how the ledger is; opens it when it is shut, in case the reason is gone. */
    private void look() {
        List<String> found = new ArrayList<>();
        try {
            if (!closed && hasLedger()) {
                Ledger open = ledger();
                open.signingTrouble().ifPresent(found::add);
                if (!refused.isEmpty()) {
                    found.add(refused);
                }
                open.witnesses()
                        .forEach(witness -> witness.trouble()
                                .ifPresent(trouble -> found.add(trouble + " It is " + witness.behind()
                                        + " entries behind the newest checkpoint.")));
            }
        } catch (LedgerException e) {
            found.add(String.valueOf(e.getMessage()));
        }
        troubles = List.copyOf(found);
    }

    /** Throws unless the current user may configure the ledger. */
    public void checkConfigure() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    }

    /** Whether a path lies in the directory that Jenkins keeps its own things in. */
    public boolean isBelowJenkins(Path path) {
        return path.toAbsolutePath()
                .normalize()
                .startsWith(Jenkins.get().getRootDir().toPath());
    }

    /** Whether builds run as the user that owns the ledger. */
    public boolean buildsRunOnTheController() {
        return Jenkins.get().getNumExecutors() > 0;
    }

    /**
     * What the ledger says about that build. A damaged ledger takes no entries, and still shows what is left of it.
     *
     * @throws LedgerException when there is nothing to be read
     */
    public AuditPage page(String build, Instant now) throws LedgerException {
        Ledger open;
        try {
            open = ledger();
        } catch (LedgerException shut) {
            try (Ledger reading = Ledger.openForReading(ledgerDirectory())) {
                return AuditPage.of(reading, build, now);
            } catch (LedgerException unreadable) {
                shut.addSuppressed(unreadable);
                throw shut;
            }
        }
        return AuditPage.of(open, build, now);
    }

    /**
     * Whether Jenkins goes down; what is at work then is taken up again after the start. The ledger is let go of before Jenkins itself says
     * that it terminates.
     */
    public boolean isShuttingDown() {
        return closed || Jenkins.get().isTerminating();
    }

    /** Lets go of the ledger, for the next process. */
    synchronized void close() {
        closed = true;
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }

    /** Opens what is there when Jenkins has come up, and closes it when Jenkins goes down. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Closing extends ItemListener {
        @Override
        public void onLoaded() {
            Timer.get().execute(get()::open);
        }

        @Override
        public void onBeforeShutdown() {
            get().close();
        }
    }

    /** Looks after the ledger once a minute. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Look extends AsyncPeriodicWork {

        public Look() {
            super("Release Gates: look after the ledger");
        }

        @Override
        public long getRecurrencePeriod() {
            return Duration.ofMinutes(1).toMillis();
        }

        @Override
        protected Level getNormalLoggingLevel() {
            return Level.FINE;
        }

        @Override
        protected void execute(TaskListener listener) {
            get().look();
        }
    }
}
