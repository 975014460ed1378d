package io.jenkins.lib.releasegates.promotion;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.Promotion.Slots;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.LeaseLost;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.SlotsFound;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.TargetChanged;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.WorkEnded;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What a promotion asks of its target and of the service itself. Each attempt reads first and writes only what isn't so yet; an attempt that comes
 * to nothing is made again until the phase has taken too long. For one thread at a time.
 */
final class TargetWork {

    private static final Set<Work> WORKS =
            EnumSet.of(Work.FIND_SLOTS, Work.PROBE, Work.SHIFT, Work.RETIRE, Work.ROLL_BACK);

    private final Surroundings surroundings;
    private final Digest artifact;
    private final LongPredicate isCurrent;

    /** So many looks in a row, in this turn, have seen something else than what was asked for; a target may be caught in the middle of a change once. */
    private int strangeLooks;

    private long strangeIn = -1;

    private volatile Hindrance hindrance = new Hindrance(-1, "");

    private record Hindrance(long turn, String words) {}

    /**
     * With what is asked right before each write.
     *
     * @param isCurrent whether a turn of the promotion is still the present one
     */
    TargetWork(Surroundings surroundings, Digest artifact, LongPredicate isCurrent) {
        this.surroundings = surroundings;
        this.artifact = artifact;
        this.isCurrent = isCurrent;
    }

    static boolean does(Work work) {
        return WORKS.contains(work);
    }

    /** Why the last attempt of that turn came to nothing; "" where there was none. */
    String hindrance(long turn) {
        Hindrance last = hindrance;
        return last.turn() == turn ? last.words() : "";
    }

