package io.jenkins.lib.releasegates.slo.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.metrics.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {

    private static final Instant END = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration SLICE = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10_998, 10_999, 11_000, 11_001, 43_200})
    void shouldAskForTheEndOfEachSliceOnce(int count) {
        Grid grid = Grid.before(END, SLICE.multipliedBy(count).plusSeconds(59), SLICE);
        List<Integer> asked = new ArrayList<>();
        for (TimeSpan question : grid.questions()) {
            for (Instant at = question.from(); !at.isAfter(question.to()); at = at.plus(question.step())) {
                asked.add(grid.index(at));
            }
        }

        assertThat(grid.count()).isEqualTo(count);
        assertThat(asked).hasSize(count).first().isEqualTo(0);
        for (int i = 0; i < count; i++) {
            assertThat(asked.get(i)).isEqualTo(i);
        }
        assertThat(grid.end(count - 1)).isEqualTo(END);
    }
}
