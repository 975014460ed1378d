package io.jenkins.plugins.releasegates.readiness;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.check.Trials;
import java.util.List;
import java.util.Optional;

/**
 * How load tests of a build have ended: as the gate says that judged them, since a load test passes only by what somebody demands of it. A test is known by
 * the name of that gate.
 */
final class BuildLoadTests {

    private BuildLoadTests() {}

    /** The last one; empty where no gate of that name has judged in this build. */
    static Optional<Trials.Result> last(Ledger ledger, String build, String name) throws LedgerException {
        List<TrailEntry> entries = ledger.entriesOf(build);
        for (int i = entries.size() - 1; i >= 0; i--) {
            TrailEntry entry = entries.get(i);
            if (!entry.kind().equals(Event.GateJudged.KIND)
                    || !entry.body().path("gate").asText().equals(name)) {
                continue;
            }
            if (!(ledger.event(entry).orElse(null) instanceof Event.GateJudged judged)) {
                throw new LedgerException("entry " + entry.id() + " is too large to be read back");
            }
            Verdict verdict = judged.result().verdict();
            return verdict.grounds()
                    .provenance()
                    .map(provenance -> new Trials.Result(
                            entry.at(),
                            verdict.kind() == Verdict.Kind.PASSED || verdict.kind() == Verdict.Kind.WARNING,
                            provenance,
                            verdict.grounds().evidence().stream().findFirst()));
        }
        return Optional.empty();
    }
}
