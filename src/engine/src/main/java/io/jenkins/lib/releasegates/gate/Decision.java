package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.policy.WaiverRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the verdicts of all gates come to. It takes effect only after it is in the ledger.
 *
 * @param outcome worst verdict among the gates that decide; inconclusive when none does
 * @param effect what happens to build and stage, and whether every gate that decides lets the artifact through
 * @param explanation one sentence; names the gates that stand in the way
 * @param destination the environment that it admits to, or refuses
 * @param validUntil nobody may rely on it after this instant
 */
public record Decision(
        String policyName,
        Digest policyDigest,
        Purpose purpose,
        Optional<Destination> destination,
        Instant at,
        Instant validUntil,
        List<GateResult> gates,
        Baseline baseline,
        List<WaiverRequest> waiverRequests,
        Verdict.Kind outcome,
        Effect effect,
        String explanation) {

    public Decision {
        gates = List.copyOf(gates);
        waiverRequests = List.copyOf(waiverRequests);
        if (effect.admits() != outcome.admits()) {
            throw new IllegalArgumentException("Outcome " + outcome + " contradicts the effect " + effect);
        }
    }

    /** Whether every gate that decides was passed. */
    public boolean passed() {
        return outcome.admits();
    }
}
