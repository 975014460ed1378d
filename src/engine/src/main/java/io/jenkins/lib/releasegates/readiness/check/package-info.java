/** Items that answer themselves: the ports they ask, and {@link io.jenkins.lib.releasegates.readiness.check.Checks}, which asks them at one instant. */
@NullMarked
package io.jenkins.lib.releasegates.readiness.check;

import org.jspecify.annotations.NullMarked;
