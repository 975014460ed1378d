/** The files that a build left behind: found by pattern, never outside its workspace. */
@NullMarked
package io.jenkins.lib.releasegates.evidence.workspace;

import org.jspecify.annotations.NullMarked;
