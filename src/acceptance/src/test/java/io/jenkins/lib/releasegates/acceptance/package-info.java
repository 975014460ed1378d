/** What users do with the plugin, done to a running Jenkins over HTTP and in a browser. Without {@code JENKINS_URL} all of it is skipped, by name. */
@NullMarked
package io.jenkins.lib.releasegates.acceptance;

import org.jspecify.annotations.NullMarked;
