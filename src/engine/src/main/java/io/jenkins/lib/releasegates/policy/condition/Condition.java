package io.jenkins.lib.releasegates.policy.condition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A CEL condition, parsed and type-checked against the metric catalogue. Implementations are thread-safe. */
public interface Condition {

    /** The condition as the policy says it. */
    String source();

    /** The metrics that it names; all of them must have a measurement before it can be evaluated. */
    Set<String> metrics();

    /** Whether it looks at single findings, of which none may be missing then. */
    default boolean readsFindings() {
        return false;
    }

    /**
     * Evaluates the condition within its iteration budget and its time limit.
     *
     * @param values by metric name, as measured
     * @param findings all of them, where they are known
     * @throws UndecidableConditionException when there is no answer; never an answer in doubt
     */
    boolean evaluate(Map<String, Double> values, Optional<List<ListedFinding>> findings)
            throws UndecidableConditionException;

    /** Evaluates a condition over numbers alone. */
    default boolean evaluate(Map<String, Double> values) throws UndecidableConditionException {
        return evaluate(values, Optional.empty());
    }

    /** A condition without an answer. */
    final class UndecidableConditionException extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean missingData;

        /** With the reason in words, and whether the reason is a value that isn't there. */
        public UndecidableConditionException(String reason, boolean missingData) {
            super(reason);
            this.missingData = missingData;
        }

        /** Whether a value was missing (Inconclusive), and not the condition at fault (Errored). */
        public boolean missingData() {
            return missingData;
        }
    }
}
