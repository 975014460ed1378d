package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.Destination;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether artifacts may go to an environment: by what its owner demands, and by what the pipeline demands on top of that. What the
 * pipeline says can only tighten; nothing that it says replaces, weakens or leaves out anything of the owner's.
 */
public final class Admissions {

    private final Environment environment;
    private final Optional<Policy> further;
    private final Policy policy;

    /**
     * For one environment.
     *
     * @param further what the pipeline demands besides
     */
    public Admissions(Environment environment, Optional<Policy> further) {
        this.environment = environment;
        this.further = further;
        this.policy = further.map(environment.policy()::tightenedBy).orElse(environment.policy());
    }

    /** All gates of owner and pipeline; a baseline is looked for by it. */
    public Policy policy() {
        return policy;
    }

    /** What a decision depends on. */
    public ReleaseContext context(
            Subject subject, List<Artifact> artifacts, Evidence evidence, Baseline baseline, Instant at) {
        Destination destination = new Destination(environment.name(), environment.rules(), further.map(Policy::digest));
        return new ReleaseContext(
                subject, artifacts, evidence, baseline, Purpose.ADMISSION, Optional.of(destination), at);
    }

    /** What the environment demands besides any policy, judged at that moment. */
    public List<GateResult> standing(Subject subject, List<Artifact> artifacts, Deployments deployments, Instant at) {
        return new StandingGates(environment, subject, artifacts, at).judge(deployments);
    }

    /** The decision; it takes effect only after it is in the record. */
    public Decision decide(ReleaseContext context, Deployments deployments) {
        return Evaluation.decide(
                policy, context, standing(context.subject(), context.artifacts(), deployments, context.at()));
    }
}
