/**
 * Turns the report files of a workspace into {@link io.jenkins.lib.releasegates.evidence.Evidence}.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.evidence.reader.EvidenceReading}. Reports are hostile: every reader streams, in memory that
 * doesn't grow with the file, within {@link io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits}. Nothing here is static state, and no
 * thread outlives a call, because this runs on build agents.
 */
@NullMarked
package io.jenkins.lib.releasegates.evidence.reader;

import org.jspecify.annotations.NullMarked;
