package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricType;
import java.util.Optional;

/** Which thresholds make sense for a metric: those that some value passes and some value doesn't. */
final class ThresholdRules {

    private ThresholdRules() {}

    /** What is allowed instead of this threshold; empty when it makes sense. */
    static Optional<String> objection(Metric metric, double threshold, Comparison comparison) {
        if (metric.type() == MetricType.COUNT && threshold != Math.rint(threshold)) {
            return Optional.of("a whole number, since " + metric.name() + " is a count");
        }
        return comparison == Comparison.PROJECT_DELTA ? ofDelta(metric, threshold) : ofValue(metric, threshold);
    }

    /** What is allowed instead of this warning; empty when it makes sense beside the threshold. */
    static Optional<String> warningObjection(Metric metric, double threshold, double warning, Comparison comparison) {
        Optional<String> objection = objection(metric, warning, comparison);
        if (objection.isPresent()) {
            return objection;
        }
        boolean higher = metric.direction() == Metric.Direction.HIGHER_IS_BETTER;
        boolean stricter = higher ? warning > threshold : warning < threshold;
        return stricter
                ? Optional.empty()
                : Optional.of("a stricter value than the threshold, that is " + (higher ? "above " : "below ")
                        + Measurement.words(metric.type(), threshold));
    }

    private static Optional<String> ofValue(Metric metric, double threshold) {
        boolean percent = metric.type() == MetricType.PERCENT;
        if (metric.direction() == Metric.Direction.LOWER_IS_BETTER && threshold <= 0) {
            return Optional.of(
                    metric.type() == MetricType.COUNT
                            ? "at least 1: the first value that doesn't pass; 0 can never pass; write 1 to allow none"
                            : "more than 0: the first value that doesn't pass; 0 can never pass");
        }
        if (percent && threshold > 100) {
            return Optional.of("above 0 and up to 100 percent");
        }
        if (metric.direction() == Metric.Direction.HIGHER_IS_BETTER && threshold <= 0) {
            return Optional.of(
                    (percent ? "above 0 and up to 100 percent" : "at least 1") + ": with 0 it can never fail");
        }
        return Optional.empty();
    }

    private static Optional<String> ofDelta(Metric metric, double threshold) {
        boolean percent = metric.type() == MetricType.PERCENT;
        return percent && (threshold <= -100 || threshold > 100)
                ? Optional.of("a change above -100 and up to 100 percent points")
                : Optional.empty();
    }
}
