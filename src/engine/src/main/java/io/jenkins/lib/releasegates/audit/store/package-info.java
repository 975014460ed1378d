/**
 * What a ledger asks of whatever keeps it: the one port behind which files lie, and later a database for several controllers.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.store.Store}. Its contract is a test of the testkit that any store has to pass.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.store;

import org.jspecify.annotations.NullMarked;
