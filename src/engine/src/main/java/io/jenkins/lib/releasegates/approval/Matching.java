package io.jenkins.lib.releasegates.approval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Seats for people, some for each demand: a person takes one at most, and as many are taken as can be.
 *
 * <p>A maximum bipartite matching kept by augmenting paths (Berge 1957; Kuhn 1955): whoever comes may move others to another seat that fits them.
 * Changed by {@link #add}; for one thread.
 */
final class Matching<P> {

    private final List<Integer> seats;
    private final List<List<P>> seated = new ArrayList<>();
    private final Map<P, List<Integer>> fits = new LinkedHashMap<>();

    /** So many seats for each demand. */
    Matching(List<Integer> seats) {
        this.seats = List.copyOf(seats);
        seats.forEach(count -> seated.add(new ArrayList<>()));
    }

    /** A new person, who fits these demands. */
    void add(P person, List<Integer> demands) {
        if (fits.putIfAbsent(person, List.copyOf(demands)) != null) {
            throw new IllegalStateException(person + " comes a second time");
        }
        seat(person, new HashSet<>());
    }

    /** How many seats of a demand are free. */
    int free(int demand) {
        return seats.get(demand) - seated.get(demand).size();
    }

    /** How many seats are free in all. */
    int free() {
        int free = 0;
        for (int demand = 0; demand < seats.size(); demand++) {
            free += free(demand);
        }
        return free;
    }

    /** Who has a seat of a demand. */
    List<P> seated(int demand) {
        return List.copyOf(seated.get(demand));
    }

    private boolean seat(P person, Set<Integer> tried) {
        for (int demand : fits.getOrDefault(person, List.of())) {
            if (tried.add(demand) && (free(demand) > 0 || moveOn(demand, tried))) {
                seated.get(demand).add(person);
                return true;
            }
        }
        return false;
    }

    /** Frees a seat by finding its owner another one. */
    private boolean moveOn(int demand, Set<Integer> tried) {
        for (P owner : seated(demand)) {
            if (seat(owner, tried)) {
                seated.get(demand).remove(owner);
                return true;
            }
        }
        return false;
    }
}
