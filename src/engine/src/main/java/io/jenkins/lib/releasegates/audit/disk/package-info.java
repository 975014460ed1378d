/**
 * The few operations on files that a ledger needs, as a port: {@link io.jenkins.lib.releasegates.audit.disk.Disk}.
 *
 * <p>One disk writes and forces, one reads a ledger without touching it; the test kit has one that loses what was not forced.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.disk;

import org.jspecify.annotations.NullMarked;
