package io.jenkins.lib.releasegates.promotion.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shares of slots and weights of servers come to the same. */
class ServerWeightsTest {

    private static final int HAPROXY = 256;

    private static List<String> servers(String slot, int count) {
        return IntStream.range(0, count).mapToObj(i -> slot + i).toList();
    }

    @Test
    void shouldBeExactOrNothing() {
        int exact = 0;
        for (int percent = 0; percent <= 100; percent++) {
            for (int blue = 1; blue <= 5; blue++) {
                for (int green = 1; green <= 5; green++) {
                    Weights asked = Weights.share("blue", percent, "green");
                    Optional<SortedMap<String, Integer>> weights = ServerWeights.of(
                            asked, Map.of("blue", servers("blue", blue), "green", servers("green", green)), HAPROXY);
                    if (weights.isPresent()) {
                        exact++;
                        assertThat(weights.get().values()).allMatch(weight -> weight >= 0 && weight <= HAPROXY);
                        assertThat(ServerWeights.percents(sums(weights.get()))).contains(asked);
                    }
                }
            }
        }
        // One server each can have every share; so can all others that a weight of 256 is enough for.
        assertThat(exact).isBetween(101 * 9, 101 * 25);
    }

    private static SortedMap<String, Long> sums(SortedMap<String, Integer> weights) {
        SortedMap<String, Long> sums = new TreeMap<>();
        weights.forEach((server, weight) -> sums.merge(server.replaceAll("[0-9]", ""), (long) weight, Long::sum));
        return sums;
    }

    @Test
    void shouldRefuseAShareForASlotWithoutServers() {
        Map<String, List<String>> servers = Map.of("blue", servers("blue", 2), "green", List.of());

        assertThat(ServerWeights.of(Weights.share("green", 1, "blue"), servers, HAPROXY))
                .isEmpty();
        assertThat(ServerWeights.of(Weights.all("blue", "green"), servers, HAPROXY))
                .isPresent();
    }

    @Test
    void shouldNotRoundWhatSomebodySetByHand() {
        assertThat(ServerWeights.percents(new TreeMap<>(Map.of("blue", 37L, "green", 12L))))
                .isEmpty();
        assertThat(ServerWeights.percents(new TreeMap<>(Map.of("blue", 0L, "green", 0L))))
                .isEmpty();
        assertThat(ServerWeights.percents(new TreeMap<>(Map.of("blue", 3L, "green", 1L))))
                .contains(Weights.share("blue", 75, "green"));
    }
}
