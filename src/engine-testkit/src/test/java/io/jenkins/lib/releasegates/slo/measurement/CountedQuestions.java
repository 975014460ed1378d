package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusSettings;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.time.Instant;
import java.time.InstantSource;

/** A connection to a Prometheus that counts what it is asked. */
final class CountedQuestions implements MetricsServer {

    private final MetricsServer server;
    private int questions;

    CountedQuestions(PrometheusProcess process) {
        server = new PrometheusServer(
                PrometheusSettings.of(
                        "prometheus",
                        ServerAddress.parse("connection", process.uri().toString(), true)),
                InstantSource.system());
    }

    int questions() {
        return questions;
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public Answer at(String expression, Instant instant) throws MetricsException, InterruptedException {
        questions++;
        return server.at(expression, instant);
    }

    @Override
    public Answer over(String expression, TimeSpan span) throws MetricsException, InterruptedException {
        questions++;
        return server.over(expression, span);
    }
}
