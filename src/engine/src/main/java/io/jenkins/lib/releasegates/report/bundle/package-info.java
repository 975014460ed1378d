/**
 * What the ledger holds about one build as one file that can be verified alone.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.report.bundle.ProofBundle}. The format is in docs/formats/proof-bundle.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.report.bundle;

import org.jspecify.annotations.NullMarked;
