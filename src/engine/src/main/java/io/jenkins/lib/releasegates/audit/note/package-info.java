/**
 * What a log signs, and with which keys: checkpoints as signed notes.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.note.Checkpoint}. The formats are those of c2sp.org/signed-note and
 * c2sp.org/tlog-checkpoint.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.note;

import org.jspecify.annotations.NullMarked;
