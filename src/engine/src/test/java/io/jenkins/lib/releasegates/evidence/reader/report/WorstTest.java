package io.jenkins.lib.releasegates.evidence.reader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorstTest {

    private final Worst<Integer> worst = new Worst<>(3, Integer::compare);

    @Test
    void shouldKeepAllInTheirOrderWhileThereIsRoom() {
        List.of(5, 1, 4).forEach(worst::add);

        assertThat(worst.kept()).containsExactly(5, 1, 4);
    }

    @Test
    void shouldForgetWhatComesLastInTheOrder() {
        List.of(5, 1, 4, 2, 9, 3).forEach(worst::add);

        assertThat(worst.kept()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(worst.last()).isEqualTo(3);
        worst.clear();
        assertThat(worst.kept()).isEmpty();
        assertThat(worst.last()).isNull();
    }
}
