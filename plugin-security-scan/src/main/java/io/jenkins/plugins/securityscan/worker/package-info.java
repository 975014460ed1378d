/**
 * Brings the scan worker and its database to agents, and runs it there.
 *
 * <p>Begin at {@link io.jenkins.plugins.securityscan.worker.WorkspaceScan}.
 */
@NullMarked
package io.jenkins.plugins.securityscan.worker;

import org.jspecify.annotations.NullMarked;
