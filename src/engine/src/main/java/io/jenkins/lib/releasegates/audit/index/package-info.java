/**
 * Finds the entries of a build, a job and a scope without walking the trail; derived from it, and built again when it is behind.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.index.EntryIndex}.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.index;

import org.jspecify.annotations.NullMarked;
