/**
 * Readers of what load tests leave behind: JMeter's JTL and k6's summaries.
 *
 * <p>Labels, messages and names of metrics are the test's, hostile, and never kept: what is left of a report are numbers.
 */
@NullMarked
package io.jenkins.lib.releasegates.evidence.reader.loadtest;

import org.jspecify.annotations.NullMarked;
