package io.jenkins.plugins.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.statement.attested.Attestations;
import io.jenkins.lib.releasegates.statement.attested.Attested;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.evidence.WorkspaceEvidence;
import java.time.Instant;

/** What others have signed about the artifacts of a step. */
final class AttestedEvidence {

    private AttestedEvidence() {}

    /** Checked here and not on the agent, which can't be trusted with what nobody but the signer may say. */
    static Evidence of(WorkspaceEvidence read, Policy policy, Instant now, StepSurroundings at) {
        Attested attested = Attestations.read(read.statements(), policy.attesters(), read.artifacts(), now);
        attested.passedOver().forEach(at::log);
        return attested.evidence();
    }
}
