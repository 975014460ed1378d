/**
 * {@code scaScan}, {@code sastScan}, {@code secretScan} and {@code sbom}: what our own worker finds in a workspace, recorded and judged.
 *
 * <p>Begin at {@link io.jenkins.plugins.securityscan.scan.ScanRun}.
 */
@NullMarked
package io.jenkins.plugins.securityscan.scan;

import org.jspecify.annotations.NullMarked;
