/**
 * How owners define environments, and where everybody sees them.
 *
 * <p>Begin at {@link io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration}.
 */
@NullMarked
package io.jenkins.plugins.releasegates.environment;

import org.jspecify.annotations.NullMarked;
