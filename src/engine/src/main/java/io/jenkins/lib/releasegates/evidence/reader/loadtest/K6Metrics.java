package io.jenkins.lib.releasegates.evidence.reader.loadtest;

import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The metrics of a summary: the values of those that we look at, and the thresholds of all. */
final class K6Metrics {

    static final String DURATION = "http_req_duration";
    static final String REQUESTS = "http_reqs";
    static final String FAILED = "http_req_failed";
    static final String CHECKS = "checks";
    static final String ITERATIONS = "iterations";

    private static final Set<String> METRICS = Set.of(DURATION, REQUESTS, FAILED, CHECKS, ITERATIONS);
    private static final Set<String> VALUES =
            Set.of("avg", "med", "p(50)", "p(90)", "p(95)", "p(99)", "max", "count", "rate", "passes", "fails");

    private final JsonReport json;
    private final Map<String, Map<String, Double>> metrics = new HashMap<>();
    private long thresholds;
    private long failed;

    K6Metrics(JsonReport json) {
        this.json = json;
    }

    /** Reads the object of all metrics, which has just been opened. */
    void read() throws IOException {
        for (String name = json.field(); name != null; name = json.field()) {
            if (!json.entersObject()) {
                throw json.unreadable("the metric " + UnreadableReportException.shown(name)
                        + " is no object, which is what is allowed");
            }
            metric(name);
        }
    }

    /** The values of a metric by their names; none where it isn't there. */
    Map<String, Double> values(String metric) {
        return metrics.getOrDefault(metric, Map.of());
    }

    long thresholds() {
        return thresholds;
    }

    long failedThresholds() {
        return failed;
    }

    private void metric(String name) throws IOException {
        Map<String, Double> values = new HashMap<>();
        long before = thresholds;
        long failedBefore = failed;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "values" -> {
                    if (!json.entersObject()) {
                        throw json.unreadable("values is no object, which is what is allowed");
                    }
                    for (String inner = json.field(); inner != null; inner = json.field()) {
                        value(inner, values);
                    }
                }
                case "thresholds" -> thresholds(name);
                default -> value(field, values);
            }
        }
        if (isWithoutSample(name, values)) {
            failed = failedBefore + thresholds - before;
        }
        if (METRICS.contains(name) && metrics.put(name, values) != null) {
            throw json.unreadable("the metric " + name + " is there twice; allowed is once");
        }
    }

    private void value(String name, Map<String, Double> values) throws IOException {
        if (!VALUES.contains(name)) {
            json.skip();
            return;
        }
        OptionalDouble value = json.decimal(name);
        if (value.isPresent() && values.put(name, value.getAsDouble()) != null) {
            throw json.unreadable(name + " is there twice in one metric; allowed is once");
        }
    }

    private void thresholds(String metric) throws IOException {
        if (!json.entersObject()) {
            throw json.unreadable("thresholds is no object, which is what is allowed");
        }
        for (String source = json.field(); source != null; source = json.field()) {
            thresholds++;
            if (isCrossed(metric)) {
                failed++;
            }
        }
    }

    private boolean isCrossed(String metric) throws IOException {
        if (!json.entersObject()) {
            return json.flag()
                    .orElseThrow(() -> json.unreadable("a threshold of " + UnreadableReportException.shown(metric)
                            + " that is neither true, false nor an object with ok"));
        }
        boolean ok = false;
        boolean said = false;
        for (String field = json.field(); field != null; field = json.field()) {
            boolean here = field.equals("ok");
            said |= here;
            if (!json.entersObject() && here) {
                ok = json.flag().orElse(false);
            } else if (json.atObject()) {
                json.skipOpened();
            }
        }
        if (!said) {
            throw json.unreadable("a threshold of " + UnreadableReportException.shown(metric)
                    + " without ok; allowed is an object with ok, or true for one that was crossed");
        }
        return !ok;
    }

    /** k6 calls a threshold met of which it has never seen a value; nobody knows whether it would have been. */
    private static boolean isWithoutSample(String name, Map<String, Double> values) {
        Double passes = values.get("passes");
        Double fails = values.get("fails");
        if (passes != null && fails != null) {
            return passes + fails == 0;
        }
        boolean trend = values.containsKey("avg");
        boolean takesTime = name.startsWith(DURATION) || name.startsWith("iteration_duration");
        return trend
                && (values.getOrDefault("count", 1.0) == 0
                        || takesTime && values.getOrDefault("max", 1.0) == 0 && values.getOrDefault("avg", 1.0) == 0);
    }
}
