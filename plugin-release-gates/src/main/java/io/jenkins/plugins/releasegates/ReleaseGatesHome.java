package io.jenkins.plugins.releasegates;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.report.AuditPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
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

    private @Nullable Ledger ledger;
    private volatile boolean closed;

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
            ledger = Ledger.open(ledgerDirectory());
            ledger.notices().forEach(notice -> LOGGER.log(Level.WARNING, "The ledger was mended: {0}", notice));
        }
        return ledger;
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

    /** Closes the home when Jenkins goes down. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Closing extends ItemListener {
        @Override
        public void onBeforeShutdown() {
            get().close();
        }
    }
}
