/**
 * Conditions in CEL: compiled against the names of the metrics, and evaluated within a budget of steps and time.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.policy.condition.ConditionCompiler}.
 */
@NullMarked
package io.jenkins.lib.releasegates.policy.condition;

import org.jspecify.annotations.NullMarked;
