package io.jenkins.lib.releasegates.analysis;

import java.util.Optional;

/**
 * What is demanded of a measured number: {@code successCondition} and {@code failureCondition}, with the meaning that Argo Rollouts gives them
 * ({@code utils/evaluate}), but for one: without any condition nothing passes.
 *
 * <p>Failed where the failure condition holds, or there is none and the success condition doesn't hold; passed where the success condition holds,
 * or there is none and the failure condition doesn't; inconclusive else. As safe to share as its conditions.
 */
public record Conditions(Optional<Condition> success, Optional<Condition> failure) {

    /** One condition over a number that is finite. */
    @FunctionalInterface
    public interface Condition {

        /**
         * Whether it holds.
         *
         * @throws Exception when there is no answer, which then is an error and never a pass
         */
        boolean holds(double result) throws Exception;
    }

    /**
     * Judges the number.
     *
     * @throws Exception of a condition without an answer
     */
    public Outcome judge(double result) throws Exception {
        if (!Double.isFinite(result)) {
            return Outcome.NOT_A_NUMBER;
        }
        if (failure.isPresent() && failure.get().holds(result)) {
            return Outcome.FAILED;
        }
        if (success.isPresent()) {
            boolean holds = success.get().holds(result);
            return holds ? Outcome.PASSED : failure.isPresent() ? Outcome.INCONCLUSIVE : Outcome.FAILED;
        }
        return failure.isPresent() ? Outcome.PASSED : Outcome.INCONCLUSIVE;
    }
}
