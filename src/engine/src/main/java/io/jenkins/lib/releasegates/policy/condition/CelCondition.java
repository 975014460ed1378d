package io.jenkins.lib.releasegates.policy.condition;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A condition as a CEL program. */
record CelCondition(String source, Set<String> metrics, boolean readsFindings, CelRuntime.Program program)
        implements Condition {

    private static final TimeLimit OVER_METRICS = new TimeLimit(Duration.ofSeconds(1));
    private static final TimeLimit OVER_FINDINGS = new TimeLimit(Duration.ofSeconds(5));

    @Override
    public boolean evaluate(Map<String, Double> values, Optional<List<ListedFinding>> findings)
            throws UndecidableConditionException {
        Map<String, Object> variables = variables(values);
        if (readsFindings) {
            if (findings.isEmpty()) {
                throw new UndecidableConditionException("nobody knows all findings", true);
            }
            variables.put(
                    ConditionCompiler.FINDINGS,
                    findings.get().stream().map(FindingView::new).toList());
        }
        TimeLimit limit = readsFindings ? OVER_FINDINGS : OVER_METRICS;
        try {
            return limit.call(() -> program.eval(variables)) instanceof Boolean answer && answer;
        } catch (TimeoutException e) {
            throw new UndecidableConditionException(
                    "the condition found no answer within " + (readsFindings ? "5 seconds" : "a second"), false);
        } catch (ExecutionException e) {
            throw new UndecidableConditionException(words(e.getCause()), isUnknownField(e.getCause()));
        }
    }

    private Map<String, Object> variables(Map<String, Double> values) throws UndecidableConditionException {
        Map<String, Object> variables = new HashMap<>();
        Map<String, Double> custom = new HashMap<>();
        for (String metric : new TreeSet<>(metrics)) {
            Double value = values.get(metric);
            if (value == null) {
                throw new UndecidableConditionException("there is no value of " + metric, true);
            }
            if (value.isNaN() || value.isInfinite()) {
                throw new UndecidableConditionException("the value of " + metric + " is not a number", true);
            }
            if (metric.startsWith(MetricCatalog.CUSTOM_PREFIX)) {
                custom.put(metric.substring(MetricCatalog.CUSTOM_PREFIX.length()), value);
            } else {
                variables.put(metric, typed(metric, value));
            }
        }
        variables.put(ConditionCompiler.CUSTOM, custom);
        return variables;
    }

    private static Object typed(String metric, double value) throws UndecidableConditionException {
        if (MetricCatalog.get(metric).type() != MetricType.COUNT) {
            return value;
        }
        if (value != Math.rint(value)) {
            throw new UndecidableConditionException(
                    "the value of " + metric + " is " + value + " and not a count", false);
        }
        return (long) value;
    }

    /** The fields of findings are declared, so that what isn't there is what the tool didn't tell. */
    private boolean isUnknownField(@Nullable Throwable fault) {
        return readsFindings
                && fault instanceof CelEvaluationException evaluation
                && evaluation.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND;
    }

    private static String words(@Nullable Throwable fault) {
        if (!(fault instanceof CelEvaluationException evaluation)) {
            return "the condition could not be evaluated";
        }
        CelErrorCode code = evaluation.getErrorCode();
        return switch (code) {
            case DIVIDE_BY_ZERO -> "the condition divides by zero";
            case NUMERIC_OVERFLOW -> "a number in the condition grows too large";
            case ITERATION_BUDGET_EXCEEDED ->
                "the condition takes more than " + ConditionCompiler.MAX_ITERATIONS + " steps";
            case ATTRIBUTE_NOT_FOUND, INDEX_OUT_OF_BOUNDS -> "the condition reaches for something that isn't there";
            case BAD_FORMAT -> "the condition converts a text that is no such value";
            default -> "the condition could not be evaluated";
        };
    }
}
