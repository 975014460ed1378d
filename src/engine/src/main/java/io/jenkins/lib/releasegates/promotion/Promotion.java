package io.jenkins.lib.releasegates.promotion;

import io.jenkins.lib.releasegates.promotion.PlanStep.SetWeight;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a promotion stands: all that has to survive a crash for it to go on or to go back.
 *
 * @param plan what it is to do
 * @param turn counts its changes; a work belongs to the turn in which it was begun
 * @param phase where it is
 * @param slots which slot is which; empty until the target has told
 * @param step number of the step of the plan that it is at, from 0
 * @param weight percents on the new slot as far as they were confirmed
 * @param asked the most percents that were ever asked for the new slot, confirmed or not
 * @param watched whether the analysis of the phase has passed, where time has to pass, too
 * @param since when the phase began, in its last attempt
 * @param due when the phase is over, or has taken too long; empty where it may last
 * @param resumes the phase that a pause goes on with
 * @param cause why it isn't going on, or went back
 * @param words the same, for people
 */
public record Promotion(
        PromotionPlan plan,
        long turn,
        Phase phase,
        Optional<Slots> slots,
        int step,
        int weight,
        int asked,
        boolean watched,
        Instant since,
        Optional<Instant> due,
        Optional<Phase> resumes,
        Cause cause,
        String words) {

    /**
     * Which slot is which.
     *
     * @param live had the traffic when it began
     * @param idle gets it
     */
    public record Slots(String live, String idle) {}

    /** A new one; nothing was done yet. */
    public static Promotion begin(PromotionPlan plan, Instant at) {
        return new Promotion(
                plan,
                0,
                Phase.PREPARING,
                Optional.empty(),
                0,
                0,
                0,
                false,
                at,
                Optional.of(at.plus(plan.limits().confirm())),
                Optional.empty(),
                Cause.NONE,
                "");
    }

    /** What has to be under way now; it is of this {@link #turn}. */
    public Work work() {
        return phase == Phase.BAKING && watched ? Work.NONE : phase.work();
    }

    /** Whether the new slot has, or may have, traffic. */
    public boolean isExposed() {
        return asked > 0;
    }

    /** Whether what it does to the service has to be watched: from the first traffic until it is stable. */
    public boolean isGuarded() {
        return isExposed()
                && switch (phase) {
                    case AWAITING_EXPOSE, SHIFTING, HOLDING, ANALYSING, BAKING, PAUSED -> true;
                    default -> false;
                };
    }

    /** What the target is to do in {@link Work#SHIFT}, {@link Work#ROLL_BACK} or when it is looked at; empty before the slots are known. */
    public Optional<Weights> weights() {
        int percent = switch (phase) {
            case SHIFTING -> asked;
            case ROLLING_BACK, ROLLBACK_FAILED, ROLLED_BACK -> 0;
            default -> weight;
        };
        return slots.map(both -> Weights.share(both.idle(), percent, both.live()));
    }

    /** The percents of the step that it is at. */
    int stepWeight() {
        return plan.steps().get(step) instanceof SetWeight to ? to.percent() : weight;
    }

    Promotion in(Phase next, Instant now, Optional<Instant> until) {
        return new Promotion(
                plan, turn + 1, next, slots, step, weight, asked, false, now, until, Optional.empty(), Cause.NONE, "");
    }

    /** What the phase needs is begun again. */
    Promotion again() {
        return new Promotion(
                plan, turn + 1, phase, slots, step, weight, asked, watched, since, due, resumes, cause, words);
    }

    Promotion until(Instant later) {
        return new Promotion(
                plan,
                turn,
                phase,
                slots,
                step,
                weight,
                asked,
                watched,
                since,
                Optional.of(later),
                resumes,
                cause,
                words);
    }

    Promotion because(Cause why, String told) {
        return new Promotion(plan, turn, phase, slots, step, weight, asked, watched, since, due, resumes, why, told);
    }

    Promotion with(Slots found) {
        return new Promotion(
                plan, turn, phase, Optional.of(found), step, weight, asked, watched, since, due, resumes, cause, words);
    }

    Promotion at(int next) {
        return new Promotion(plan, turn, phase, slots, next, weight, asked, watched, since, due, resumes, cause, words);
    }

    /** More traffic is asked for: from now on the new slot may have it. */
    Promotion asking(int percent) {
        return new Promotion(
                plan,
                turn,
                phase,
                slots,
                step,
                weight,
                Math.max(asked, percent),
                watched,
                since,
                due,
                resumes,
                cause,
                words);
    }

    Promotion confirmed(int percent) {
        return new Promotion(
                plan, turn, phase, slots, step, percent, asked, watched, since, due, resumes, cause, words);
    }

    Promotion resuming(Phase later) {
        return new Promotion(
                plan, turn, phase, slots, step, weight, asked, watched, since, due, Optional.of(later), cause, words);
    }

    Promotion seenWell() {
        return new Promotion(plan, turn, phase, slots, step, weight, asked, true, since, due, resumes, cause, words);
    }
}
