package io.jenkins.plugins.releasegates.readiness;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.LedgerSearch;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.check.BrokenSourceException;
import io.jenkins.lib.releasegates.readiness.check.Trials;
import io.jenkins.lib.releasegates.readiness.checklist.Check;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How load tests and experiments in the builds of one job have ended: as the gate says that judged them, since one passes only by what somebody demands of
 * it. A test is known by the name of that gate. Looks at no build, only at the record.
 *
 * @param job its id in the record; of a branch that of the multibranch project
 * @param jobName its full name, so that a branch counts for itself only
 */
record RecordedTrials(String job, String jobName) implements Trials {

    private static final int PAGE = 200;

    /** Pages of judgements by other gates that are looked at. */
    private static final int PAGES = 25;

    @Override
    public Optional<Result> last(Check.Trial.Kind kind, String name, Duration youngerThan)
            throws BrokenSourceException {
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            LedgerQuery query = LedgerQuery.ALL
                    .ofJob(job)
                    .ofKind(Event.GateJudged.KIND)
                    .notBefore(Clock.systemUTC().instant().minus(youngerThan));
            long before = Long.MAX_VALUE;
            for (int page = 0; page < PAGES; page++) {
                LedgerSearch.Page found = ledger.find(query, before, PAGE);
                for (TrailEntry entry : found.entries()) {
                    if (isOf(entry, name)) {
                        return result(ledger, entry);
                    }
                }
                if (found.next().isEmpty()) {
                    return Optional.empty();
                }
                before = found.next().getAsLong();
            }
            throw new BrokenSourceException(Messages.OrrChecklist_TooManyGates(name), null);
        } catch (LedgerException e) {
            throw new BrokenSourceException(Messages.OrrChecklist_RecordUnreadable(), e);
        }
    }

    private boolean isOf(TrailEntry entry, String gate) {
        return entry.body().path("gate").asText().equals(gate)
                && entry.subject().path("jobName").asText().equals(jobName);
    }

    private static Optional<Result> result(Ledger ledger, TrailEntry entry) throws LedgerException {
        if (!(ledger.event(entry).orElse(null) instanceof Event.GateJudged judged)) {
            throw new LedgerException("entry " + entry.id() + " is too large to be read back");
        }
        Verdict verdict = judged.result().verdict();
        return verdict.grounds()
                .provenance()
                .map(provenance -> new Result(
                        entry.at(),
                        verdict.kind() == Verdict.Kind.PASSED || verdict.kind() == Verdict.Kind.WARNING,
                        provenance,
                        verdict.grounds().evidence().stream().findFirst()));
    }
}
