/**
 * The Merkle tree over the trail and the tiles that it is read from; derived, and made anew from the trail.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.tlog.TreeWriter}. Hashes are those of RFC 6962, files those of c2sp.org/tlog-tiles.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.tlog;

import org.jspecify.annotations.NullMarked;
