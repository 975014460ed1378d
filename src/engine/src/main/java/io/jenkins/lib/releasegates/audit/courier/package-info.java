/**
 * What brings the ledger to somebody outside does in common: it works on a thread that nobody waits for, tries again with growing pauses, and
 * remembers on the disk how far it has got.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.courier.Courier}.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.courier;

import org.jspecify.annotations.NullMarked;
