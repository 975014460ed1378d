package io.jenkins.lib.releasegates.promotion.traffic;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How traffic is shared among the slots of a target, in whole percents that come to 100.
 *
 * @param percents by the name of the slot; a slot that gets nothing has 0
 */
public record Weights(SortedMap<String, Integer> percents) {

    private static final int WHOLE = 100;

    /** @throws IllegalArgumentException where one is less than 0 or they don't come to 100 */
    public Weights {
        percents = Collections.unmodifiableSortedMap(new TreeMap<>(percents));
        int sum = 0;
        for (Map.Entry<String, Integer> percent : percents.entrySet()) {
            if (percent.getValue() < 0 || percent.getValue() > WHOLE) {
                throw new IllegalArgumentException(
                        "The weight of " + percent.getKey() + " is " + percent.getValue() + ", allowed is 0 to 100");
            }
            sum += percent.getValue();
        }
        if (sum != WHOLE) {
            throw new IllegalArgumentException("Weights come to " + sum + ", expected 100: " + percents);
        }
    }

    /** Everything to one of two slots. */
    public static Weights all(String slot, String other) {
        return share(slot, WHOLE, other);
    }

    /** So many percents to one of two slots and the rest to the other. */
    public static Weights share(String slot, int percent, String other) {
        SortedMap<String, Integer> percents = new TreeMap<>();
        percents.put(slot, percent);
        percents.put(other, WHOLE - percent);
        return new Weights(percents);
    }

    /** What a slot gets; 0 for one that isn't named. */
    public int of(String slot) {
        return percents.getOrDefault(slot, 0);
    }

    /** For people: {@code blue 90 %, green 10 %}. */
    @Override
    public String toString() {
        return percents.entrySet().stream()
                .map(percent -> percent.getKey() + " " + percent.getValue() + " %")
                .collect(Collectors.joining(", "));
    }
}
