package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.policy.Criticality;
import java.util.List;

/**
 * How one gate was judged.
 *
 * @param criteria one verdict per criterion, in the order of the policy
 * @param verdict the worst of them
 */
public record GateResult(
        String gate, Criticality criticality, boolean advisory, List<Verdict> criteria, Verdict verdict) {

    public GateResult {
        criteria = List.copyOf(criteria);
    }

    /** What it does; an advisory gate does nothing. */
    public Effect effect() {
        return advisory ? new Effect(Effect.Mark.NONE, Effect.Mark.NONE, true) : Effect.of(verdict.kind(), criticality);
    }
}
