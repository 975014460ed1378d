package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.Evidence;
import java.time.Instant;

/**
 * All that a decision depends on besides the policy.
 *
 * @param at the ONE instant of this decision
 */
public record ReleaseContext(Subject subject, Evidence evidence, Baseline baseline, Purpose purpose, Instant at) {}
