/**
 * What an error budget means for a release, by the owner's policy.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.slo.policy.ErrorBudgetCheck}.
 */
@NullMarked
package io.jenkins.lib.releasegates.slo.policy;

import org.jspecify.annotations.NullMarked;
