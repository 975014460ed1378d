package io.jenkins.lib.releasegates.report.duty;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A person, with what they may do and where.
 *
 * @param person what the person is called by, as the owners' table has it
 * @param accounts all that were looked at, the one above among them
 * @param duties where each is held: full names of jobs and folders, or {@link #EVERYWHERE} alone; none is empty
 */
public record DutyHolder(String person, List<String> accounts, Map<Duty, Set<String>> duties) {

    /** Stands for all of it. */
    public static final String EVERYWHERE = "";

    public DutyHolder {
        accounts = List.copyOf(accounts);
        EnumMap<Duty, Set<String>> copy = new EnumMap<>(Duty.class);
        duties.forEach((duty, where) -> copy.put(duty, Set.copyOf(where)));
        if (copy.values().stream().anyMatch(Set::isEmpty)) {
            throw new IllegalArgumentException("A duty is held somewhere, found nowhere for " + person);
        }
        duties = Collections.unmodifiableMap(copy);
    }

    /** Whether it is held anywhere. */
    public boolean holds(Duty duty) {
        return duties.containsKey(duty);
    }

    /** Whether it is held wherever there is anything. */
    public boolean holdsEverywhere(Duty duty) {
        return duties.getOrDefault(duty, Set.of()).contains(EVERYWHERE);
    }

    /** Whether there is a place in which both are held: the same one, or one that lies in the other. */
    boolean holdTogether(Duty one, Duty other) {
        if (!holds(one) || !holds(other)) {
            return false;
        }
        Set<String> others = duties.getOrDefault(other, Set.of());
        return duties.getOrDefault(one, Set.of()).stream()
                .anyMatch(place -> others.stream().anyMatch(there -> isOne(place, there) || isOne(there, place)));
    }

    private static boolean isOne(String outer, String inner) {
        return outer.equals(EVERYWHERE) || outer.equals(inner) || inner.startsWith(outer + "/");
    }

    /** Where it is held, sorted; empty when that is everywhere, or nowhere. */
    public List<String> places(Duty duty) {
        return holdsEverywhere(duty)
                ? List.of()
                : duties.getOrDefault(duty, Set.of()).stream().sorted().toList();
    }
}
