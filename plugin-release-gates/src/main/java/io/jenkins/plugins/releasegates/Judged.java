package io.jenkins.plugins.releasegates;

import io.jenkins.lib.releasegates.audit.Event;
import io.jenkins.lib.releasegates.audit.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.gate.Effect;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A recorded decision, read back from the ledger: the one source of what a build shows and does, whether it was judged now or before a restart.
 *
 * @param recordId of the decision's entry
 */
record Judged(String recordId, Event.DecisionMade decision, List<GateResult> gates) {

    Judged {
        gates = List.copyOf(gates);
    }

    /**
     * The decision of a step, where these entries hold one.
     *
     * @param entries all entries of the build, in their order
     */
    static Optional<Judged> of(List<TrailEntry> entries, String step) {
        List<GateResult> gates = new ArrayList<>();
        for (TrailEntry entry : entries) {
            if (!entry.subject().path("step").asText().equals(step)) {
                continue;
            }
            Optional<Event> event = Event.of(entry);
            if (event.orElse(null) instanceof Event.GateJudged gate) {
                gates.add(gate.result());
            }
            if (event.orElse(null) instanceof Event.DecisionMade decision) {
                return Optional.of(new Judged(entry.id(), decision, gates));
            }
        }
        return Optional.empty();
    }

    /** What build and stage are to become. */
    Effect effect() {
        return decision.effect();
    }

    /** One line per gate and one for the decision, for the build's log. */
    List<String> log() {
        List<String> lines = new ArrayList<>();
        for (GateResult gate : gates) {
            lines.add("%-14s %s%s".formatted(gate.verdict().kind(), gate.gate(), gate.advisory() ? " (advisory)" : ""));
            for (Verdict criterion : gate.criteria()) {
                if (criterion.kind() != Verdict.Kind.PASSED) {
                    lines.add(" ".repeat(15) + criterion.grounds().why());
                }
            }
        }
        lines.add(decision.outcome() + ": " + decision.explanation() + " (record " + recordId + "; "
                + decision.purpose().words() + ")");
        return lines;
    }

    /** What the step returns to the Jenkinsfile: maps, lists, texts, numbers and booleans alone. */
    Map<String, Object> forJenkinsfile(Evidence evidence) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("decision", decision.outcome().admits() ? "PASSED" : "FAILED");
        result.put("outcome", decision.outcome().name());
        result.put("explanation", decision.explanation());
        List<Object> verdicts = new ArrayList<>();
        gates.forEach(gate -> verdicts.add(verdict(gate)));
        result.put("verdicts", verdicts);
        Map<String, Object> measurements = new TreeMap<>();
        for (Measurement measurement : evidence.measurements().values()) {
            measurements.put(measurement.metric(), measurement.value());
        }
        result.put("measurements", measurements);
        result.put("recordId", recordId);
        return result;
    }

    private static Map<String, Object> verdict(GateResult gate) {
        Map<String, Object> verdict = new LinkedHashMap<>();
        Grounds grounds = gate.verdict().grounds();
        verdict.put("gate", gate.gate());
        verdict.put("verdict", gate.verdict().kind().name());
        verdict.put("criticality", gate.criticality().name());
        verdict.put("advisory", gate.advisory());
        verdict.put("observed", grounds.observed());
        verdict.put("required", grounds.required());
        verdict.put("why", grounds.why());
        return verdict;
    }
}
