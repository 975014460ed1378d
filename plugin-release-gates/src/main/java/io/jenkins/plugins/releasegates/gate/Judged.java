package io.jenkins.plugins.releasegates.gate;

import io.jenkins.lib.releasegates.audit.RecordedDecision;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.Effect;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recorded decision, made now or read back from the ledger: the one source of what a build shows and does.
 *
 * @param recordId of the decision's entry
 * @param evidence name of the stored evidence
 */
record Judged(
        String recordId,
        Verdict.Kind outcome,
        Effect effect,
        String explanation,
        Purpose purpose,
        Digest evidence,
        List<GateResult> gates) {

    private static final String DECISION = "decision-made";

    Judged {
        gates = List.copyOf(gates);
    }

    /** A decision that has just been recorded. */
    static Judged of(RecordedDecision recorded) {
        Decision decision = recorded.decision();
        return new Judged(
                recorded.id(),
                decision.outcome(),
                decision.effect(),
                decision.explanation(),
                decision.purpose(),
                recorded.evidence(),
                decision.gates());
    }

    /**
     * The last decision of a step, where these entries hold one; after people have approved, what was judged is judged once more.
     *
     * @param entries all entries of the build, in their order
     * @throws LedgerException when there is one that was too large to be read back; deciding anew would make two of one
     */
    static Optional<Judged> of(List<TrailEntry> entries, String step) throws LedgerException {
        Optional<Judged> last = Optional.empty();
        List<GateResult> gates = new ArrayList<>();
        for (TrailEntry entry : entries) {
            if (!entry.subject().path("step").asText().equals(step)) {
                continue;
            }
            Event event = Event.of(entry).orElse(null);
            if (event instanceof Event.GateJudged gate) {
                gates.add(gate.result());
            } else if (event instanceof Event.DecisionMade decision) {
                last = Optional.of(of(entry, decision, gates));
                gates.clear();
            } else if (entry.kind().equals(DECISION)) {
                throw new LedgerException("this step was judged before the restart; record " + entry.id()
                        + " is too large to act on it again");
            }
        }
        return last;
    }

    private static Judged of(TrailEntry entry, Event.DecisionMade decision, List<GateResult> read) {
        List<GateResult> gates = new ArrayList<>();
        for (Event.DecisionMade.GateLine line : decision.gates()) {
            gates.add(read.stream()
                    .filter(gate -> gate.gate().equals(line.gate()))
                    .findFirst()
                    .orElseGet(line::withoutGrounds));
        }
        return new Judged(
                entry.id(),
                decision.outcome(),
                decision.effect(),
                decision.explanation(),
                decision.purpose(),
                decision.evidence(),
                gates);
    }
}
