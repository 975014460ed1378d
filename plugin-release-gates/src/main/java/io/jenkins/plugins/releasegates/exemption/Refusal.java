package io.jenkins.plugins.releasegates.exemption;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.GateResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest answer to whether files may go to an environment, where it is no.
 *
 * @param gates how each gate was judged
 */
record Refusal(String environment, TrailEntry entry, Event.DecisionMade decision, List<GateResult> gates) {

    Refusal {
        gates = List.copyOf(gates);
    }

    /** For which files a decision is. */
    private record About(String environment, List<Artifact> artifacts) {}

    /** All of that build that nothing newer was decided instead of. */
    static List<Refusal> of(Ledger ledger, String build) throws LedgerException {
        Map<About, Refusal> newest = new LinkedHashMap<>();
        List<GateResult> gates = new ArrayList<>();
        for (TrailEntry entry : ledger.entriesOf(build)) {
            Event event = ledger.event(entry).orElse(null);
            if (event instanceof Event.EvidenceRecorded) {
                gates.clear();
            } else if (event instanceof Event.GateJudged judged) {
                gates.add(judged.result());
            } else if (event instanceof Event.DecisionMade made
                    && made.destination().isPresent()) {
                String environment = made.destination().get().environment();
                newest.put(new About(environment, made.artifacts()), new Refusal(environment, entry, made, gates));
            }
        }
        return newest.values().stream()
                .filter(refusal -> !refusal.decision().effect().admits())
                .toList();
    }

    /** The gate of that name, where it stands in the way. */
    Optional<GateResult> gate(@Nullable String name) {
        return inTheWay().stream().filter(gate -> gate.gate().equals(name)).findFirst();
    }

    /** All that stand in the way. */
    List<GateResult> inTheWay() {
        return gates.stream()
                .filter(gate -> !gate.advisory() && !gate.verdict().kind().admits())
                .toList();
    }
}
