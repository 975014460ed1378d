package io.jenkins.lib.releasegates.report.analysis;

import java.time.Instant;

/**
 * Something that happened in the time that a chart shows, a deployment.
 *
 * @param words what happened; hostile until it is escaped
 */
public record ChartMark(Instant at, String words) {}
