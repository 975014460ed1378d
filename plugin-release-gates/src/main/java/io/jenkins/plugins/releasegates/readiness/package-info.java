/** Operational readiness in builds: services and their checklists, the step, and the pages on which people answer. */
@NullMarked
package io.jenkins.plugins.releasegates.readiness;

import org.jspecify.annotations.NullMarked;
