package io.jenkins.lib.releasegates.promotion.traffic;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a target itself says that it does, at one moment.
 *
 * @param weights how it shares traffic; empty where that can't be said in whole percents of these slots, as after somebody changed it by hand
 * @param slots how each slot is, by its name
 * @param settled whether nothing is on its way any more: no new request goes by earlier weights
 * @param version of its configuration where it counts them, for {@link TrafficTarget#shift}; "" where it doesn't
 * @param words what was found, for people
 */
public record Traffic(
        Optional<Weights> weights, SortedMap<String, Slot> slots, boolean settled, String version, String words) {

    /** How a slot is. */
    public enum Slot {

        /** It takes what it is given. */
        READY,

        /** Meant to take requests, and found not to answer. */
        DOWN,

        /** Taken out of service on purpose. */
        OUT
    }

    public Traffic {
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    }

    /** Whether it does what was asked for: these weights, nothing on its way, and every slot that gets traffic takes it. */
    public boolean is(Weights asked) {
        return settled
                && weights.filter(asked::equals).isPresent()
                && asked.percents().entrySet().stream()
                        .allMatch(percent -> percent.getValue() == 0 || slots.get(percent.getKey()) == Slot.READY);
    }
}
