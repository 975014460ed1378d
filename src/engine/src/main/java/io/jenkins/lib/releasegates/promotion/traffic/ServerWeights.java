package io.jenkins.lib.releasegates.promotion.traffic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Between the percents of two slots and the weights of their servers, of which one slot may have more than the other. */
public final class ServerWeights {

    private static final int WHOLE = 100;

    private ServerWeights() {}

    /**
     * A weight for each server, so that the slots' sums are to each other as their percents are.
     *
     * @param servers that take part, by slot; a slot without any gets none
     * @param most the largest weight that the target allows
     * @return empty where no weights up to that are exactly so, or a slot with percents has no server
     */
    public static Optional<SortedMap<String, Integer>> of(Weights asked, Map<String, List<String>> servers, int most) {
        int common = 1;
        for (List<String> names : servers.values()) {
            if (!names.isEmpty()) {
                common = common / divisor(common, names.size()) * names.size();
            }
        }
        SortedMap<String, Integer> each = new TreeMap<>();
        int divisor = 0;
        for (Map.Entry<String, List<String>> slot : servers.entrySet()) {
            int percent = asked.of(slot.getKey());
            if (slot.getValue().isEmpty()) {
                if (percent > 0) {
                    return Optional.empty();
                }
                continue;
            }
            int weight = percent * common / slot.getValue().size();
            divisor = divisor(divisor, weight);
            slot.getValue().forEach(server -> each.put(server, weight));
        }
        int largest = each.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (largest > most) {
            int by = divisor;
            if (largest / by > most) {
                return Optional.empty();
            }
            each.replaceAll((server, weight) -> weight / by);
        }
        return Optional.of(each);
    }

    /** The percents that the sums of the slots' weights come to; empty where they aren't whole, or nothing has a weight. */
    public static Optional<Weights> percents(SortedMap<String, Long> sums) {
        long all = sums.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return Optional.empty();
        }
        SortedMap<String, Integer> percents = new TreeMap<>();
        for (Map.Entry<String, Long> sum : sums.entrySet()) {
            if (sum.getValue() * WHOLE % all != 0) {
                return Optional.empty();
            }
            percents.put(sum.getKey(), (int) (sum.getValue() * WHOLE / all));
        }
        return Optional.of(new Weights(percents));
    }

    private static int divisor(int one, int other) {
        return other == 0 ? one : divisor(other, one % other);
    }
}
