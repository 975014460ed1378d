package io.jenkins.lib.releasegates.slo.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of many looks. */
class BudgetHistoryTest {

    private static final Duration MONTH = Duration.ofDays(30);

    private static List<BudgetSample> every(Duration interval, Duration back) {
        List<BudgetSample> all = new ArrayList<>();
        for (Instant at = Looks.NOW.minus(back); !at.isAfter(Looks.NOW); at = at.plus(interval)) {
            all.add(BudgetSample.of(Looks.known(0.5, 1, 1), at));
        }
        return all;
    }

    @Test
    void shouldKeepNoMoreThanItMay() {
        List<BudgetSample> all = every(Duration.ofSeconds(30), MONTH);

        List<BudgetSample> kept = BudgetHistory.thinned(all, MONTH, Looks.NOW);

        assertThat(all).hasSizeGreaterThan(80_000);
        assertThat(kept).hasSizeBetween(1_900, BudgetHistory.MOST);
        assertThat(BudgetHistory.thinned(kept, MONTH, Looks.NOW))
                .as("thinned again")
                .isEqualTo(kept);
    }

    @Test
    void shouldKeepEveryQuarterOfAnHourOfTheLastDay() {
        List<BudgetSample> kept =
                BudgetHistory.thinned(every(Duration.ofMinutes(15), Duration.ofDays(2)), MONTH, Looks.NOW);

        assertThat(kept.stream().filter(sample -> !sample.at().isBefore(Looks.NOW.minus(Duration.ofDays(1)))))
                .hasSize(97);
    }

    @Test
    void shouldForgetWhatIsOlderThanTheWindowAndNinetyDays() {
        List<BudgetSample> all = every(Duration.ofDays(1), Duration.ofDays(200));

        assertThat(BudgetHistory.thinned(all, Looks.about(MONTH).reach(), Looks.NOW))
                .hasSize(31);
        assertThat(BudgetHistory.thinned(all, Looks.about(Duration.ofDays(365)).reach(), Looks.NOW))
                .hasSize(91);
    }

    @Test
    void shouldForgetWhatIsStillToCome() {
        BudgetHistory history = Looks.history(Looks.sample(-60, Looks.known(0.5, 1, 1)))
                .with(Looks.sample(0, Looks.known(0.6, 1, 1)), Looks.NOW);

        assertThat(history.samples()).extracting(BudgetSample::at).containsExactly(Looks.NOW);
    }

    @Test
    void shouldKeepTheWorstOfThoseThatItThinsOut() {
        long days = 10 * 24 * 60;
        BudgetSample down = Looks.sample(days, Looks.down("down"));
        BudgetSample well = Looks.sample(days - 1, Looks.known(0.5, 1, 1));
        BudgetSample less = Looks.sample(days - 2, Looks.known(0.4, 1, 1));
        BudgetSample burning = Looks.sample(days - 3, Looks.known(0.6, 20, 20));

        assertThat(BudgetHistory.thinned(List.of(down, well, less), MONTH, Looks.NOW))
                .containsExactly(less);
        assertThat(BudgetHistory.thinned(List.of(less, burning, down), MONTH, Looks.NOW))
                .containsExactly(burning);
        assertThat(BudgetHistory.thinned(List.of(down), MONTH, Looks.NOW))
                .as("nothing better is known")
                .containsExactly(down);
    }

    @Test
    void shouldPutALookOfEarlierInItsPlace() {
        BudgetSample first = Looks.sample(20, Looks.known(0.5, 1, 1));
        BudgetSample last = Looks.sample(10, Looks.known(0.5, 1, 1));
        BudgetSample between = Looks.sample(15, Looks.known(0.4, 1, 1));
        BudgetSample instead = Looks.sample(10, Looks.down("down"));

        assertThat(Looks.history(first, last).with(between, Looks.NOW).samples())
                .containsExactly(first, between, last);
        assertThat(Looks.history(first, last).with(instead, Looks.NOW).samples())
                .containsExactly(first, instead);
    }

    @Test
    void shouldTellTheState() {
        assertThat(Looks.sample(0, Looks.known(0, 1, 1)).level().orElseThrow().state())
                .isEqualTo(ErrorBudget.State.EXHAUSTED);
        assertThat(Looks.sample(0, Looks.known(0.5, 20, 20))
                        .level()
                        .orElseThrow()
                        .state())
                .isEqualTo(ErrorBudget.State.AT_RISK);
        assertThat(Looks.sample(0, Looks.known(0.5, 1, 1)).level().orElseThrow().state())
                .isEqualTo(ErrorBudget.State.HEALTHY);
    }

    @Test
    void shouldCutLongReasons() {
        BudgetSample sample = Looks.sample(0, Looks.down("x".repeat(499) + "\ud83d\ude00" + "y".repeat(900)));

        assertThat(sample.why()).isEqualTo("x".repeat(499));
        assertThat(sample.outcome()).isEqualTo(BudgetSample.Outcome.ERROR);
        assertThat(sample.reason()).isEqualTo("CONNECTION");
    }
}
