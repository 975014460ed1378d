package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict stands on.
 *
 * @param observed what was seen, in words; empty when nothing was
 * @param required what the policy demands, in the words of the policy
 * @param why one sentence that a person without knowledge of the policy understands
 * @param provenance who vouches for what was seen; empty when nothing was
 * @param evidence digests of the reports it was read from
 */
public record Grounds(
        String observed, String required, String why, Optional<Provenance> provenance, List<Digest> evidence) {

    public Grounds {
        evidence = List.copyOf(evidence);
    }
}
