/** What owners of environments ask of running services whenever something is to go there. */
@NullMarked
package io.jenkins.plugins.releasegates.health;

import org.jspecify.annotations.NullMarked;
