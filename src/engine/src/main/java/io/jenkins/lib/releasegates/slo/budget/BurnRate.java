package io.jenkins.lib.releasegates.slo.budget;

import java.time.Duration;
import java.util.Optional;

/**
 * How many times as fast as the objective allows a budget was spent within a window: at 1 it is gone at the end of the objective's time.
 *
 * @param value empty where it isn't known
 * @param why it isn't; else empty
 */
public record BurnRate(Duration over, Optional<Double> value, String why) {}
