package io.jenkins.plugins.releasegates;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.PluginWrapper;
import hudson.Util;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Job;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.delivery.DeliveryState;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.KeyFolder;
import io.jenkins.lib.releasegates.audit.note.MemoryFile;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import io.jenkins.lib.releasegates.report.AuditPage;
import io.jenkins.plugins.releasegates.ledger.KeyTrouble;
import io.jenkins.plugins.releasegates.ledger.LedgerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.Beta;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The directory below {@code $JENKINS_HOME} that holds all that Release Gates keeps on a controller, and the ledger in it. It lies beside the
 * jobs, so that deleting a build or a job leaves the record. The one place that asks for {@code Jenkins.get()}.
 */
@Extension
@Restricted(Beta.class)
public final class ReleaseGatesHome {
    private static final Logger LOGGER = Logger.getLogger(ReleaseGatesHome.class.getName());
    private static final String NAME = "release-gates";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private @Nullable Ledger ledger;
    private volatile boolean closed;
    private volatile List<String> troubles = List.of();
    private volatile String refused = "";
    private volatile List<String> leftOut = List.of();
    private volatile List<DeliveryState> deliveries = List.of();

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
            connect(ledger, configuration);
            ledger.notices().forEach(notice -> LOGGER.log(Level.WARNING, "The ledger was mended: {0}", notice));
        }
        return ledger;
    }

    private void connect(Ledger open, LedgerConfiguration configuration) {
        List<String> refusals = new ArrayList<>();
        open.witnesses(configuration.witnesses(directory(), refusals::add), FIRST_PAUSE);
        open.deliverTo(configuration.targets(open, refusals::add), FIRST_PAUSE);
        leftOut = List.copyOf(refusals);
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
    public void configured(Actor actor) {
        Timer.get().execute(() -> {
            adopt();
            tell(actor);
            look();
        });
    }

    /** Something else was configured: the record is told, where there is one. */
    public void configured(ConfigurationChanged changed, Actor actor) {
        if (!changed.isEmpty()) {
            Timer.get().execute(() -> {
                try {
                    Optional<Ledger> open = existingLedger();
                    if (open.isPresent()) {
                        record(open.get(), changed, actor);
                    }
                } catch (LedgerException e) {
                    LOGGER.log(Level.WARNING, "A change of the configuration is not recorded: {0}", e.getMessage());
                }
            });
        }
    }

    private static void record(Ledger open, ConfigurationChanged changed, Actor actor) throws LedgerException {
        open.record(
                changed,
                EntrySubject.ledger(),
                actor,
                Map.of(),
                Clock.systemUTC().instant());
    }

    /** Records what was configured; without a ledger there is nothing that it would change. */
    private void tell(Actor actor) {
        try {
            Optional<Ledger> open = existingLedger();
            if (open.isPresent()) {
                LedgerConfiguration.get().tell(changed -> record(open.get(), changed, actor));
            }
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, "A change of the configuration is not recorded yet: {0}", e.getMessage());
        }
    }

    private synchronized void adopt() {
        LedgerConfiguration configuration = LedgerConfiguration.get();
        refused = "";
        if (ledger != null && ledger.takesEntries()) {
            connect(ledger, configuration);
            try {
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
                KeyTrouble.of(open, Clock.systemUTC().instant()).ifPresent(found::add);
                if (!refused.isEmpty()) {
                    found.add(refused);
                }
                open.witnesses()
                        .forEach(witness -> witness.trouble()
                                .ifPresent(trouble -> found.add(trouble + " It is " + witness.behind()
                                        + " entries behind the newest checkpoint.")));
                found.addAll(leftOut);
                deliveries = open.deliveries();
                for (DeliveryState target : deliveries) {
                    target.trouble().ifPresent(trouble -> found.add(trouble + " " + behind(target)));
                    found.addAll(target.notices());
                }
            }
        } catch (LedgerException e) {
            found.add(String.valueOf(e.getMessage()));
        }
        troubles = List.copyOf(found);
    }

    private static String behind(DeliveryState target) {
        return target.since()
                .map(since -> "It is " + target.behind() + " entries behind, the first of them of " + since + ".")
                .orElse("It is " + target.behind() + " entries behind.");
    }

    /** How far the webhook or the mail of that name was when the ledger was looked after; empty when that isn't known. */
    public Optional<DeliveryState> delivery(String name) {
        return deliveries.stream().filter(state -> state.name().equals(name)).findFirst();
    }

    /** The ledger where there is one, or was; nothing is begun. */
    public Optional<Ledger> existingLedger() throws LedgerException {
        return hasLedger() ? Optional.of(ledger()) : Optional.empty();
    }

    /** Address of this controller, as it is configured; empty when nobody has. */
    public Optional<String> address() {
        return Optional.ofNullable(Jenkins.get().getRootUrl());
    }

    /** Address of a build, whether or not it is still there. */
    public Optional<String> address(String jobFullName, int number) {
        return address()
                .map(root -> root + "job/"
                        + Arrays.stream(jobFullName.split("/"))
                                .map(Util::rawEncode)
                                .collect(Collectors.joining("/job/"))
                        + "/" + number + "/");
    }

    /** Version of this plugin. */
    public String version() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(NAME);
        return plugin == null ? "unknown" : plugin.getVersion();
    }

    /** Whether the plugin of that short name is installed and at work. */
    public boolean hasPlugin(String shortName) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(shortName);
        return plugin != null && plugin.isActive();
    }

    /** The job of that full name, where the current user may read it. */
    public Optional<Job<?, ?>> job(String fullName) {
        Job<?, ?> found = fullName.isEmpty() ? null : Jenkins.get().getItemByFullName(fullName, Job.class);
        return Optional.ofNullable(found);
    }

    /** The job of that full name, whoever may read it. */
    public Optional<Job<?, ?>> anyJob(String fullName) {
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            return job(fullName);
        }
    }

    /** Whether the current user may configure the ledger. */
    public boolean mayConfigure() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
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
