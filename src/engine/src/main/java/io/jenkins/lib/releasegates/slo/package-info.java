/**
 * Service level objectives: what a service has promised, over which time, and which questions to a server of metrics tell whether it keeps it.
 *
 * <p>The packages below read them from files ({@code openslo}, {@code sloth}; {@code file} knows which is which), measure their error budgets
 * ({@code budget}), and say what a budget means for a release ({@code policy}).
 */
@NullMarked
package io.jenkins.lib.releasegates.slo;

import org.jspecify.annotations.NullMarked;
