package io.jenkins.lib.releasegates.analysis.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How services, and what they run on, name their metrics. */
enum Convention {
    /** HTTP histograms as the clients of Prometheus suggest them; the label of promhttp for the status. */
    PROMETHEUS("prometheus", "http_request_duration_seconds", "code"),
    /** Spring Boot's HTTP server by Micrometer; buckets only where percentiles-histogram is switched on. */
    MICROMETER("micrometer", "http_server_requests_seconds", "status"),
    /** OpenTelemetry's semantic conventions for HTTP servers, 1.23 and later, as its exporter for Prometheus names them. */
    OPENTELEMETRY("opentelemetry", "http_server_request_duration_seconds", "http_response_status_code"),
    /** Processor time of cAdvisor by the limits that kube-state-metrics tells. */
    CPU_LIMIT("cpuLimit", "container_cpu_usage_seconds_total", "resource"),
    /** Memory of cAdvisor by the limits that kube-state-metrics tells. */
    MEMORY_LIMIT("memoryLimit", "container_memory_working_set_bytes", "resource"),
    /** Periods of the kernel's scheduler in which a container had to wait. */
    CPU_THROTTLING("cpuThrottling", "container_cpu_cfs_throttled_periods_total", "resource");

    /** Those that tell of requests. */
    static final List<Convention> OF_REQUESTS = List.of(PROMETHEUS, MICROMETER, OPENTELEMETRY);

    /** Those that tell of containers. */
    static final List<Convention> OF_CONTAINERS = List.of(CPU_LIMIT, MEMORY_LIMIT, CPU_THROTTLING);

    private final String word;
    private final String metric;
    private final String label;

    Convention(String word, String metric, String label) {
        this.word = word;
        this.metric = metric;
        this.label = label;
    }

    static Optional<Convention> called(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** As authors write it. */
    String word() {
        return word;
    }

    /** The metric, of a histogram without {@code _bucket} and {@code _count}. */
    String metric() {
        return metric;
    }

    /** The label of the status of a request. */
    String status() {
        return label;
    }

    /** Labels that selectors must leave to the question: another value of them would make it another question. */
    Set<String> reserved() {
        return Set.of("le", label);
    }
}
