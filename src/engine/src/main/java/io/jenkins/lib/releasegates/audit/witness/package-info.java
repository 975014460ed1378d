/**
 * Places outside that are sent every checkpoint, so that the log can't be rewritten behind their back.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.witness.Witness}. What they hold is described in docs/formats/ledger.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.witness;

import org.jspecify.annotations.NullMarked;
