/**
 * Places that artifacts go to, as their owners define them: what is demanded before, when, and of whom. What a pipeline demands on top of that
 * can only tighten it.
 */
@NullMarked
package io.jenkins.lib.releasegates.environment;

import org.jspecify.annotations.NullMarked;
