package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.load.LoadNames;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The measurements of several pieces of evidence as one: counts and seconds are summed, percentages derived anew, the weakest provenance stays. */
final class MeasurementUnion {

    private static final String SUCCESS_RATE = "tests.successRate";
    private static final String DURATION = "tests.duration";

    private static final Set<String> OF_ONE_TEST = Set.copyOf(LoadNames.OF_ONE_TEST);
    private static final Set<String> OF_EACH_TEST = Set.of(LoadNames.ERRORS, LoadNames.ERROR_RATE, LoadNames.MAX);

    private final List<Map<String, Measurement>> parts;
    private final List<Problem> problems;
    private final Map<String, Measurement> measurements = new TreeMap<>();

    /** What can't be added up is left out, and becomes one of the problems. */
    MeasurementUnion(List<Map<String, Measurement>> parts, List<Problem> problems) {
        this.parts = List.copyOf(parts);
        this.problems = problems;
    }

    Map<String, Measurement> all() {
        Set<String> metrics = new TreeSet<>();
        parts.forEach(part -> metrics.addAll(part.keySet()));
        metrics.forEach(this::add);
        return measurements;
    }

    private void add(String metric) {
        List<Measurement> all = measured(metric);
        if (metric.equals(SUCCESS_RATE)) {
            value("tests.passed")
                    .flatMap(passed -> value("tests.failed").map(failed -> rate(passed, failed)))
                    .ifPresent(rate -> put(all, rate));
        } else if (metric.equals(DURATION)) {
            // Without the time of some tests nobody knows the sum.
            if (all.size() == measured("tests.total").size()) {
                put(all, sum(all));
            }
        } else if (metric.equals("vulnerabilities.kev") || metric.equals("vulnerabilities.fixable")) {
            // What one that tells of vulnerabilities can't say of them, nobody knows of all.
            if (all.size() == measured("vulnerabilities.total").size()) {
                put(all, sum(all));
            }
        } else if (isCoverage(metric) && !measured(metric + ".covered").isEmpty()) {
            coverage(metric, all);
        } else if (OF_ONE_TEST.contains(metric) && measured(LoadNames.REQUESTS).size() > 1) {
            refuse(metric, measured(LoadNames.REQUESTS).size());
        } else if (OF_EACH_TEST.contains(metric)) {
            ofEachTest(metric, all);
        } else if (all.size() == 1) {
            measurements.put(metric, all.get(0));
        } else if (all.get(0).type() == MetricType.COUNT
                && MetricCatalog.find(metric).isPresent()) {
            put(all, sum(all));
        } else {
            refuse(metric, all.size());
        }
    }

    private void refuse(String metric, int times) {
        problems.add(new Problem(
                Problem.Kind.UNREADABLE,
                metric,
                "was recorded " + times + " times by this run, and can't be added up; allowed is once",
                Optional.of(metric)));
    }

    /** What one load test can't tell, nobody knows of all. */
    private void ofEachTest(String metric, List<Measurement> all) {
        List<Measurement> requests = measured(LoadNames.REQUESTS);
        List<Measurement> errors = metric.equals(LoadNames.ERROR_RATE) ? measured(LoadNames.ERRORS) : all;
        if (Math.min(all.size(), errors.size()) < requests.size()) {
            return;
        }
        switch (metric) {
            case LoadNames.ERRORS -> put(all, sum(all));
            case LoadNames.ERROR_RATE -> put(all, 100.0 * sum(errors) / sum(requests));
            default ->
                put(all, all.stream().mapToDouble(Measurement::value).max().orElseThrow());
        }
    }

    private void coverage(String metric, List<Measurement> percents) {
        List<Measurement> covered = measured(metric + ".covered");
        if (covered.size() < percents.size()) {
            problems.add(new Problem(
                    Problem.Kind.UNREADABLE,
                    metric,
                    "was recorded " + percents.size() + " times by this run, " + covered.size()
                            + " times with counts; allowed is once, or always with counts",
                    Optional.of(metric)));
            return;
        }
        double hit = sum(covered);
        put(percents, 100.0 * hit / (hit + sum(measured(metric + ".missed"))));
    }

    /** Passed among those that ran; 0 of 0 is not a number, which no gate takes for a pass. */
    private static double rate(double passed, double failed) {
        return 100.0 * passed / (passed + failed);
    }

    private Optional<Double> value(String metric) {
        List<Measurement> all = measured(metric);
        return all.isEmpty() ? Optional.empty() : Optional.of(sum(all));
    }

    private static boolean isCoverage(String metric) {
        return metric.startsWith("coverage.") && metric.indexOf('.') == metric.lastIndexOf('.');
    }

    private List<Measurement> measured(String metric) {
        return parts.stream()
                .map(part -> part.get(metric))
                .filter(measurement -> measurement != null)
                .toList();
    }

    private static double sum(Collection<Measurement> all) {
        return all.stream().mapToDouble(Measurement::value).sum();
    }

    private void put(List<Measurement> all, double value) {
        Set<Digest> sources = new LinkedHashSet<>();
        all.forEach(measurement -> sources.addAll(measurement.sources()));
        Provenance weakest = all.stream()
                .map(Measurement::provenance)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Measurement first = all.get(0);
        measurements.put(
                first.metric(), new Measurement(first.metric(), first.type(), value, weakest, List.copyOf(sources)));
    }
}
