/**
 * How an error budget is measured: the questions to a server of metrics, all at one instant, and what is made of the answers.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.slo.measurement.ErrorBudgets}.
 */
@NullMarked
package io.jenkins.lib.releasegates.slo.measurement;

import org.jspecify.annotations.NullMarked;
