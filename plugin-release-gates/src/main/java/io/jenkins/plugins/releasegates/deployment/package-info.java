/**
 * Brings artifacts to environments, one deployment at a time to each, and only what was admitted there.
 *
 * <p>Begin at {@link io.jenkins.plugins.releasegates.deployment.DeployToStep}.
 */
@NullMarked
package io.jenkins.plugins.releasegates.deployment;

import org.jspecify.annotations.NullMarked;
