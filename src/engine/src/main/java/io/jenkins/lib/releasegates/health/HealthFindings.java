package io.jenkins.lib.releasegates.health;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.ObservedSeries;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * What an environment's questions about the running service came to.
 *
 * @param at when they were asked
 * @param gates in the order of {@link HealthDemand#names}
 * @param observed what is kept of the answers
 * @param budgets those of its objectives, in their order
 */
public record HealthFindings(
        Instant at, List<GateResult> gates, List<ObservedSeries> observed, List<HealthBudget> budgets) {

    public HealthFindings {
        gates = List.copyOf(gates);
        observed = List.copyOf(observed);
        budgets = List.copyOf(budgets);
    }

    /** Whether every gate that decides lets it through. */
    public boolean areWell() {
        return gates.stream()
                .allMatch(gate -> gate.advisory() || gate.verdict().kind().admits());
    }

    /** The gates, each with the name of the stored evidence that it was judged from. */
    public List<GateResult> judgedFrom(Digest evidence) {
        return gates.stream().map(gate -> from(gate, evidence)).toList();
    }

    private static GateResult from(GateResult gate, Digest evidence) {
        List<Verdict> criteria =
                gate.criteria().stream().map(verdict -> from(verdict, evidence)).toList();
        return new GateResult(
                gate.gate(), gate.criticality(), gate.advisory(), criteria, from(gate.verdict(), evidence));
    }

    private static Verdict from(Verdict verdict, Digest evidence) {
        Grounds grounds = verdict.grounds();
        Grounds kept = new Grounds(
                grounds.observed(), grounds.required(), grounds.why(), grounds.provenance(), List.of(evidence));
        return verdict instanceof Verdict.Waived waived
                ? new Verdict.Waived(kept, waived.waiver())
                : Verdict.of(verdict.kind(), kept);
    }
}
