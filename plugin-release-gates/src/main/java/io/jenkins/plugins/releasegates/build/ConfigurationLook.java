package io.jenkins.plugins.releasegates.build;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration as it was at one moment.
 *
 * @param actor who saved it then, or nobody, where somebody only looked
 * @param saved whether it was saved then
 */
record ConfigurationLook(ConfiguredJob job, Digest digest, Actor actor, boolean saved) {

    /** Whether it isn't the one that is known. */
    boolean isNews() throws IOException {
        return KnownConfiguration.in(job.directory())
                .digest()
                .filter(digest::equals)
                .isEmpty();
    }

    /**
     * Records it where it isn't what it was at the look before, and remembers it.
     *
     * <p>When nobody has looked before, there is nothing that it would differ from; it is recorded then only because it was saved.
     */
    void record(Ledger ledger, Instant at) throws IOException, LedgerException {
        if (!isNews()) {
            return;
        }
        KnownConfiguration known = KnownConfiguration.in(job.directory());
        Optional<Digest> before = known.digest();
        if (before.isEmpty() && !known.lost()) {
            before = new ConfigurationHistory(ledger, job).last();
        }
        boolean same = before.filter(digest::equals).isPresent();
        if (!same && (saved || known.lost() || before.isPresent())) {
            ledger.record(
                    SubjectChanged.configured(job.name(), before, digest),
                    EntrySubject.job(job.id(), job.name()),
                    actor,
                    Map.of(),
                    at);
        }
        KnownConfiguration.remember(job.directory(), digest);
    }
}
