/**
 * What the trail says: an entry, the event in it, and the bytes of its line.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.entry.TrailEntry}. The format is published in docs/formats/trail.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.entry;

import org.jspecify.annotations.NullMarked;
