/**
 * What a run has to show: reports, the findings and measurements that were read from them, and where they come from.
 *
 * <p>Facts only; nobody judges here. The readers that turn a file into facts live next door in {@code evidence.reader}.
 */
@NullMarked
package io.jenkins.lib.releasegates.evidence;

import org.jspecify.annotations.NullMarked;
