package io.jenkins.lib.releasegates.policy.condition;

import io.jenkins.lib.releasegates.evidence.Finding;
import java.util.Optional;

/**
 * A finding as a condition sees it, suppressed ones included.
 *
 * @param isNew whether the baseline doesn't have it; empty without a baseline
 * @param ageDays days since it was seen first; empty without a baseline
 */
public record ListedFinding(Finding finding, Optional<Boolean> isNew, Optional<Double> ageDays) {}
