package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.finding.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a decision depends on besides the policy.
 *
 * @param artifacts what is decided about, at most {@value Artifact#MAX}; empty where nobody has named any, and then no statement can be made of it
 * @param evidence what this run has to show; here each finding gets to know when it was seen first, which the baseline tells and nobody else
 * @param destination the environment that the artifacts are to go to; there is one exactly when this is about an admission
 * @param at the ONE instant of this decision
 */
public record ReleaseContext(
        Subject subject,
        List<Artifact> artifacts,
        Evidence evidence,
        Baseline baseline,
        Purpose purpose,
        Optional<Destination> destination,
        Instant at) {

    public ReleaseContext {
        artifacts = List.copyOf(artifacts);
        if (destination.isPresent() != (purpose == Purpose.ADMISSION)) {
            throw new IllegalArgumentException("An admission, and nothing else, is to an environment");
        }
        if (artifacts.size() > Artifact.MAX) {
            throw new IllegalArgumentException(
                    "A decision is about at most " + Artifact.MAX + " artifacts, found " + artifacts.size());
        }
        evidence = evidence.seen(
                new Sighting(at, subject.build()),
                baseline.evidence(),
                new Sighting(baseline.at().orElse(at), ""));
    }

    /** For no environment. */
    public ReleaseContext(
            Subject subject,
            List<Artifact> artifacts,
            Evidence evidence,
            Baseline baseline,
            Purpose purpose,
            Instant at) {
        this(subject, artifacts, evidence, baseline, purpose, Optional.empty(), at);
    }

    /** Without artifacts. */
    public ReleaseContext(Subject subject, Evidence evidence, Baseline baseline, Purpose purpose, Instant at) {
        this(subject, List.of(), evidence, baseline, purpose, at);
    }
}
