package io.jenkins.lib.releasegates.promotion;

import io.jenkins.lib.releasegates.promotion.PlanStep.SetWeight;
import java.time.Duration;
import java.util.List;

/**
 * What a promotion is to do, as the owner of the environment and the pipeline have agreed on before it begins.
 *
 * @param steps in their order; weights rise, and the last of them is 100
 * @param preAnalysis whether the idle slot is watched before it gets traffic
 * @param postAnalysis whether the new slot is watched after it got all traffic
 * @param beforeExpose whether something has to happen right before the first traffic
 * @param bake for how long all traffic has to be on the new slot, watched, before it is stable
 * @param scaleDownDelay for how long the old slot is kept then
 * @param inconclusive what an analysis leads to that can't tell
 * @param changedByHand what it leads to that somebody changed the target
 * @param limits how long things may take
 */
public record PromotionPlan(
        List<PlanStep> steps,
        boolean preAnalysis,
        boolean postAnalysis,
        boolean beforeExpose,
        Duration bake,
        Duration scaleDownDelay,
        Otherwise inconclusive,
        Otherwise changedByHand,
        PromotionLimits limits) {

    /** All of it. */
    public static final int ALL = 100;

    /** What is done where it can't simply go on. */
    public enum Otherwise {

        /** Nothing more, until a person says so. */
        PAUSE,

        /** The traffic goes back. */
        ROLL_BACK
    }

    /** @throws IllegalArgumentException where the weights don't rise to 100 */
    public PromotionPlan {
        steps = List.copyOf(steps);
        int weight = 0;
        for (PlanStep step : steps) {
            if (step instanceof SetWeight to) {
                if (to.percent() <= weight) {
                    throw new IllegalArgumentException("setWeight " + to.percent() + " comes after setWeight " + weight
                            + "; weights have to rise, less traffic is a rollback");
                }
                weight = to.percent();
            } else if (weight == 0) {
                throw new IllegalArgumentException(
                        "The first step has to be a setWeight: before it, the new slot has no traffic to wait for");
            }
        }
        if (weight != ALL) {
            throw new IllegalArgumentException("The last setWeight is " + weight + ", expected 100");
        }
        if (bake.isNegative() || scaleDownDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "bake is " + bake + " and scaleDownDelay " + scaleDownDelay + ", allowed is nothing or more");
        }
    }

    /** All traffic at once. */
    public static List<PlanStep> blueGreen() {
        return List.of(new SetWeight(ALL));
    }
}
