/**
 * How an administrator sets up the ledger of a controller, and what tells about its health.
 *
 * <p>Begin at {@link io.jenkins.plugins.releasegates.ledger.LedgerConfiguration}.
 */
@NullMarked
package io.jenkins.plugins.releasegates.ledger;

import org.jspecify.annotations.NullMarked;
