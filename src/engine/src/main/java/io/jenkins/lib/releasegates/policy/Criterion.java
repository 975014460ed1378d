package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.policy.condition.Condition;
import java.util.Optional;
import java.util.function.Function;

/** One demand of a gate: a threshold on one metric, or a condition over several. */
public sealed interface Criterion {

    /** The weakest provenance that this criterion accepts. */
    Provenance leastProvenance();

    /** Whether it needs an earlier run to compare with. */
    boolean compares();

    /** The demand in the words of the policy file, as pages and records show it. */
    String words();

    /** One answer per form of criterion. */
    <T> T fold(Function<? super Threshold, T> threshold, Function<? super Expression, T> expression);

    /**
     * A threshold on one metric; which side passes is the metric's direction.
     *
     * @param warning a stricter threshold; a value between the two passes with a warning
     */
    record Threshold(
            Metric metric,
            double threshold,
            Optional<Double> warning,
            Comparison comparison,
            Provenance leastProvenance)
            implements Criterion {

        @Override
        public boolean compares() {
            return metric.needsBaseline() || comparison == Comparison.PROJECT_DELTA;
        }

        @Override
        public String words() {
            String sign = metric.direction() == Metric.Direction.HIGHER_IS_BETTER ? " >= " : " < ";
            String what = metric.name() + (comparison == Comparison.PROJECT_DELTA ? " against the baseline" : "");
            return what
                    + sign
                    + number(threshold)
                    + warning.map(w -> ", warning unless" + sign + number(w)).orElse("");
        }

        @Override
        public <T> T fold(Function<? super Threshold, T> ifThreshold, Function<? super Expression, T> ifExpression) {
            return ifThreshold.apply(this);
        }

        private static String number(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }

    /** A CEL condition over the measurements of the run; true passes. */
    record Expression(Condition condition, Provenance leastProvenance) implements Criterion {

        @Override
        public boolean compares() {
            return condition.metrics().stream()
                    .anyMatch(name ->
                            MetricCatalog.find(name).map(Metric::needsBaseline).orElse(false));
        }

        @Override
        public String words() {
            return condition.source();
        }

        @Override
        public <T> T fold(Function<? super Threshold, T> ifThreshold, Function<? super Expression, T> ifExpression) {
            return ifExpression.apply(this);
        }
    }
}
