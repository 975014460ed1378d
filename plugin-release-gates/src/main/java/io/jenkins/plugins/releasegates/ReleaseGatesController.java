package io.jenkins.plugins.releasegates;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** What there is once per controller: its home and its ledger. The one place that asks for {@code Jenkins.get()}. */
@Extension
public final class ReleaseGatesController {

    private static final Logger LOGGER = Logger.getLogger(ReleaseGatesController.class.getName());

    private @Nullable Ledger ledger;

    /** The one of this controller. */
    static ReleaseGatesController get() {
        return ExtensionList.lookupSingleton(ReleaseGatesController.class);
    }

    /** Where all that is kept lies; beside the jobs, so that deleting a build or a job leaves the record. */
    static Path ledgerDirectory() {
        return Jenkins.get().getRootDir().toPath().resolve("release-gates").resolve("ledger");
    }

    /**
     * The ledger of this controller, opened when it is first needed.
     *
     * @throws LedgerException when it can't be opened; then nothing can be judged, since nothing could be recorded
     */
    synchronized Ledger ledger() throws LedgerException {
        if (ledger == null) {
            ledger = Ledger.open(ledgerDirectory());
        }
        return ledger;
    }

    /** Lets go of the directory, for the next process. */
    @Terminator
    public static void close() {
        ReleaseGatesController controller = get();
        synchronized (controller) {
            if (controller.ledger != null) {
                try {
                    controller.ledger.close();
                } catch (IOException e) {
                    LOGGER.log(Level.WARNING, "The ledger did not close cleanly; every acknowledged entry is on disk", e);
                }
                controller.ledger = null;
            }
        }
    }
}
