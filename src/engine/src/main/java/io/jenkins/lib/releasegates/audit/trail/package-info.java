/**
 * The segments of entries on the disk: appended to, read, and made whole after a crash.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.trail.Trail}.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.trail;

import org.jspecify.annotations.NullMarked;
