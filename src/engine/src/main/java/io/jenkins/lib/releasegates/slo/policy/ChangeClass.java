package io.jenkins.lib.releasegates.slo.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A kind of change that may go where others may not.
 *
 * @param proofs each of which is enough; never empty
 */
public record ChangeClass(String name, List<ChangeProof> proofs) {

    public ChangeClass {
        proofs = List.copyOf(proofs);
        if (proofs.isEmpty()) {
            throw new IllegalArgumentException("A class of changes has to be proved: " + name);
        }
    }

    /** What proves it: the first that is given. */
    Optional<ChangeProof> proofIn(List<ChangeFact> facts) {
        return proofs.stream().filter(proof -> proof.isGivenBy(facts)).findFirst();
    }

    String words() {
        return proofs.stream().map(ChangeProof::words).collect(Collectors.joining("; or "));
    }
}
