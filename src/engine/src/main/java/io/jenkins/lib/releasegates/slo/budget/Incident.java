package io.jenkins.lib.releasegates.slo.budget;

import java.time.Instant;

/**
 * A time in which slice after slice spent the budget faster than the objective allows.
 *
 * @param share of the whole budget that it spent
 */
public record Incident(Instant from, Instant to, double share) {}
