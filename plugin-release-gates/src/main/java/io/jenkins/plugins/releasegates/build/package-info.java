/** What Jenkins tells of a build, its job and the step that is at work: from Jenkins to the engine's words. */
@NullMarked
package io.jenkins.plugins.releasegates.build;

import org.jspecify.annotations.NullMarked;
