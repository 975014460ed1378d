package io.jenkins.lib.releasegates.promotion;

import java.time.Duration;

/** What happens to a promotion. */
public sealed interface PromotionEvent {

    /**
     * The target has all its traffic on one slot.
     *
     * @param turn of the promotion that asked
     * @param live the slot that has it
     * @param idle the other
     */
    record SlotsFound(long turn, String live, String idle) implements PromotionEvent {}

    /**
     * What its phase needed to be done has ended.
     *
     * @param turn of the promotion when it was begun; of another turn it says nothing any more
     * @param words what was found, for people
     */
    record WorkEnded(long turn, Outcome outcome, String words) implements PromotionEvent {}

    /** It is later than it was. */
    record TimePassed() implements PromotionEvent {}

    /** A person asks for something. */
    record Commanded(Command command) implements PromotionEvent {}

    /** The error budget burns faster than it may. */
    record GuardTripped(String words) implements PromotionEvent {}

    /** The target does something else than it was asked to and had confirmed. */
    record TargetChanged(String words) implements PromotionEvent {}

    /**
     * Whoever drives promotions is back after it was gone.
     *
     * @param absence for how long nobody has watched
     */
    record Returned(Duration absence) implements PromotionEvent {}

    /** The environment isn't held for this promotion any more. */
    record LeaseLost(String words) implements PromotionEvent {}
}
