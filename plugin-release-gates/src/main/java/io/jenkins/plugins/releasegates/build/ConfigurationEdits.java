package io.jenkins.plugins.releasegates.build;

import hudson.model.Job;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Who edited the configuration of a job. */
@Restricted(NoExternalUse.class)
public final class ConfigurationEdits {

    private ConfigurationEdits() {}

    /**
     * Edits of one job.
     *
     * @param persons ids of accounts, each once, in the order of their first edits
     * @param unknown whether somebody else may have edited it, too
     * @param why the reasons for that, as a sentence without its end, of at most 450 characters; empty when there are none
     */
    public record Edits(List<String> persons, boolean unknown, String why) {

        public Edits {
            persons = List.copyOf(persons);
        }

        private static Edits unknown(String why) {
            return new Edits(List.of(), true, why);
        }
    }

    /**
     * The configuration counts as it is now, where it wasn't known before; where it isn't the one that is known, the record is told that nobody in
     * particular has changed it. Called at each decision; works in the background, and never fails.
     */
    public static void remember(Job<?, ?> job) {
        ConfigurationRecorder.look(job);
    }

    /**
     * Who edited it after that entry of the record. Whatever can't be read is unknown.
     *
     * @param seq number of an entry, such as the decision by which the job was promoted last; -1 for all that is recorded
     */
    public static Edits since(Ledger ledger, Job<?, ?> job, long seq) {
        ConfigurationRecorder.settle();
        try {
            Optional<ConfiguredJob> known = ConfiguredJob.of(job);
            return known.isEmpty()
                    ? Edits.unknown("the record doesn't know the job")
                    : new ConfigurationHistory(ledger, known.get())
                            .since(
                                    seq,
                                    known.get().digest(),
                                    KnownConfiguration.in(known.get().directory()));
        } catch (IOException e) {
            return Edits.unknown("the configuration of the job can't be read");
        } catch (LedgerException e) {
            return Edits.unknown("the record can't be read");
        }
    }
}
