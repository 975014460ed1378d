/** {@code recordEvidence}, and reading what a workspace has to show, on the agent. */
@NullMarked
package io.jenkins.plugins.releasegates.evidence;

import org.jspecify.annotations.NullMarked;
