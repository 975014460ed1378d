/**
 * Checks a ledger that somebody hands over, read-only and without trusting it or those who wrote it.
 *
 * <p>Shares nothing with {@code audit} but the hash and the canonical form of JSON: whoever made a mistake there didn't make it here again.
 */
@NullMarked
package io.jenkins.lib.releasegates.verify;

import org.jspecify.annotations.NullMarked;
