/**
 * One report while it is read: where its bytes come from, within which limits, and what is found in it.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.evidence.reader.report.ReportReader}, which every format implements.
 */
@NullMarked
package io.jenkins.lib.releasegates.evidence.reader.report;

import org.jspecify.annotations.NullMarked;
