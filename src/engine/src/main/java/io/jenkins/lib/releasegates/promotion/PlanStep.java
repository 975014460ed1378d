package io.jenkins.lib.releasegates.promotion;

import java.time.Duration;
import java.util.Optional;

/** A step of a plan, in the words of Argo Rollouts. */
public sealed interface PlanStep {

    /**
     * So many percents of the traffic go to the new slot.
     *
     * @param percent 1 to 100
     */
    record SetWeight(int percent) implements PlanStep {

        public SetWeight {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("setWeight is " + percent + ", allowed is 1 to 100");
            }
        }
    }

    /**
     * Waits.
     *
     * @param duration for how long; empty until somebody goes on
     */
    record Pause(Optional<Duration> duration) implements PlanStep {

        public Pause {
            duration.ifPresent(length -> {
                if (length.isNegative() || length.isZero()) {
                    throw new IllegalArgumentException("pause is " + length + ", allowed is more than nothing");
                }
            });
        }
    }

    /** Watches, by what the owner of the environment has defined for it. */
    record Analysis() implements PlanStep {}
}
