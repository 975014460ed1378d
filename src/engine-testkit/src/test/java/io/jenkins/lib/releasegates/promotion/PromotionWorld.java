package io.jenkins.lib.releasegates.promotion;

import io.jenkins.lib.releasegates.promotion.PromotionEvent.Commanded;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.GuardTripped;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.LeaseLost;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.Returned;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.SlotsFound;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.TargetChanged;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.TimePassed;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.WorkEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A promotion together with a service and its target, and all that can happen to them. */
final class PromotionWorld {

    private static final Instant START = Instant.EPOCH;

    private PromotionWorld() {}

    /**
     * One moment.
     *
     * @param promotion as it is written down, on a clock that begins with its phase
     * @param traffic percents that the target gives to the new slot
     * @param holdsApproved whether the artifact that was approved runs in the new slot
     * @param admitted percents that a decision has allowed at most
     * @param byHand whether somebody else has ever changed the target
     */
    record Moment(Promotion promotion, int traffic, boolean holdsApproved, int admitted, boolean byHand) {

        Moment with(Promotion next) {
            return new Moment(normal(next), traffic, holdsApproved, admitted, byHand);
        }

        Moment given(int percents) {
            return new Moment(promotion, percents, holdsApproved, admitted, byHand);
        }

        Moment holding(boolean approved) {
            return new Moment(promotion, traffic, approved, admitted, byHand);
        }

        Moment admitting(int percents) {
            return new Moment(promotion, traffic, holdsApproved, percents, byHand);
        }

        Moment changedByHand() {
            return new Moment(promotion, 0, holdsApproved, admitted, true);
        }
    }

    /** All moments that can be reached, each with those that can follow it at once. */
    static Map<Moment, Set<Moment>> explore(PromotionPlan plan) {
        Map<Moment, Set<Moment>> found = new LinkedHashMap<>();
        Deque<Moment> open = new ArrayDeque<>();
        open.add(new Moment(normal(Promotion.begin(plan, START)), 0, false, 0, false));
        while (!open.isEmpty()) {
            Moment moment = open.remove();
            if (found.containsKey(moment)) {
                continue;
            }
            Set<Moment> next = next(moment);
            found.put(moment, next);
            open.addAll(next);
        }
        return found;
    }

    /** Moments from which no end can be reached by what happens without a person. */
    static Set<Moment> thatNeverEnd(Map<Moment, Set<Moment>> moments) {
        Map<Moment, List<Moment>> before = new HashMap<>();
        Deque<Moment> open = new ArrayDeque<>();
        for (Moment moment : moments.keySet()) {
            for (Moment after : unattended(moment)) {
                before.computeIfAbsent(after, key -> new ArrayList<>()).add(moment);
            }
            if (moment.promotion().phase().isEnd()) {
                open.add(moment);
            }
        }
        Set<Moment> end = new HashSet<>();
        while (!open.isEmpty()) {
            Moment moment = open.remove();
            if (end.add(moment)) {
                open.addAll(before.getOrDefault(moment, List.of()));
            }
        }
        Set<Moment> never = new LinkedHashSet<>(moments.keySet());
        never.removeAll(end);
        return never;
    }

    private static Set<Moment> next(Moment moment) {
        Set<Moment> next = unattended(moment);
        for (Moment done : doneOrNot(moment)) {
            for (Command command : Command.values()) {
                add(next, done, new Commanded(command), START);
            }
            add(next, done, new GuardTripped("fast"), START);
            add(next, done, new LeaseLost("taken"), START);
            add(next, done, new Returned(Duration.ofSeconds(1)), START);
            add(next, done, new Returned(Duration.ofDays(1)), START);
        }
        // What somebody else gives to the new slot isn't ours to answer for; that it is found is.
        add(next, moment.changedByHand(), new TargetChanged("by hand"), START);
        return next;
    }

    private static Set<Moment> unattended(Moment moment) {
        Set<Moment> next = new LinkedHashSet<>();
        Promotion promotion = moment.promotion();
        for (Moment done : doneOrNot(moment)) {
            promotion.due().ifPresent(due -> add(next, done, new TimePassed(), due));
            ended(next, done, Outcome.FAILED);
            ended(next, done, Outcome.INCONCLUSIVE);
            if (mayPass(done)) {
                ended(next, done, Outcome.PASSED);
            }
            // What an earlier turn has seen may be anything.
            add(next, done, new WorkEnded(promotion.turn() - 1, Outcome.PASSED, ""), START);
            add(next, done, new SlotsFound(promotion.turn() - 1, "green", "blue"), START);
        }
        if (promotion.work() == Work.FIND_SLOTS) {
            add(next, moment, new SlotsFound(promotion.turn(), "blue", "green"), START);
        }
        return next;
    }

    private static void ended(Set<Moment> next, Moment moment, Outcome outcome) {
        Promotion promotion = moment.promotion();
        WorkEnded event = new WorkEnded(promotion.turn(), outcome, "");
        add(next, moment, event, START);
        promotion.due().ifPresent(due -> add(next, moment, event, due));
    }

    /** The work that is under way may have done what it does when something happens, or not. */
    private static List<Moment> doneOrNot(Moment moment) {
        Promotion promotion = moment.promotion();
        return switch (promotion.work()) {
            case DEPLOY -> List.of(moment, moment.holding(true), moment.holding(false));
            case ASK_TO_EXPOSE -> List.of(moment, moment.admitting(promotion.stepWeight()));
            case SHIFT -> List.of(moment, moment.given(promotion.asked()));
            case ROLL_BACK -> List.of(moment, moment.given(0));
            default -> List.of(moment);
        };
    }

    /** What is confirmed is true: a probe, a decision and a target that is read don't say what isn't so. */
    private static boolean mayPass(Moment moment) {
        Promotion promotion = moment.promotion();
        return switch (promotion.work()) {
            case FIND_SLOTS -> false;
            case PROBE -> moment.holdsApproved();
            case ASK_TO_EXPOSE -> moment.admitted() >= promotion.stepWeight();
            case SHIFT -> moment.traffic() == promotion.asked();
            case ROLL_BACK -> moment.traffic() == 0;
            default -> true;
        };
    }

    private static void add(Set<Moment> next, Moment moment, PromotionEvent event, Instant now) {
        Moment after = moment.with(PromotionMachine.next(moment.promotion(), event, now));
        if (!after.equals(moment)) {
            next.add(after);
        }
    }

    /** On a clock that begins with the phase, and without what makes no difference. */
    private static Promotion normal(Promotion from) {
        Duration before = Duration.between(from.since(), START);
        return new Promotion(
                from.plan(),
                1,
                from.phase(),
                from.slots(),
                from.step(),
                from.weight(),
                from.asked(),
                from.watched(),
                START,
                from.due().map(due -> due.plus(before)),
                from.resumes(),
                from.cause(),
                "");
    }
}
