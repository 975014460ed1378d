/**
 * Samples over time and what they come to, in the words of Argo Rollouts' analysis. Pure: no clock, no thread, no Jenkins.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.analysis.Series}. Who asks, and when, is in the package {@code sampler} below.
 */
@NullMarked
package io.jenkins.lib.releasegates.analysis;

import org.jspecify.annotations.NullMarked;