    /** One attempt; empty when it has to be made again. */
    Optional<PromotionEvent> attempt(Promotion promotion) {
        long turn = promotion.turn();
        boolean back = promotion.work() == Work.ROLL_BACK;
        try {
            return switch (promotion.work()) {
                case FIND_SLOTS -> findSlots(turn);
                case PROBE -> probe(promotion);
                case SHIFT -> steer(promotion);
                case ROLL_BACK -> bringBack(promotion);
                case RETIRE -> retire(promotion);
                default -> Optional.empty();
            };
        } catch (TargetException e) {
            boolean again = e.reason() == Reason.UNREACHABLE || e.reason() == Reason.CHANGED || back;
            return again ? later(turn, e) : ended(turn, Outcome.FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // Nobody can tell whether the environment is still held for it; asked again.
            return later(turn, e);
        }
    }

    private Optional<PromotionEvent> later(long turn, Exception why) {
        hindrance = new Hindrance(turn, String.valueOf(why.getMessage()));
        return Optional.empty();
    }

    /** Whether the target still does what it was asked to; something, where it doesn't. */
    Optional<PromotionEvent> look(Promotion promotion) {
        Optional<Weights> asked = promotion.weights();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        if (promotion.turn() != strangeIn) {
            strangeIn = promotion.turn();
            strangeLooks = 0;
        }
        try {
            Traffic traffic = surroundings.target().read();
            if (traffic.weights().filter(asked.get()::equals).isPresent()) {
                strangeLooks = 0;
                return Optional.empty();
            }
            strangeLooks++;
            return strangeLooks < 2
                    ? Optional.empty()
                    : Optional.of(new TargetChanged("asked for " + asked.get() + ", found " + found(traffic)));
        } catch (TargetException e) {
            return Optional.empty();
        }
    }

    private Optional<PromotionEvent> findSlots(long turn) throws TargetException {
        Traffic traffic = surroundings.target().read();
        if (!traffic.settled()) {
            return Optional.empty();
        }
        List<String> live = traffic.weights()
                .map(weights -> weights.percents().entrySet().stream()
                        .filter(percent -> percent.getValue() == PromotionPlan.ALL)
                        .map(Map.Entry::getKey)
                        .toList())
                .orElse(List.of());
        List<String> idle = traffic.slots().keySet().stream()
                .filter(slot -> !live.contains(slot))
                .toList();
        if (live.size() != 1 || idle.size() != 1) {
            return ended(
                    turn,
                    Outcome.FAILED,
                    "expected all traffic on one of two slots, found " + found(traffic)
                            + "; bring it there by hand, or end what is being promoted there");
        }
        return Optional.of(new SlotsFound(turn, live.get(0), idle.get(0)));
    }

    private Optional<PromotionEvent> probe(Promotion promotion) throws TargetException {
        String idle = slots(promotion).idle();
        Digest found = surroundings.service().identity(idle);
        if (!found.equals(artifact)) {
            return ended(
                    promotion.turn(),
                    Outcome.FAILED,
                    "slot " + idle + " says that it runs " + found + ", admitted was " + artifact);
        }
        surroundings.service().smoke(idle);
        return ended(promotion.turn(), Outcome.PASSED, "slot " + idle + " runs " + found);
    }

    private Optional<PromotionEvent> steer(Promotion promotion) throws TargetException, IOException {
        Weights asked = promotion.weights().orElseThrow(() -> new IllegalStateException("No slots to shift to"));
        Optional<String> holder = surroundings.lostTo();
        if (holder.isPresent()) {
            return Optional.of(new LeaseLost(holder.get()));
        }
        return toThere(promotion, asked);
    }

    /** Act first: an environment of which nobody can tell whom it is held for is no reason to leave bad traffic where it is. */
    private Optional<PromotionEvent> bringBack(Promotion promotion) throws TargetException {
        Weights asked = promotion.weights().orElseThrow(() -> new IllegalStateException("No slots to go back to"));
        try {
            Optional<String> holder = surroundings.lostTo();
            if (holder.isPresent()) {
                return Optional.of(new LeaseLost(holder.get()));
            }
        } catch (IOException e) {
            // That can't be told; see above.
        }
        Optional<PromotionEvent> there = toThere(promotion, asked);
        if (there.isPresent()) {
            surroundings.service().smoke(slots(promotion).live());
        }
        return there;
    }

    private Optional<PromotionEvent> toThere(Promotion promotion, Weights asked) throws TargetException {
        TrafficTarget target = surroundings.target();
        Traffic seen = target.read();
        if (seen.is(asked)) {
            return ended(promotion.turn(), Outcome.PASSED, seen.words());
        }
        boolean onItsWay = seen.weights().filter(asked::equals).isPresent()
                && asked.percents().entrySet().stream()
                        .allMatch(percent ->
                                percent.getValue() == 0 || seen.slots().get(percent.getKey()) != Traffic.Slot.OUT);
        if (!onItsWay && isCurrent.test(promotion.turn())) {
            target.shift(asked, seen);
        }
        hindrance = new Hindrance(promotion.turn(), "asked for " + asked + ", found " + found(seen));
        return Optional.empty();
    }

    private Optional<PromotionEvent> retire(Promotion promotion) throws TargetException, IOException {
        Optional<String> holder = surroundings.lostTo();
        if (holder.isPresent()) {
            return Optional.of(new LeaseLost(holder.get()));
        }
        if (isCurrent.test(promotion.turn())) {
            surroundings.target().retire(slots(promotion).live());
        }
        return ended(
                promotion.turn(), Outcome.PASSED, "slot " + slots(promotion).live() + " is out of service");
    }

    private static Slots slots(Promotion promotion) {
        return promotion.slots().orElseThrow(() -> new IllegalStateException("The slots aren't known yet"));
    }

    private static String found(Traffic traffic) {
        return traffic.weights().map(Weights::toString).orElse("something else") + " (" + traffic.words() + ")";
    }

    private static Optional<PromotionEvent> ended(long turn, Outcome outcome, String words) {
        return Optional.of(new WorkEnded(turn, outcome, words));
    }
}
