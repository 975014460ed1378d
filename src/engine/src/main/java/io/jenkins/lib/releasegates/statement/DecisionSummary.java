package io.jenkins.lib.releasegates.statement;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One decision that stands in a log, as far as somebody has to know it who sees neither the log nor the evidence.
 *
 * @param verifier who vouches for it
 * @param resourceUri where those who use the artifact get it from
 * @param policy what was judged by
 * @param recorded where it stands
 * @param outcome what the gates came to
 * @param admits whether the decision's effect lets the artifact through
 * @param purpose what it is good for
 * @param at when it was decided, in milliseconds
 * @param validUntil nobody may rely on it after this instant, in milliseconds
 * @param environment the one environment that it was made for; empty when it wasn't made for any
 * @param artifacts what it is about
 */
public record DecisionSummary(
        Verifier verifier,
        String resourceUri,
        AppliedPolicy policy,
        Recorded recorded,
        Verdict.Kind outcome,
        boolean admits,
        Purpose purpose,
        Instant at,
        Instant validUntil,
        Optional<String> environment,
        List<Artifact> artifacts) {

    public DecisionSummary {
        if (admits != outcome.admits()) {
            throw new IllegalArgumentException(
                    "Outcome " + outcome + " contradicts that it " + (admits ? "admits" : "does not admit"));
        }
        at = at.truncatedTo(ChronoUnit.MILLIS);
        validUntil = validUntil.truncatedTo(ChronoUnit.MILLIS);
        artifacts = List.copyOf(artifacts);
    }

    /**
     * Who vouches for a decision.
     *
     * @param id a URI of the host's owner
     * @param version of each component that took part, by name
     */
    public record Verifier(String id, Map<String, String> version) {
        public Verifier {
            version = Map.copyOf(new TreeMap<>(version));
        }
    }

    /**
     * The policy that was judged by.
     *
     * @param uri names the policy
     * @param digest of this version of it, as the decision's entry has it
     */
    public record AppliedPolicy(String uri, Digest digest) {}

    /**
     * Where the decision stands.
     *
     * @param decision its id, {@code <origin>/<seq>}
     * @param entry hash of its entry in the trail
     * @param log name of the log, the first line of its checkpoints
     * @param evidence name of the blob that was judged
     * @param build id of the build
     * @param title what the pipeline calls this judgement
     */
    public record Recorded(
            String decision, Digest entry, String log, Digest evidence, String build, Optional<String> title) {}
}
