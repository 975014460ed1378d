/**
 * Answers what a build in Jenkins asks people, as the person whose token it is.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.cli.approve.ApproveCommand}.
 */
@NullMarked
package io.jenkins.lib.releasegates.cli.approve;

import org.jspecify.annotations.NullMarked;
