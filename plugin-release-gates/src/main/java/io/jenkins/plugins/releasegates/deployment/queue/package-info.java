/**
 * Lets builds of freestyle jobs wait for an environment before they begin, where they hold no executor.
 *
 * <p>Begin at {@link io.jenkins.plugins.releasegates.deployment.queue.WaitForEnvironment}.
 */
@NullMarked
package io.jenkins.plugins.releasegates.deployment.queue;

import org.jspecify.annotations.NullMarked;
