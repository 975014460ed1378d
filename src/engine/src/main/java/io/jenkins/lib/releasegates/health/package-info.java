/**
 * What the owner of an environment asks of the running service at the moment in which something is to go there: metric gates and error budgets. Begin at
 * {@link io.jenkins.lib.releasegates.health.HealthDemand} and {@link io.jenkins.lib.releasegates.health.HealthCheck}.
 */
@NullMarked
package io.jenkins.lib.releasegates.health;

import org.jspecify.annotations.NullMarked;
