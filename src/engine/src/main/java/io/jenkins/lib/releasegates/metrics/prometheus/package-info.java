/** Asks servers with Prometheus' HTTP API: Prometheus itself, Thanos, Mimir, VictoriaMetrics. */
@NullMarked
package io.jenkins.lib.releasegates.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
