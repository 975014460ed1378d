package io.jenkins.plugins.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a decision says to people in the log, and to the Jenkinsfile. */
final class DecisionWords {

    private static final String INDENT = " ".repeat(15);

    private DecisionWords() {}

    /** One line per gate and one for the decision, for the build's log. */
    static List<String> log(Judged judged) {
        List<String> lines = new ArrayList<>();
        for (GateResult gate : judged.gates()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-14s %s%s",
                    gate.verdict().kind(),
                    gate.gate(),
                    gate.advisory() ? " (advisory)" : ""));
            if (gate.verdict().kind() == Verdict.Kind.WAIVED) {
                lines.add(INDENT + gate.verdict().grounds().why());
                continue;
            }
            for (Verdict criterion : gate.criteria()) {
                if (criterion.kind() != Verdict.Kind.PASSED) {
                    lines.add(INDENT + criterion.grounds().why());
                }
            }
        }
        lines.add(judged.outcome() + ": " + judged.explanation());
        lines.add("Record " + judged.recordId() + "; " + judged.purpose().words());
        return lines;
    }

    /** What the step returns: maps, lists, texts, numbers and booleans alone, so that nothing has to be whitelisted. */
    static Map<String, Object> forJenkinsfile(Judged judged, Evidence evidence) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("decision", judged.outcome().name());
        result.put("passed", judged.outcome().admits());
        result.put("explanation", judged.explanation());
        List<Object> verdicts = new ArrayList<>();
        judged.gates().forEach(gate -> verdicts.add(verdict(gate)));
        result.put("verdicts", verdicts);
        Map<String, Object> measurements = new TreeMap<>();
        evidence.measurements().forEach((metric, measurement) -> measurements.put(metric, measurement.value()));
        result.put("measurements", measurements);
        result.put("record", judged.recordId());
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
