package io.jenkins.lib.releasegates.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One gate as a user writes it in a Jenkinsfile: {@code [metric: 'coverage.line', threshold: 80, baseline: 'PROJECT', criticality: 'FAILURE']},
 * or with a {@code condition}. Not validated yet; that is what {@link PolicyValidation#ofQualityGates} does.
 *
 * @param metric a metric's name
 * @param condition a CEL condition, instead of metric and threshold
 * @param threshold in the unit of the metric, as it was written
 * @param warning a stricter threshold
 * @param baseline the name of a {@link Comparison}; beside a condition only the default, which forms always send
 * @param criticality the name of a {@link Criticality}
 */
public record QualityGateOption(
        Optional<String> metric,
        Optional<String> condition,
        Optional<String> threshold,
        Optional<String> warning,
        Optional<String> baseline,
        Optional<String> criticality) {

    /** A threshold on a metric, all else by default. */
    public static QualityGateOption of(String metric, double threshold) {
        return new QualityGateOption(
                Optional.of(metric),
                Optional.empty(),
                Optional.of(text(threshold)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A condition, all else by default. */
    public static QualityGateOption ofCondition(String condition) {
        return new QualityGateOption(
                Optional.empty(),
                Optional.of(condition),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The keys that are given, as they would stand in a policy file. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        metric.ifPresent(value -> texts.put("metric", value));
        threshold.ifPresent(value -> texts.put("threshold", value));
        warning.ifPresent(value -> texts.put("warning", value));
        baseline.filter(value -> condition.isEmpty() || !value.equals(Comparison.PROJECT.name()))
                .ifPresent(value -> texts.put("baseline", value));
        criticality.ifPresent(value -> texts.put("criticality", value));
        condition.ifPresent(value -> texts.put("condition", value));
        return texts;
    }

    /** What the digest of these options is computed over. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        texts().forEach(json::put);
        return json;
    }

    private static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }
}
