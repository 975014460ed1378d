/**
 * Starts the scan worker as a process of its own, for a plugin on an agent and for the command: checks its bundle, hands it a job, follows its
 * progress, and ends it with all that it started.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.launcher.ScanWorker}. What passes between both is docs/formats/scan-job.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.launcher;

import org.jspecify.annotations.NullMarked;
