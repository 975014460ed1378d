/**
 * Signed bytes in JSON: DSSE 1.0.2 (github.com/secure-systems-lab/dsse), and files with many of them.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.statement.envelope.Envelope}. The bytes that were signed come out only in exchange for keys.
 */
@NullMarked
package io.jenkins.lib.releasegates.statement.envelope;

import org.jspecify.annotations.NullMarked;
