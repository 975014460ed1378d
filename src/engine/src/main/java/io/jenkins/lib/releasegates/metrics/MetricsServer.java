package io.jenkins.lib.releasegates.metrics;

import java.time.Instant;
import java.util.Optional;

/** A server that evaluates expressions over time series, at an instant or over a time. Thread-safe; asks each time anew. */
public interface MetricsServer {

    /** What connections are called in questions, records and pages; never an address. */
    String name();

    /**
     * The value of an expression at an instant.
     *
     * @param expression in the server's own language, PromQL for example
     * @throws MetricsException when there is no answer; an empty answer is one
     */
    Answer at(String expression, Instant instant) throws MetricsException, InterruptedException;

    /**
     * The values of an expression at the instants {@code from}, {@code from + step} and so on up to {@code to}.
     *
     * @throws MetricsException when there is no answer; an empty answer is one
     */
    Answer over(String expression, TimeSpan span) throws MetricsException, InterruptedException;

    /** The alerting rules that it evaluates, asked over the same connection; empty where it has no way to tell them. */
    default Optional<AlertRules> alertRules() {
        return Optional.empty();
    }
}
