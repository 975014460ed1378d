/**
 * Statements of others as evidence: checked against the keys that the policy lists and the artifacts that are judged, then counted as {@code attested}.
 *
 * <p>docs/formats/attestations.md says what is read of which statement.
 */
@NullMarked
package io.jenkins.lib.releasegates.statement.attested;

import org.jspecify.annotations.NullMarked;
