package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.health.HealthDemand;
import io.jenkins.lib.releasegates.policy.Criticality;
import java.util.List;
import java.util.Optional;

/** Holds what was found of a running service against all that its environment asks: what has no result wasn't looked at, and doesn't pass. */
final class HealthGates {

    private HealthGates() {}

    static List<GateResult> judge(HealthDemand demand, List<GateResult> found) {
        return demand.names().stream()
                .map(name -> found.stream()
                        .filter(gate -> gate.gate().equals(name))
                        .findFirst()
                        .orElseGet(() -> missing(name)))
                .toList();
    }

    private static GateResult missing(String name) {
        Verdict verdict = new Verdict.Errored(new Grounds(
                "", "asked when something is to go there", "Nobody has looked at it.", Optional.empty(), List.of()));
        return new GateResult(name, Criticality.FAILURE, false, List.of(verdict), verdict);
    }
}
