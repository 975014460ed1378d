package io.jenkins.plugins.releasegates.build;

import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Job;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.SaveableListener;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Records who saves the configuration of a job that the record knows, in the order of the saves. What can't be recorded stops nobody: a mark beside
 * the job says that something is missing, and authorship is unknown then.
 */
@Restricted(NoExternalUse.class)
public final class ConfigurationRecorder {

    private static final Logger LOGGER = Logger.getLogger(ConfigurationRecorder.class.getName());
    private static final Object ORDER = new Object();
    private static final Queue<ConfigurationLook> LOOKS = new ConcurrentLinkedQueue<>();

    private ConfigurationRecorder() {}

    /** Somebody looks at the configuration, and hasn't saved it. */
    static void look(Job<?, ?> job) {
        note(job, () -> JobChanges.NOBODY, false);
    }

    /** Records, now, all that was seen before; in the order in which it was, whoever asks. */
    static void settle() {
        synchronized (LOOKS) {
            for (ConfigurationLook look = LOOKS.poll(); look != null; look = LOOKS.poll()) {
                record(look);
            }
        }
    }

    /** Whoever saves mustn't fail for this, whatever goes wrong here. */
    private static void note(Job<?, ?> job, Supplier<Actor> actor, boolean saved) {
        try {
            Optional<ConfiguredJob> known = ConfiguredJob.of(job);
            if (known.isPresent()) {
                // Whoever reads first stands first in the queue.
                synchronized (ORDER) {
                    LOOKS.add(new ConfigurationLook(known.get(), known.get().digest(), actor.get(), saved));
                }
                Timer.get().execute(ConfigurationRecorder::settle);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The configuration of " + job.getFullName() + " can't be looked at");
            if (saved) {
                lose(job);
            }
        }
    }

    private static void record(ConfigurationLook look) {
        try {
            if (look.isNews()) {
                Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
                if (ledger.isPresent()) {
                    look.record(ledger.get(), Clock.systemUTC().instant());
                }
            }
        } catch (IOException | LedgerException | RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "A change of the configuration of " + look.job().name() + " is not recorded");
            if (look.saved()) {
                lose(look.job());
            }
        }
    }

    private static void lose(Job<?, ?> job) {
        try {
            ConfiguredJob.of(job).ifPresent(ConfigurationRecorder::lose);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, "No mark beside the job", e);
        }
    }

    private static void lose(ConfiguredJob job) {
        try {
            KnownConfiguration.lose(job.directory());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "No mark beside the job", e);
        }
    }

    /**
     * Looks at all jobs that the record knows, once they are loaded: what was edited while Jenkins was down shall not pass for a part of the next
     * save.
     */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Start extends ItemListener {

        @Override
        public void onLoaded() {
            Timer.get().execute(() -> Jenkins.get().allItems(Job.class).forEach(ConfigurationRecorder::look));
        }
    }

    /** Hears of saves. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Saves extends SaveableListener {

        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof Job<?, ?> job) {
                note(job, ReleaseGates::actor, true);
            }
        }
    }
}
