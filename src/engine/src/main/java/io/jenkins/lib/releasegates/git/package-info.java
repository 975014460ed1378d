/** The {@code git} that is installed, as a process that asks nobody and comes to an end. */
@NullMarked
package io.jenkins.lib.releasegates.git;

import org.jspecify.annotations.NullMarked;
