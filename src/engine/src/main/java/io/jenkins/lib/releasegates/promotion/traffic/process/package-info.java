/** Runs the commands of a target's owner: bounded in time and output, and never by a shell. */
@NullMarked
package io.jenkins.lib.releasegates.promotion.traffic.process;

import org.jspecify.annotations.NullMarked;
